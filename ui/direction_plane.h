#pragma once

#include <imgui.h>

#include "ui/panel.h"

namespace facet::ui {

/// Draws the plane that two of a model's directions span: a map of faces, on which the face's place
/// is dragged, and below it a line to choose the two directions and to throw dice. `corner` and
/// `side` are the map's. Only where the directions are found. Main thread, inside an ImGui frame.
void draw_direction_plane(PanelContext& context, ImVec2 corner, float side);

}  // namespace facet::ui
