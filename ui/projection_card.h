#pragma once

#include "core/base/projection.h"
#include "ui/panel.h"

namespace facet::ui {

/// Whether the model that draws the pane needs projection for pictures: it has no encoder.
bool needs_projection(const PanelContext& context);

/// Asks for the codes of those of `faces` that are pictures, by the pane's model.
void ask_for_projection(PanelContext& context, const std::vector<Face>& faces);

/// How many of `faces` are pictures.
int count_pictures(const std::vector<Face>& faces);

/// While there are projections, a card over the lower left corner: each picture beside the face
/// found for it so far, how long it still takes, and buttons to keep or drop it. The face found can
/// be dragged away as any face. Main thread.
void draw_projection_card(PanelContext& context, const ProjectionView& view);

}  // namespace facet::ui
