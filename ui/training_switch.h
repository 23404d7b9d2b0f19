#pragma once

#include "ui/panel.h"

namespace facet::ui {

/// Training A beside training B: what each is and how fast it goes. A click shows and steers that
/// one in the panels. Main thread.
void draw_training_switch(PanelContext& context);

}  // namespace facet::ui
