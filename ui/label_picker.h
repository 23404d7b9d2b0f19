#pragma once

#include "ui/panel.h"

namespace facet::ui {

/// Width of the picker's button with the space before it; 0 where the data set has no labels that
/// sort its pictures into a few kinds: then there is none.
float label_picker_width(const PanelContext& context);

/// A button, and the window that it opens, in which one says what labels the faces of a list are to
/// carry and how many there are to be; it asks for them by PickFaces. There must be such labels.
void draw_label_picker(PanelContext& context, float height);

}  // namespace facet::ui
