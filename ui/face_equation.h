#pragma once

#include <vector>

#include "core/base/expression.h"
#include "ui/panel.h"

namespace facet::ui {

/// Draws an expression as pictures: each term with sign, weight, average face and name, a slot that
/// takes one more, and the result in gold. Signs flip by a click, weights are dragged, lists and
/// faces are dropped on terms, a cross removes; each edit rewrites the session's expression.
/// `height` is the room it may fill in pixels. Main thread, inside an ImGui window.
void draw_equation(PanelContext& context, const std::vector<ExpressionTerm>& terms, float height);

}  // namespace facet::ui
