#include "ui/face_equation.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/face_actions.h"
#include "ui/face_drag.h"
#include "ui/face_tile.h"
#include "ui/list_pictures.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

/// Where the parts of the equation lie, in pixels of the screen from its upper left corner.
struct EquationLayout {
  ImVec2 origin;
  float tile = 0;    ///< side of a term's face
  float result = 0;  ///< side of the result's face
  float chip = 0;    ///< side of a sign
  float gap = 0;
  float label = 0;  ///< height of weight and name under a face
  std::vector<ImVec2> terms;
  ImVec2 slot;               ///< for one more term
  ImVec2 equals;             ///< column of the equals sign, as high as the result
  bool text_beside = false;  ///< the result's text stands at its right
  ImVec2 size;

  float block() const { return chip + gap + tile + 2 * gap; }
  float slot_width() const { return std::round(terms.empty() ? em(7) : em(1.8F)); }
  ImVec2 at(ImVec2 place) const { return {origin.x + place.x, origin.y + place.y}; }
};

/// Everything in one line, the result 1.5 times as large.
void place_in_line(EquationLayout& layout, int terms) {
  layout.result = std::round(layout.tile * 1.5F);
  const float lower = std::round((layout.result - layout.tile) / 2);
  layout.terms.clear();
  for (int i = 0; i < terms; ++i) {
    layout.terms.emplace_back(static_cast<float>(i) * layout.block(), lower);
  }
  layout.slot = {static_cast<float>(terms) * layout.block(), lower};
  layout.equals = {layout.slot.x + layout.slot_width() + 2 * layout.gap, 0};
  layout.text_beside = false;
  layout.size = {layout.equals.x + layout.chip + layout.gap * 2 + layout.result + layout.gap,
                 std::max(layout.result, lower + layout.tile + layout.gap) + layout.label};
}

/// Terms in as many lines as they need, the result below with its text beside it.
void place_in_lines(EquationLayout& layout, int terms, ImVec2 room) {
  const int in_line = std::max(1, static_cast<int>((room.x + 2 * layout.gap) / layout.block()));
  const float line = layout.tile + layout.label + 2 * layout.gap;
  layout.terms.clear();
  for (int i = 0; i < terms; ++i) {
    layout.terms.emplace_back(static_cast<float>(i % in_line) * layout.block(),
                              static_cast<float>(i / in_line) * line);
  }
  const int last = std::max(terms - 1, 0);
  const float below = static_cast<float>(last / in_line + 1) * line + layout.gap;
  layout.slot = {static_cast<float>(last % in_line + 1) * layout.block(),
                 static_cast<float>(last / in_line) * line};
  // No room behind the last term: the slot stands at the right of the result.
  if (layout.slot.x + layout.slot_width() > room.x) {
    layout.slot = {room.x - layout.slot_width(), below};
  }
  layout.result =
      std::clamp(std::floor(room.y - below - layout.gap), layout.tile * 1.5F, layout.tile * 2.5F);
  layout.equals = {0, below};
  layout.text_beside = true;
  layout.size = {room.x, below + layout.result + layout.gap};
}

/// The largest faces with which everything fits; one line is liked better than larger faces.
EquationLayout lay_out(int terms, ImVec2 room) {
  EquationLayout layout;
  layout.origin = ImGui::GetCursorScreenPos();
  layout.chip = std::round(em(1.5F));
  layout.gap = std::round(em(0.35F));
  layout.label = ImGui::GetFrameHeight() + ImGui::GetTextLineHeight() + layout.gap;
  const float largest = std::round(terms == 0 ? em(5) : em(10));
  for (layout.tile = largest; layout.tile >= em(4); --layout.tile) {
    place_in_line(layout, terms);
    if (layout.size.x <= room.x && layout.size.y <= room.y) return layout;
  }
  // A slot right behind the last term is worth somewhat smaller faces.
  float largest_apart = 0;
  for (layout.tile = largest; layout.tile > em(2.6F); --layout.tile) {
    place_in_lines(layout, terms, room);
    if (layout.size.y > room.y || layout.block() > room.x) continue;
    if (layout.slot.y != layout.equals.y) return layout;
    largest_apart = std::max(largest_apart, layout.tile);
    if (layout.tile < largest_apart * 0.8F) break;
  }
  layout.tile = largest_apart > 0 ? largest_apart : std::round(em(2.6F));
  place_in_lines(layout, terms, room);
  return layout;
}

/// The average that a term stands for, and the weights that drew it.
struct TermPicture {
  DrawnFace average;
  const WeightsId* weights = nullptr;
};

TermPicture term_picture(const PanelContext& context, const std::string& name) {
  if (const ArithmeticView* drawn = context.view.arithmetic.get(); drawn != nullptr) {
    for (const TermView& term : drawn->terms) {
      if (term.name == name && term.average.picture.image != nullptr) {
        return {term.average, &drawn->weights};
      }
    }
  }
  const ListView* list = drawn_list(context, name);
  return list != nullptr ? TermPicture{list->average, &list->weights} : TermPicture{};
}

/// What a frame did to the terms.
struct TermEdits {
  std::vector<ExpressionTerm> terms{};
  bool changed = false;
  int removed = -1;
};

bool draw_sign(const EquationLayout& layout, ImVec2 corner, bool negative) {
  const ImVec4& color = negative ? theme().subtracted : theme().added;
  ImGui::SetCursorScreenPos({corner.x, corner.y + (layout.tile - layout.chip) / 2});
  const bool pressed = ImGui::InvisibleButton("sign", {layout.chip, layout.chip});
  const bool hovered = ImGui::IsItemHovered();
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 center(min.x + layout.chip / 2, min.y + layout.chip / 2);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddCircleFilled(center, layout.chip / 2, shade(color, hovered ? 0.4F : 0.2F));
  const float arm = layout.chip * 0.22F;
  const float line = std::max(2.0F, em(0.14F));
  list.AddLine({center.x - arm, center.y}, {center.x + arm, center.y}, shade(color), line);
  if (!negative) {
    list.AddLine({center.x, center.y - arm}, {center.x, center.y + arm}, shade(color), line);
  }
  tooltip(negative ? "Subtracted; click to add it" : "Added; click to subtract it");
  return pressed;
}

bool draw_weight(PanelContext& context, const EquationLayout& layout, double& weight) {
  auto size = static_cast<float>(std::abs(weight));
  ImGui::SetNextItemWidth(layout.tile);
  const bool changed = ImGui::DragFloat("##weight", &size, 0.01F, 0, 100, "\xc3\x97 %.2f");
  if (ImGui::IsItemActive()) context.output.touched = TouchedPart::kArithmetic;
  tooltip("Weight of this term. Drag, or double-click to type.");
  if (changed) {
    weight = std::copysign(std::round(std::max(size, 0.0F) * 100) / 100.0, weight);
  }
  return changed;
}

/// The name, in the middle below sign and face.
void draw_name(const EquationLayout& layout, const std::string& name) {
  const SmallText small;
  const float room = layout.chip + layout.gap + layout.tile;
  const float width = std::min(ImGui::CalcTextSize(name.c_str()).x, room);
  const float from_face = layout.tile / 2 - width / 2;
  const float left = std::max(from_face, -(layout.chip + layout.gap));
  const ImVec2 pen = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(
      {std::floor(std::min(pen.x + left, pen.x + layout.tile - width)), pen.y});
  text_within(name, room);
}

/// Puts what was dropped in the place of a term's list; faces become a list of their own.
std::string dropped_name(PanelContext& context, const FaceDrop& drop) {
  context.output.touched = TouchedPart::kArithmetic;
  return drop.faces.empty() ? drop.list : list_of_faces(context.session, drop.faces);
}

void draw_term(PanelContext& context, const EquationLayout& layout, int index, TermEdits& edits) {
  ExpressionTerm& term = edits.terms[static_cast<std::size_t>(index)];
  const bool negative = std::signbit(term.weight);
  const ImVec2 corner = layout.at(layout.terms[static_cast<std::size_t>(index)]);
  ImGui::PushID(index);
  if (draw_sign(layout, corner, negative)) {
    term.weight = -term.weight;
    edits.changed = true;
  }

  const TermPicture drawn = term_picture(context, term.name);
  FaceTile tile;
  tile.side = layout.tile;
  tile.frame = negative ? FaceFrame::kSubtracted : FaceFrame::kAdded;
  tile.picture = drawn.average.picture;
  tile.code = drawn.average.code;
  tile.weights = drawn.weights;
  tile.face = list_average(context, term.name);
  const FaceList* list = find_list(context.session, term.name);
  tile.coming = list != nullptr && !list->faces.empty();
  tile.title = std::string(negative ? "subtracted: " : "added: ") + term.name;
  tile.hint = "drop a list or a face here to replace it";
  tile.drag_list = list != nullptr ? term.name : "";
  ImGui::SetCursorScreenPos({corner.x + layout.chip + layout.gap, corner.y});
  ImGui::BeginGroup();
  const FaceTileEvents events = draw_face_tile(context, "face", tile);
  const bool on_cross = events.hovered && draw_tile_cross();
  const bool deleted = events.hovered && !ImGui::GetIO().WantTextInput &&
                       ImGui::IsKeyPressed(ImGuiKey_Delete, false);
  if ((on_cross && events.clicked) || deleted) edits.removed = index;
  if (auto drop = face_drop_target(context, DropTakes::kFacesAndLists)) {
    term.name = dropped_name(context, *drop);
    edits.changed = true;
  }
  edits.changed |= draw_weight(context, layout, term.weight);
  draw_name(layout, term.name);
  ImGui::EndGroup();
  ImGui::PopID();
}

void draw_next_slot(PanelContext& context, const EquationLayout& layout, TermEdits& edits) {
  ImGui::SetCursorScreenPos(layout.at(layout.slot));
  draw_empty_slot("next term", {layout.slot_width(), layout.tile},
                  layout.terms.empty() ? "drop a list" : "+");
  tooltip("Drop a list or a face here to add it.");
  if (auto drop = face_drop_target(context, DropTakes::kFacesAndLists)) {
    const std::string name = dropped_name(context, *drop);
    const auto same = std::find_if(edits.terms.begin(), edits.terms.end(),
                                   [&](const ExpressionTerm& term) { return term.name == name; });
    if (same == edits.terms.end()) {
      edits.terms.push_back({name, 1, 0});
    } else {
      same->weight += 1;
    }
    edits.changed = true;
  }
}

void draw_equals(const EquationLayout& layout) {
  const ImVec2 corner = layout.at(layout.equals);
  const ImVec2 center(corner.x + layout.chip / 2, corner.y + layout.result / 2);
  const float arm = layout.chip * 0.3F;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const float up : {-0.5F, 0.5F}) {
    const float y = center.y + up * arm;
    list.AddLine({center.x - arm, y}, {center.x + arm, y}, shade(theme().result),
                 std::max(2.0F, em(0.14F)));
  }
}

void draw_result_text(const EquationLayout& layout, ImVec2 corner, const DrawnFace* result) {
  const float line = ImGui::GetTextLineHeightWithSpacing();
  if (layout.text_beside) {
    corner.x += layout.result + 3 * layout.gap;
    corner.y += (layout.result - 2 * line) / 2;
  } else {
    corner.y += layout.result + layout.gap;
  }
  ImGui::SetCursorScreenPos(corner);
  ImGui::TextColored(theme().result, "result");
  if (result == nullptr) return;
  const SmallText small;
  ImGui::SetCursorScreenPos(
      {corner.x, corner.y + ImGui::GetTextLineHeightWithSpacing() + em(0.2F)});
  ImGui::TextColored(theme().dim, "norm %.2f", static_cast<double>(result->code_norm));
  tooltip(
      "Euclidean length of the result's code. Codes of faces have much the same length; a "
      "result far from it may look washed out or torn.");
}

void draw_result(PanelContext& context, const EquationLayout& layout) {
  const ArithmeticView* drawn = context.view.arithmetic.get();
  const bool usable = drawn != nullptr && !drawn->error && drawn->result.code != nullptr;
  FaceTile tile;
  tile.side = layout.result;
  tile.frame = FaceFrame::kResult;
  tile.title = "result";
  tile.hint = "drag it to a list or an endpoint";
  tile.fade = context.output.touched != TouchedPart::kArithmetic;
  tile.coming = !layout.terms.empty() && (drawn == nullptr || !drawn->error);
  if (usable) {
    tile.picture = drawn->result.picture;
    tile.code = drawn->result.code;
    tile.weights = &drawn->weights;
    tile.title = "result: " + drawn->expression;
    tile.face = CodeFace{tile.code, drawn->expression};
  }
  const ImVec2 equals = layout.at(layout.equals);
  const ImVec2 corner(equals.x + layout.chip + 2 * layout.gap, equals.y);
  ImGui::SetCursorScreenPos(corner);
  draw_face_tile(context, "result", tile);
  draw_result_text(layout, corner, usable ? &drawn->result : nullptr);
}

}  // namespace

void draw_equation(PanelContext& context, const std::vector<ExpressionTerm>& terms, float height) {
  const float width = ImGui::GetContentRegionAvail().x;
  const EquationLayout layout = lay_out(static_cast<int>(terms.size()), {width, height});
  TermEdits edits{terms};
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {layout.gap, layout.gap});
  for (int index = 0; index < static_cast<int>(terms.size()); ++index) {
    draw_term(context, layout, index, edits);
  }
  draw_next_slot(context, layout, edits);
  draw_equals(layout);
  draw_result(context, layout);
  ImGui::SetCursorScreenPos(layout.origin);
  ImGui::Dummy(layout.size);
  ImGui::PopStyleVar();

  if (edits.removed >= 0) edits.terms.erase(edits.terms.begin() + edits.removed);
  if (edits.changed || edits.removed >= 0) {
    context.session.arithmetic.expression = format_expression(edits.terms);
  }
}

}  // namespace facet::ui
