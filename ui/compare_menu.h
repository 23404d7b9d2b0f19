#pragma once

#include "ui/panel.h"

namespace facet::ui {

/// A button whose menu chooses what the second pane draws: nothing, the other weights of the same
/// model, a training, an earlier step of one, a run or a model file. Main thread.
void draw_compare_button(PanelContext& context);

}  // namespace facet::ui
