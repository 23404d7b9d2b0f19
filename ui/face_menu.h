#pragma once

#include <vector>

#include "ui/panel.h"

namespace facet::ui {

/// The menu of a face: add to a list, use as endpoint A or B, copy, save. Call between BeginPopup
/// and EndPopup. The first of `faces` is the one that was clicked; all of them are added to a
/// list. `code` may be null. `drawn`: the first face as a model has drawn it, to be compared with
/// the training pictures; without an image it is not. Main thread.
void draw_face_menu(PanelContext& context, const std::vector<Face>& faces, const LatentPtr& code,
                    const Picture& drawn = {});

/// Menu items that add faces to one of the lists or to a new one; true when one was chosen.
bool draw_add_to_list_items(PanelContext& context, const std::vector<Face>& faces);

}  // namespace facet::ui
