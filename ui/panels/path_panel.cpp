#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>

#include "ui/face_actions.h"
#include "ui/face_drag.h"
#include "ui/face_tile.h"
#include "ui/flow.h"
#include "ui/icons.h"
#include "ui/list_pictures.h"
#include "ui/panel.h"
#include "ui/panes.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

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
  if (icon_button(icon::kSwap, "swap", "Swap A and B")) {
    std::swap(context.session.path.a, context.session.path.b);
    context.session.path.position = 1 - context.session.path.position;
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

void draw_toolbar(PanelContext& context) {
  PathState& path = context.session.path;
  draw_seed(context);
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

void draw_endpoint(PanelContext& context, const char* letter, Face& face, const DrawnFace* drawn,
                   float side) {
  FaceTile tile;
  tile.side = side;
  tile.face = face;
  tile.title = std::string("endpoint ") + letter + ": " + describe(face);
  tile.hint = "drop a face or a list here to replace it";
  tile.fade = context.output.touched != TouchedPart::kPath;
  if (drawn != nullptr) {
    tile.picture = drawn->picture;
    tile.code = drawn->code;
    tile.weights = &context.view.path->weights;
    tile.coming = !context.view.path->error;
  }
  draw_face_tile(context, letter, tile);
  const auto drop = face_drop_target(context, DropTakes::kFacesAndLists);
  draw_tile_badge(letter, true);
  if (!drop) return;
  context.output.touched = TouchedPart::kPath;
  if (!drop->faces.empty()) face = drop->faces.front();
  if (const auto average = list_average(context, drop->list)) face = *average;
}

/// The pane's face at the slider, at that corner.
void draw_slider_face(PanelContext& context, ImVec2 corner, float side) {
  const PathView& drawn = *context.view.path;
  FaceTile tile;
  tile.side = side;
  tile.picture = drawn.slider.picture;
  tile.code = drawn.slider.code;
  tile.weights = &drawn.weights;
  tile.fade = context.output.touched != TouchedPart::kPath;
  char title[64];
  std::snprintf(title, sizeof title, "%.2f of the way from A to B", drawn.position);
  tile.title = title;
  tile.hint = "drag it to a list or a term";
  tile.coming = !drawn.error;
  if (tile.code != nullptr) tile.face = CodeFace{tile.code, title};
  ImGui::SetCursorScreenPos(corner);
  draw_face_tile(context, context.pane == 0 ? "slider face" : "second slider face", tile);
  if (context.pane > 0 || side < em(3)) return;  // it would hide a small face
  std::snprintf(title, sizeof title, "%.2f", context.session.path.position);
  draw_tile_badge(title, false);
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
  auto position = static_cast<float>(context.session.path.position);
  ImGui::SetCursorScreenPos(corner);
  ImGui::SetNextItemWidth(width);
  if (ImGui::SliderFloat("##position", &position, 0, 1, "", ImGuiSliderFlags_AlwaysClamp)) {
    context.session.path.position = static_cast<double>(position);
  }
  if (ImGui::IsItemActive()) context.output.touched = TouchedPart::kPath;
  tooltip("Any place between A, 0, and B, 1.");
}

void draw_ends(PanelContext& context, PanelContext* second, float side) {
  PathState& path = context.session.path;
  const PathView* drawn = context.view.path.get();
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float gap = em(0.6F);
  const float between = std::max(em(4), width - 2 * (side + gap));
  const float slider = ImGui::GetFrameHeight();
  const float end_side = side + slider + em(0.3F);
  const float inner = between - 2 * (end_side - side);
  // The slider first: whether it is held decides if the faces fade.
  draw_slider(context, {corner.x + end_side + gap, corner.y + side + em(0.3F)}, inner);
  ImGui::SetCursorScreenPos(corner);
  draw_endpoint(context, "A", path.a, drawn != nullptr ? &drawn->a : nullptr, end_side);
  const ImVec2 riders(corner.x + end_side + gap, corner.y);
  if (drawn != nullptr) draw_riders(context, second, riders, inner, side);
  ImGui::SetCursorScreenPos({corner.x + end_side + 2 * gap + inner, corner.y});
  draw_endpoint(context, "B", path.b, drawn != nullptr ? &drawn->b : nullptr, end_side);
  ImGui::SetCursorScreenPos({corner.x, corner.y + end_side + em(0.4F)});
}

void draw_step(PanelContext& context, const PathView& drawn, int index, float side) {
  const int count = static_cast<int>(drawn.steps.size());
  const double t = count > 1 ? static_cast<double>(index) / (count - 1) : 0;
  const DrawnFace& face = drawn.steps[static_cast<std::size_t>(index)];
  char title[64];
  std::snprintf(title, sizeof title, "step %d of %d, %.2f of the way", index + 1, count, t);
  FaceTile tile;
  tile.side = side;
  tile.picture = face.picture;
  tile.code = face.code;
  tile.weights = &drawn.weights;
  tile.title = title;
  tile.hint = "click to move the slider here, drag it to a list or a term";
  tile.fade = context.output.touched != TouchedPart::kPath;
  tile.selected = std::abs(context.session.path.position - t) * (count - 1) < 0.5;
  if (face.code != nullptr) tile.face = CodeFace{face.code, title};
  ImGui::PushID(index);
  if (draw_face_tile(context, "step", tile).clicked) {
    context.session.path.position = t;
    context.output.touched = TouchedPart::kPath;
  }
  ImGui::PopID();
}

/// Side of the strip's faces: as large as fills its lines, of which there are as few as let the
/// faces be made out.
float strip_side(int count, ImVec2 room, float gap) {
  const float largest = std::min(room.y, static_cast<float>(kFaceSide) * 2);
  const float smallest = std::round(em(1.9F));
  for (float side = std::floor(largest); side > smallest; --side) {
    const int in_line = std::max(1, static_cast<int>((room.x + gap) / (side + gap)));
    const int lines = (count + in_line - 1) / in_line;
    if (static_cast<float>(lines) * (side + gap) <= room.y) return side;
  }
  return smallest;
}

/// The strip of a pane that has one.
void draw_strip(PanelContext& context, float side, float gap) {
  const PathView& drawn = *context.view.path;
  const auto count = static_cast<float>(drawn.steps.size());
  const float room = ImGui::GetContentRegionAvail().x;
  // One line of faces ends where the line above it ends.
  if (count > 1 && count * side + (count - 1) * gap <= room) {
    gap = std::floor(std::min((room - count * side) / (count - 1), side * 0.6F));
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {gap, gap});
  for (int index = 0; index < static_cast<int>(drawn.steps.size()); ++index) {
    if (index > 0) flow(side);
    draw_step(context, drawn, index, side);
  }
  ImGui::PopStyleVar();
}

/// Room for the name in front of a strip; none where there is one strip only.
float name_width(bool two) { return two ? std::round(em(4.6F)) : 0; }

bool has_strip(const PanelContext& pane) {
  return pane.view.path != nullptr && !pane.view.path->steps.empty();
}

/// A strip with its pane's name in front.
void draw_named_strip(PanelContext& pane, const std::string& name, float side, float gap) {
  const ImVec2 pen = ImGui::GetCursorScreenPos();
  const float indent = name_width(true);
  {
    const SmallText small;
    ImGui::SetCursorScreenPos({pen.x, pen.y + (side - ImGui::GetTextLineHeight()) / 2});
    ImGui::PushStyleColor(ImGuiCol_Text, theme().dim);
    text_within(name, indent - gap);
    ImGui::PopStyleColor();
  }
  ImGui::SetCursorScreenPos(pen);
  ImGui::PushID(pane.pane);
  ImGui::Indent(indent);
  if (pane.view.path != nullptr && pane.view.path->error) {
    message(Notice::Level::kError, pane.view.path->error->message);
  } else if (has_strip(pane)) {
    draw_strip(pane, side, gap);
  } else {
    ImGui::Dummy({side, side});
  }
  ImGui::Unindent(indent);
  ImGui::PopID();
}

void draw_strips(PanelContext& context, PanelContext* second, float side, float gap) {
  if (second != nullptr) {
    const auto names = pane_names(context);
    draw_named_strip(context, names[0], side, gap);
    draw_named_strip(*second, names[1], side, gap);
  } else if (has_strip(context)) {
    draw_strip(context, side, gap);
  } else {
    ImGui::Dummy({});  // an item must follow the last move of the cursor
  }
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
  }
  std::optional<PanelContext> second;
  if (two) second.emplace(second_pane(context));
  PanelContext* const other = second ? &*second : nullptr;
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float gap = std::round(em(0.25F));
  const int count = has_strip(context) ? static_cast<int>(context.view.path->steps.size())
                                       : context.session.path.steps;
  const float slider = ImGui::GetFrameHeight() + em(0.7F);
  const float wide = room.x - name_width(two);
  const float share = two ? 0.3F : 0.45F;
  const float step = strip_side(std::max(count, 1), {wide, (room.y - slider) * share}, gap);
  const int in_line = std::max(1, static_cast<int>((wide + gap) / (step + gap)));
  const float strip = static_cast<float>((count + in_line - 1) / in_line) * (step + gap);
  const float strips = two ? 2 * (strip + ImGui::GetStyle().ItemSpacing.y) : strip;
  const float side = std::floor(room.y - slider - strips - ImGui::GetStyle().ItemSpacing.y - 1);
  draw_ends(context, other, std::clamp(side, std::round(em(2)), std::round(em(9))));
  draw_strips(context, other, step, gap);
}

}  // namespace facet::ui
