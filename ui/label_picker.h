#pragma once

#include "ui/panel.h"

namespace facet::ui {

/// A button, and the window that it opens, in which one says what labels the faces of a list are to
/// carry and how many there are to be; it asks for them by PickFaces. Draws nothing where the data
/// set has no labels that sort its pictures into a few kinds.
void draw_label_picker(PanelContext& context);

}  // namespace facet::ui
