#include "ui/walk_keys.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "ui/face_drag.h"
#include "ui/face_tile.h"
#include "ui/list_pictures.h"
#include "ui/theme.h"
#include "ui/walk.h"

namespace facet::ui {
namespace {

/// Keyframes below the slider: 1 to this number.
int keys_below(const PathState& path) { return path_legs(path) - 1; }

std::string key_name(const PathState& path, int key) {
  if (key == 0) return "A";
  return key == keyframe_count(path) - 1 ? "B" : "keyframe " + std::to_string(key);
}

/// Null where the newest edit is not drawn yet.
const DrawnFace* drawn_key(const PanelContext& context, int key) {
  const PathView* drawn = context.view.path.get();
  if (drawn == nullptr) return nullptr;
  if (key == 0) return &drawn->a;
  if (key == keyframe_count(context.session.path) - 1) return &drawn->b;
  const auto place = static_cast<std::size_t>(key - 1);
  const bool whole = drawn->via.size() == context.session.path.via.size();
  return whole ? &drawn->via[place] : nullptr;
}

void draw_key_menu(PanelContext& context, int key) {
  PathState& path = context.session.path;
  const int last = keyframe_count(path) - 1;
  if (ImGui::MenuItem("Move towards A", nullptr, false, key > 0)) move_keyframe(path, key, -1);
  if (ImGui::MenuItem("Move towards B", nullptr, false, key < last)) move_keyframe(path, key, 1);
  if (ImGui::MenuItem("Remove keyframe", "Del", false, last > 1)) remove_keyframe(path, key);
  ImGui::Separator();
}

/// What a drop stands for: its faces, or the average of its list.
std::vector<Face> dropped_faces(const PanelContext& context, FaceDrop drop) {
  if (const auto average = list_average(context, drop.list)) return {*average};
  return std::move(drop.faces);
}

}  // namespace

float walk_keys_height(const PathState& path, float side) {
  return keys_below(path) > 0 ? side + em(0.3F) : 0;
}

bool draw_keyframe(PanelContext& context, const char* id, int key, float side) {
  PathState& path = context.session.path;
  const bool end = key == 0 || key == keyframe_count(path) - 1;
  FaceTile tile;
  tile.side = side;
  tile.face = keyframe(path, key);
  tile.title = key_name(path, key) + ": " + describe(*tile.face);
  tile.hint = end ? "drop a face or a list here to replace it"
                  : "click to move the slider here, Delete takes it off the walk";
  tile.fade = context.output.touched != TouchedPart::kPath;
  tile.menu = [&context, key] { draw_key_menu(context, key); };
  if (const DrawnFace* drawn = drawn_key(context, key)) {
    tile.picture = drawn->picture;
    tile.code = drawn->code;
    tile.weights = &context.view.path->weights;
    tile.coming = !context.view.path->error;
  }
  const FaceTileEvents events = draw_face_tile(context, id, tile);
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  const ImGuiID item = ImGui::GetItemID();
  const bool deleted = !end && events.hovered && !ImGui::GetIO().WantTextInput &&
                       ImGui::IsKeyPressed(ImGuiKey_Delete, false);
  if (deleted) {
    remove_keyframe(path, key);
    return false;
  }
  if (auto drop = face_drop_target(context, min, max, item, DropTakes::kFacesAndLists)) {
    const std::vector<Face> faces = dropped_faces(context, std::move(*drop));
    if (!faces.empty()) keyframe(path, key) = faces.front();
    context.output.touched = TouchedPart::kPath;
  }
  return events.clicked;
}

void draw_walk_keys(PanelContext& context, ImVec2 corner, float width, float side) {
  PathState& path = context.session.path;
  const int legs = path_legs(path);
  const float apart = width / static_cast<float>(legs);
  side = std::clamp(apart - em(0.1F), 4.0F, side);
  // Behind the loop's own count: a menu may take keyframes away.
  for (int key = 1; key <= keys_below(path); ++key) {
    const double t = static_cast<double>(key) / legs;
    ImGui::SetCursorScreenPos(
        {std::round(corner.x + width * static_cast<float>(t) - side / 2), corner.y});
    const bool is_b = key == keyframe_count(path) - 1;
    ImGui::PushID(key);
    const bool clicked = draw_keyframe(context, "key", key, side);
    ImGui::PopID();
    if (is_b && side > em(1.5F)) draw_tile_badge("B", true);
    if (!clicked) continue;
    path.position = t;
    context.output.touched = TouchedPart::kPath;
  }
}

void take_keyframes(PanelContext& context, ImVec2 min, ImVec2 max) {
  const ImGuiID id = ImGui::GetID("keyframes");
  auto drop = face_drop_target(context, min, max, id, DropTakes::kFacesAndLists);
  if (!drop) return;
  PathState& path = context.session.path;
  const double t = std::clamp((ImGui::GetMousePos().x - min.x) / (max.x - min.x), 0.0F, 1.0F);
  insert_keyframes(path, keyframe_after(path, t), dropped_faces(context, std::move(*drop)));
  context.output.touched = TouchedPart::kPath;
}

}  // namespace facet::ui
