#pragma once

#include "ui/panel.h"

namespace facet::ui {

/// The expression as the pane's model answers it, in one line of that height: the terms' averages
/// with their signs, small, and the result. To be looked at and dragged from; the terms are edited
/// in the first pane's equation. Main thread.
void draw_compared_equation(PanelContext& pane, float height);

}  // namespace facet::ui
