#include "app/item_places.h"

#include <imgui_internal.h>

namespace facet {

ItemPlaces::ItemPlaces() {
  ImGuiContext* context = ImGui::GetCurrentContext();
  context->TestEngine = this;
  context->TestEngineHookItems = true;
}

ItemPlaces::~ItemPlaces() {
  ImGuiContext* context = ImGui::GetCurrentContext();
  context->TestEngineHookItems = false;
  context->TestEngine = nullptr;
}

void ItemPlaces::begin_frame() {
  by_id_.clear();
  items_.clear();
}

std::optional<ItemPlaces::Place> ItemPlaces::find(const std::string& window,
                                                  const std::string& label) const {
  for (const Item& item : items_) {
    if (item.label == label && item.window.rfind(window, 0) == 0) return item.place;
  }
  return std::nullopt;
}

nlohmann::json ItemPlaces::to_json() const {
  nlohmann::json json = nlohmann::json::object();
  for (const Item& item : items_) {
    if (item.label.empty()) continue;
    json[item.window].push_back({{"label", item.label},
                                 {"left", item.place.left},
                                 {"top", item.place.top},
                                 {"right", item.place.right},
                                 {"bottom", item.place.bottom}});
  }
  return json;
}

void ItemPlaces::add_item(const std::string& window, ImGuiID id, const ImRect& box) {
  by_id_[id] = items_.size();
  items_.push_back({window, "", {box.Min.x, box.Min.y, box.Max.x, box.Max.y}});
}

void ItemPlaces::add_label(ImGuiID id, const char* label) {
  const auto found = by_id_.find(id);
  if (found != by_id_.end() && label != nullptr) items_[found->second].label = label;
}

}  // namespace facet

// Dear ImGui's test hooks: weak in our build of it, so that these win where they are linked.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& box,
                                 const ImGuiLastItemData*) {
  if (id == 0 || context->TestEngine == nullptr || context->CurrentWindow == nullptr) return;
  static_cast<facet::ItemPlaces*>(context->TestEngine)
      ->add_item(context->CurrentWindow->Name, id, box);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* context, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags) {
  if (context->TestEngine == nullptr) return;
  static_cast<facet::ItemPlaces*>(context->TestEngine)->add_label(id, label);
}
