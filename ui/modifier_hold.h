#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <vector>

namespace facet::ui {

/// A frame sees the modifiers as they are at its end: where a key goes down and Ctrl is let go in
/// one slow frame, Ctrl+Z would be a bare Z. Takes what follows the press out of ImGui's queue from
/// the first release of a modifier on; give it back once the frame has begun. Call before
/// ImGui::NewFrame. Main thread.
std::vector<ImGuiInputEvent> hold_back_modifier_releases();

/// Puts held input at the queue's end: the next frame reads it. Call after ImGui::NewFrame. Main
/// thread.
void give_back_input(const std::vector<ImGuiInputEvent>& held);

}  // namespace facet::ui
