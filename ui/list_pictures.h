#pragma once

#include <string>

#include "ui/panel.h"

// The pictures of lists, kept with the right faces in the moment between an edit and its drawing.
// Main thread.
namespace facet::ui {

/// Takes what the view has drawn newly; call before the pictures are asked for, each frame.
void update_list_pictures(PanelContext& context);

/// The picture of the face at `index` of a list of the session. Not drawn yet: a data set's picture
/// stands for itself, anything else has no image.
DrawnFace list_face(PanelContext& context, const FaceList& list, std::size_t index);

/// The drawn list of that name, or nullptr.
const ListView* drawn_list(const PanelContext& context, const std::string& name);

/// The face a list stands for: its average, frozen as it is drawn now. Absent until it is drawn.
std::optional<Face> list_average(const PanelContext& context, const std::string& name);

/// Follows a list to its new name.
void rename_drawn_list(PanelContext& context, const std::string& from, const std::string& to);

}  // namespace facet::ui
