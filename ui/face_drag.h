#pragma once

#include <imgui.h>

#include <optional>
#include <string>
#include <vector>

#include "ui/panel.h"

// Dragging faces and lists from anywhere to anywhere. Main thread, inside an ImGui frame.
namespace facet::ui {

/// Makes the item before a source of faces, the one that was grabbed first; previewed by its
/// picture. True while they are dragged.
bool face_drag_source(PanelContext& context, const std::vector<Face>& faces,
                      const Picture& picture);

/// Makes the item before a source of a list, previewed by its average. True while it is dragged.
bool list_drag_source(PanelContext& context, const std::string& list, const Picture& average);

/// What was dropped: faces, or the name of a list.
struct FaceDrop {
  std::vector<Face> faces;
  std::string list;
};

/// What a target takes.
enum class DropTakes { kFaces, kFacesAndLists };

/// Makes a rectangle of the window a target, named by the ImGui id; it lights up while something it
/// can take is dragged, more so under the pointer. Of targets inside each other the smallest takes.
/// Returns what was dropped in this frame.
std::optional<FaceDrop> face_drop_target(PanelContext& context, ImVec2 min, ImVec2 max, ImGuiID id,
                                         DropTakes takes);

/// The same for the item before.
std::optional<FaceDrop> face_drop_target(PanelContext& context, DropTakes takes);

}  // namespace facet::ui
