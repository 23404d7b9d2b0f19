#pragma once

#include <imgui.h>

#include "ui/panel.h"

// What a drawn face looks most like among the training pictures, found in the background while
// somebody looks at the face. Main thread, inside an ImGui frame.
namespace facet::ui {

/// Whether there are training pictures to compare `drawn` with, and it has an image.
bool can_compare(const PanelContext& context, const Picture& drawn);

/// The likeness of the face that stands at `place`, as newest weights have drawn it; while they
/// draw it anew, that of the picture before. Asks for it where it is not known yet. Null: none has
/// come for this place.
const Likeness* likeness_of(PanelContext& context, const Picture& drawn, ImGuiID place);

/// Draws it: the training picture with what the two differ by. Null: one is sought.
void draw_likeness(PanelContext& context, const Likeness* likeness);

}  // namespace facet::ui
