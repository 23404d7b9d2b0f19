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

/// Nothing where an error stands in the strip's stead. Else faces as large as fill the lines, of
/// which there are as few as let the faces be made out. `room` is that of strips and slider, of
/// which the strips take a part: more than that only where faces of side `smallest` do not fit.
/// `second`: the other pane, or null.
StripPlan plan_strips(const PanelContext& context, const PanelContext* second, ImVec2 room,
                      float smallest);

/// Draws the strips; a click on a step moves the slider there.
void draw_strips(PanelContext& context, PanelContext* second, const StripPlan& plan);

}  // namespace facet::ui
