#include "ui/list_pictures.h"

#include <algorithm>
#include <utility>

#include "ui/face_textures.h"

namespace facet::ui {

void update_list_pictures(PanelContext& context) {
  auto& drawn = context.state.faces.drawn_lists;
  std::erase_if(
      drawn, [&](const auto& entry) { return find_list(context.session, entry.first) == nullptr; });
  for (const std::shared_ptr<const ListView>& view : context.view.lists) {
    const FaceList* list = find_list(context.session, view->name);
    if (list == nullptr) continue;
    DrawnList& entry = drawn[view->name];
    if (entry.view == view) continue;
    const bool complete = view->faces.size() == list->faces.size();
    if (complete || entry.view == nullptr) {
      entry.view = view;
      entry.faces = complete ? list->faces : std::vector<Face>{};
    }
  }
}

DrawnFace list_face(PanelContext& context, const FaceList& list, std::size_t index) {
  const Face& face = list.faces[index];
  const auto& drawn = context.state.faces.drawn_lists;
  const auto found = drawn.find(list.name);
  if (found != drawn.end()) {
    const std::vector<Face>& faces = found->second.faces;
    const auto place = std::find(faces.begin(), faces.end(), face);
    if (place != faces.end()) {
      return found->second.view->faces[static_cast<std::size_t>(place - faces.begin())];
    }
  }
  DrawnFace waiting;
  if (const auto* picture = std::get_if<PictureFace>(&face)) {
    waiting.picture = context.textures.still(picture->picture);
  }
  return waiting;
}

const ListView* drawn_list(const PanelContext& context, const std::string& name) {
  const auto& drawn = context.state.faces.drawn_lists;
  const auto found = drawn.find(name);
  return found == drawn.end() ? nullptr : found->second.view.get();
}

std::optional<Face> list_average(const PanelContext& context, const std::string& name) {
  const ListView* list = drawn_list(context, name);
  if (list == nullptr || list->average.code == nullptr) return std::nullopt;
  return CodeFace{list->average.code, name};
}

void rename_drawn_list(PanelContext& context, const std::string& from, const std::string& to) {
  auto entry = context.state.faces.drawn_lists.extract(from);
  if (entry.empty()) return;
  entry.key() = to;
  context.state.faces.drawn_lists.insert(std::move(entry));
}

}  // namespace facet::ui
