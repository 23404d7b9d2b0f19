#pragma once

#include <imgui.h>

#include "ui/panel.h"

// The strip of the walk's steps, one for each pane. Main thread, inside an ImGui frame.
namespace facet::ui {

/// How the strips lie in the room that they are given.
struct StripPlan {
  float side = 0;    ///< of a face
  float gap = 0;     ///< between faces
  float height = 0;  ///< of all strips
};

/// Faces as large as fill the lines, of which there are as few as let the faces be made out.
/// `share` of the height of `room` is for the strips; `second`: the other pane, or null.
StripPlan plan_strips(const PanelContext& context, const PanelContext* second, ImVec2 room,
                      float share);

/// Draws the strips; a click on a step moves the slider there.
void draw_strips(PanelContext& context, PanelContext* second, const StripPlan& plan);

}  // namespace facet::ui
