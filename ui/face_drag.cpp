#include "ui/face_drag.h"

#include <imgui_internal.h>

#include "ui/face_tile.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

/// The picture under the pointer with a line of text.
void draw_preview(PanelContext& context, const Picture& picture, const std::string& text) {
  if (picture.image != nullptr) {
    const float side = em(4);
    ImGui::Dummy({side, side});
    draw_region(*ImGui::GetWindowDrawList(), context.textures.region(picture, false),
                ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), IM_COL32_WHITE,
                face_rounding(side));
  }
  const SmallText small;
  ImGui::TextUnformatted(text.c_str());
}

bool is_carried(DropTakes takes) {
  const ImGuiPayload* payload = ImGui::GetDragDropPayload();
  if (payload == nullptr) return false;
  return payload->IsDataType(kFacePayload) ||
         (takes == DropTakes::kFacesAndLists && payload->IsDataType(kListPayload));
}

void draw_glow(ImVec2 min, ImVec2 max, bool under_pointer) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float out = em(0.15F);
  const ImVec2 from(min.x - out, min.y - out);
  const ImVec2 to(max.x + out, max.y + out);
  const float rounding = em(0.45F);
  if (under_pointer) list.AddRectFilled(from, to, shade(theme().accent, 0.18F), rounding);
  list.AddRect(from, to, shade(theme().accent, under_pointer ? 1.0F : 0.6F), rounding,
               under_pointer ? em(0.16F) : std::max(1.0F, em(0.09F)));
}

}  // namespace

bool face_drag_source(PanelContext& context, const std::vector<Face>& faces,
                      const Picture& picture) {
  if (faces.empty() || !ImGui::BeginDragDropSource()) return false;
  ImGui::SetDragDropPayload(kFacePayload, nullptr, 0);
  FaceDrag& drag = context.state.faces.drag;
  drag.faces = faces;
  drag.picture = picture;
  drag.list.clear();
  draw_preview(
      context, picture,
      faces.size() == 1 ? describe(faces.front()) : std::to_string(faces.size()) + " faces");
  ImGui::EndDragDropSource();
  return true;
}

bool list_drag_source(PanelContext& context, const std::string& list, const Picture& average) {
  if (!ImGui::BeginDragDropSource()) return false;
  ImGui::SetDragDropPayload(kListPayload, nullptr, 0);
  FaceDrag& drag = context.state.faces.drag;
  drag.faces.clear();
  drag.picture = average;
  drag.list = list;
  draw_preview(context, average, list);
  ImGui::EndDragDropSource();
  return true;
}

std::optional<FaceDrop> face_drop_target(PanelContext& context, ImVec2 min, ImVec2 max, ImGuiID id,
                                         DropTakes takes) {
  if (!is_carried(takes)) return std::nullopt;
  bool under_pointer = false;
  std::optional<FaceDrop> drop;
  if (ImGui::BeginDragDropTargetCustom(ImRect(min, max), id)) {
    constexpr ImGuiDragDropFlags kFlags =
        ImGuiDragDropFlags_AcceptBeforeDelivery | ImGuiDragDropFlags_AcceptNoDrawDefaultRect;
    const ImGuiPayload* payload = ImGui::AcceptDragDropPayload(kFacePayload, kFlags);
    if (payload == nullptr && takes == DropTakes::kFacesAndLists) {
      payload = ImGui::AcceptDragDropPayload(kListPayload, kFlags);
    }
    under_pointer = payload != nullptr && payload->Preview;
    if (payload != nullptr && payload->Delivery) {
      const FaceDrag& drag = context.state.faces.drag;
      drop = FaceDrop{drag.faces, drag.list};
    }
    ImGui::EndDragDropTarget();
  }
  draw_glow(min, max, under_pointer);
  return drop;
}

std::optional<FaceDrop> face_drop_target(PanelContext& context, DropTakes takes) {
  const ImGuiID item = ImGui::GetItemID();
  const ImGuiID id = item != 0 ? item : ImGui::GetID("drop");
  return face_drop_target(context, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), id, takes);
}

}  // namespace facet::ui
