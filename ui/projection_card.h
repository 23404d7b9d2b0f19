#pragma once

#include "core/base/projection.h"
#include "ui/panel.h"

namespace facet::ui {

/// How many of `faces` are pictures.
int count_pictures(const std::vector<Face>& faces);

/// Asks for the codes of those of `faces` that are pictures, by the pane's model.
void ask_for_projection(PanelContext& context, const std::vector<Face>& faces);

/// Where the pane's model has no encoder and some of `faces` are pictures, a button that asks for
/// their codes.
void draw_projection_button(PanelContext& context, const std::vector<Face>& faces);

/// While there are projections, a card over the lower left corner: each picture beside the face
/// found for it so far, how long it still takes, and buttons to keep or drop it. The face found can
/// be dragged away as any face. Main thread.
void draw_projection_card(PanelContext& context, const ProjectionView& view);

}  // namespace facet::ui
