#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "core/base/words.h"
#include "ui/face_actions.h"
#include "ui/face_tile.h"
#include "ui/flow.h"
#include "ui/icons.h"
#include "ui/list_pictures.h"
#include "ui/panel.h"
#include "ui/panes.h"
#include "ui/projection_card.h"
#include "ui/theme.h"
#include "ui/walk.h"
#include "ui/walk_keys.h"
#include "ui/walk_strip.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

constexpr float kFastestLeg_s = 0.1F;
constexpr float kSlowestLeg_s = 30;
constexpr std::array kScales{1.0F, 0.9F, 0.8F, 0.7F, 0.6F};  // of the smallest faces

struct KindText {
  PathKind kind;
  const char* explanation;
};
constexpr KindText kKinds[] = {
    {PathKind::kLerp, "The straight line between the two codes."},
    {PathKind::kSlerp,
     "The great circle: it keeps the distance from the origin at which codes of "
     "the prior lie."},
    {PathKind::kNorm,
     "The straight line, each point scaled to a length between the lengths of the "
     "two codes."},
};

/// The seed whose rows 0 and 1 the endpoints are, if they are.
std::optional<std::uint32_t> seed_of(const PathState& path) {
  const auto* a = std::get_if<SeedFace>(&path.a);
  const auto* b = std::get_if<SeedFace>(&path.b);
  if (a == nullptr || b == nullptr || a->seed != b->seed) return std::nullopt;
  if (a->cell != 0 || b->cell != 1) return std::nullopt;
  return a->seed;
}

void draw_seed(PanelContext& context) {
  const std::optional<std::uint32_t> current = seed_of(context.session.path);
  std::uint32_t seed = current.value_or(0);
  ImGui::SetNextItemWidth(em(5.6F));
  const char* format = current ? "seed %u" : "seed -";
  if (ImGui::DragScalar("##seed", ImGuiDataType_U32, &seed, 0.2F, nullptr, nullptr, format)) {
    set_path_seed(context.session, seed);
  }
  if (ImGui::IsItemActive()) context.output.touched = TouchedPart::kPath;
  tooltip("Both endpoints from rows 0 and 1 of a seed. Drag, or double-click to type.");
  ImGui::SameLine();
  if (icon_button(icon::kDice, "dice", "Both endpoints from another seed")) {
    set_path_seed(context.session, dice_seed(seed, context.state.faces.dice++));
  }
  ImGui::SameLine();
  if (icon_button(icon::kSwap, "swap", "Walk the other way: swap A and B")) {
    turn_round(context.session.path);
  }
}

void draw_kind(PathState& path) {
  ImGui::SetNextItemWidth(em(5));
  if (!ImGui::BeginCombo("##kind", path_kind_name(path.kind))) {
    for (const KindText& text : kKinds) {
      if (text.kind == path.kind) tooltip(text.explanation);
    }
    return;
  }
  for (const KindText& text : kKinds) {
    if (ImGui::Selectable(path_kind_name(text.kind), path.kind == text.kind)) path.kind = text.kind;
    tooltip(text.explanation);
  }
  ImGui::EndCombo();
}

void draw_play(PanelContext& context) {
  PathState& path = context.session.path;
  WalkUiState& walk = context.state.walk;
  const bool playing = walk.playing;
  if (icon_button(playing ? icon::kPause : icon::kPlay, "play",
                  playing ? "Pause the walk where it is" : "Walk by itself", "P")) {
    play_or_pause(path, walk);
  }
  ImGui::SameLine();
  ImGui::SetNextItemWidth(em(4.4F));
  ImGui::DragFloat("##leg", &walk.leg_s, 0.02F, kFastestLeg_s, kSlowestLeg_s, "%.1f s",
                   ImGuiSliderFlags_AlwaysClamp | ImGuiSliderFlags_Logarithmic);
  tooltip("Seconds from one keyframe to the next while it plays. Drag, or double-click to type.");
  ImGui::SameLine();
  if (switch_button(icon::kLoop, "loop", path.loop,
                    "Loop: the walk goes on from B to A and never ends.")) {
    path.loop = !path.loop;
  }
}

/// The face that a click on the button puts on the walk: the selected cell, or what is shown.
void draw_add_keyframe(PanelContext& context) {
  PathState& path = context.session.path;
  const std::vector<int>& selected = context.session.grid.selected;
  const bool shown = context.view.path != nullptr && context.view.path->slider.code != nullptr;
  const DisabledIf disabled(path.via.size() >= kMostVia || (selected.empty() && !shown));
  if (!icon_button(icon::kPlus, "add keyframe",
                   selected.empty() ? "Keep the face at the slider as a keyframe"
                                    : "Walk through the selected faces of the grid")) {
    return;
  }
  std::vector<Face> faces;
  for (const int cell : selected) faces.emplace_back(cell_face(context.session.grid, cell));
  if (faces.empty()) {
    const PathView& drawn = *context.view.path;
    faces.emplace_back(CodeFace{drawn.slider.code, "a place on a walk"});
  }
  const int key = keyframe_after(path, path.position);
  insert_keyframes(path, key, faces);
  path.position = static_cast<double>(key) / path_legs(path);
  context.output.touched = TouchedPart::kPath;
}

void draw_toolbar(PanelContext& context) {
  PathState& path = context.session.path;
  draw_seed(context);
  ImGui::SameLine();
  draw_add_keyframe(context);
  flow(2 * ImGui::GetFrameHeight() + em(4.4F) + 2 * ImGui::GetStyle().ItemSpacing.x);
  draw_play(context);
  flow(em(5));
  draw_kind(path);
  flow(em(5));
  ImGui::SetNextItemWidth(em(5));
  ImGui::DragInt("##steps", &path.steps, 0.1F, 2, 100, "%d steps", ImGuiSliderFlags_AlwaysClamp);
  if (ImGui::IsItemActive()) context.output.touched = TouchedPart::kPath;
  tooltip("Pictures of the strip, both ends included. Drag, or double-click to type.");
  const std::string save = fitting_label(icon::kExport, "Save strip...", "save strip");
  flow(button_width(save.c_str()));
  bool pressed = false;
  {
    const DisabledIf disabled(context.view.path == nullptr);
    pressed = ImGui::Button(save.c_str());
  }
  tooltip("Writes this strip as a PNG that remembers how it was made.", "Ctrl+E");
  ask_for_export(context, pressed, PictureKind::kPath);
}

/// The pane's face at the slider, at that corner.
void draw_slider_face(PanelContext& context, ImVec2 corner, float side) {
  const PathView& drawn = *context.view.path;
  const char* way = drawn.via.empty() ? " of the way from A to B" : " of the walk";
  FaceTile tile = drawn_tile(drawn.slider, drawn.weights, fixed(drawn.position, 2) + way, side);
  tile.fade = context.output.touched != TouchedPart::kPath;
  tile.hint = "drag it to a list or a term";
  tile.coming = !drawn.error;
  ImGui::SetCursorScreenPos(corner);
  draw_face_tile(context, context.pane == 0 ? "slider face" : "second slider face", tile);
  if (context.pane > 0 || side < em(3)) return;  // it would hide a small face
  draw_tile_badge(fixed(context.session.path.position, 2).c_str(), false);
}

/// The faces of the panes at the slider, which ride above its knob.
void draw_riders(PanelContext& context, PanelContext* second, ImVec2 corner, float width,
                 float side) {
  const float gap = std::round(em(0.25F));
  const float riders = second != nullptr ? 2 * side + gap : side;
  const float room = std::max(0.0F, width - riders);
  corner.x = std::round(corner.x + room * static_cast<float>(context.session.path.position));
  draw_slider_face(context, corner, side);
  if (second != nullptr) draw_slider_face(*second, {corner.x + side + gap, corner.y}, side);
}

void draw_slider(PanelContext& context, ImVec2 corner, float width) {
  PathState& path = context.session.path;
  WalkUiState& walk = context.state.walk;
  auto position = static_cast<float>(path.position);
  ImGui::SetCursorScreenPos(corner);
  ImGui::SetNextItemWidth(width);
  if (ImGui::SliderFloat("##position", &position, 0, 1, "", ImGuiSliderFlags_AlwaysClamp)) {
    path.position = static_cast<double>(position);
  }
  tooltip(path.loop ? "Any place on the walk from A, 0, through B back to A, 1."
                    : "Any place between A, 0, and B, 1. Drop a face here to walk through it.");
  if (ImGui::IsItemActive()) {
    context.output.touched = TouchedPart::kPath;
    walk.from = path.position;
  } else {
    advance_walk(path, walk, double{ImGui::GetIO().DeltaTime});
  }
  context.output.moving = context.output.moving || walk.playing;
}

/// Sizes of all faces of the panel.
struct WalkLayout {
  float key = 0;    ///< side of the keyframes below the slider
  float rider = 0;  ///< side of the faces that ride above it
  StripPlan strips;
  bool fits = false;  ///< in the room that there is
};

/// `scale` is that of the smallest faces: 1 where there is room to see them well.
WalkLayout lay_out(const PanelContext& context, const PanelContext* second, ImVec2 room,
                   float scale) {
  WalkLayout layout;
  layout.key = std::round(em(1.8F) * scale);
  const float keys = walk_keys_height(context.session.path, layout.key);
  room.y -= ImGui::GetFrameHeight() + em(0.7F) + keys;
  layout.strips = plan_strips(context, second, room, std::round(em(1.9F) * scale));
  const float left = std::floor(room.y - layout.strips.height - 1);
  const float margin = layout.strips.gap + ImGui::GetStyle().ItemSpacing.y;
  const float least = std::round(em(keys > 0 ? 1.5F : 2) * scale);
  layout.rider = std::clamp(left - margin, least, std::round(em(9)));
  layout.fits = left >= least;
  return layout;
}

/// In a low window smaller faces, as long as they can be told apart; where even those do not fit
/// the panel scrolls.
WalkLayout fitting_layout(const PanelContext& context, const PanelContext* second, ImVec2 room) {
  for (const float scale : kScales) {
    const WalkLayout layout = lay_out(context, second, room, scale);
    if (layout.fits) return layout;
  }
  return lay_out(context, second, room, 1);
}

/// The ends with the slider between them, the faces that ride above it, and the keyframes below.
void draw_ends(PanelContext& context, PanelContext* second, const WalkLayout& layout) {
  const PathState& path = context.session.path;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float gap = em(0.6F);
  const float slider = ImGui::GetFrameHeight();
  const float side = layout.rider;
  const float below = side + em(0.3F) + slider;
  const float end_side = std::round(below + walk_keys_height(path, layout.key));
  const float inner = std::max(em(4), width - 2 * (end_side + gap));
  const float left = corner.x + end_side + gap;
  // The slider first: whether it is held decides if the faces fade.
  draw_slider(context, {left, corner.y + side + em(0.3F)}, inner);
  ImGui::SetCursorScreenPos(corner);
  draw_keyframe(context, "A", 0, end_side);
  draw_tile_badge("A", true);
  if (context.view.path != nullptr) draw_riders(context, second, {left, corner.y}, inner, side);
  draw_walk_keys(context, {left, corner.y + below + em(0.2F)}, inner, layout.key);
  take_keyframes(context, {left, corner.y + side + em(0.3F)}, {left + inner, corner.y + end_side});
  ImGui::SetCursorScreenPos({left + inner + gap, corner.y});
  if (path.loop) {
    draw_keyframe(context, "A again", 0, end_side);
    draw_tile_badge("A", true);
  } else {
    draw_keyframe(context, "B", keyframe_count(path) - 1, end_side);
    draw_tile_badge("B", true);
  }
  ImGui::SetCursorScreenPos({corner.x, corner.y + end_side + em(0.4F)});
}

}  // namespace

void draw_path_panel(PanelContext& context) {
  update_list_pictures(context);
  draw_toolbar(context);
  const bool two = has_second_pane(context) && context.compared->path != nullptr;
  if (context.view.path == nullptr && context.view.latent == 0 && !two) {
    empty_state(icon::kArrows, "The way between two faces",
                "With a model, two faces A and B and what lies between them are drawn here.");
    return;
  }
  if (context.view.path != nullptr && context.view.path->error && !two) {
    message(Notice::Level::kError, to_string(*context.view.path->error));
    draw_projection_button(context, path_keys(context.session.path));
  }
  std::optional<PanelContext> second;
  if (two) second.emplace(second_pane(context));
  PanelContext* const other = second ? &*second : nullptr;
  const WalkLayout layout = fitting_layout(context, other, ImGui::GetContentRegionAvail());
  draw_ends(context, other, layout);
  draw_strips(context, other, layout.strips);
}

}  // namespace facet::ui
