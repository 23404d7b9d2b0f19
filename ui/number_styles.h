#pragma once

#include "ui/panel.h"

namespace facet::ui {

/// Arithmetic on the styles of a model that draws digits: cells of random styles, lists of them, an
/// expression, and what the model draws in each list's and in the result's style. Asks for what was
/// changed. Main thread, inside a window.
void draw_number_styles(PanelContext& context, const NumberStyleView& styles);

}  // namespace facet::ui
