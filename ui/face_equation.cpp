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

constexpr float kResultScale = 1.5F;

/// Where the parts of the equation lie, in pixels of the screen.
struct EquationLayout {
  ImVec2 origin;
  float tile = 0;  ///< side of a term's face
  float chip = 0;  ///< side of a sign
  float gap = 0;
  float label = 0;  ///< height of weight and name under a face
  int terms = 0;
  int in_row = 1;  ///< blocks, the slot for one more among them
  bool one_row = false;

  float result() const { return std::round(tile * kResultScale); }
  float block_width() const { return chip + gap + tile + 2 * gap; }
  float block_height() const { return tile + label; }
  float equals_width() const { return chip + 2 * gap; }
  int rows() const { return (terms + in_row) / in_row; }
  float width() const {
    const float blocks = static_cast<float>(terms) * block_width() + slot_width();
    return blocks + equals_width() + result() + gap;
  }
  float height() const {
    if (one_row) return std::max(result(), tile) + label;
    return static_cast<float>(rows()) * (block_height() + gap) + result() + label;
  }
  float slot_width() const { return chip + gap + std::round(tile * 0.6F) + gap; }
  /// Upper left corner of a block: a term, or the slot behind the last term.
  ImVec2 block(int index) const {
    const float lower = one_row ? std::round((result() - tile) / 2) : 0;
    return {origin.x + static_cast<float>(index % in_row) * block_width(),
            origin.y + static_cast<float>(index / in_row) * (block_height() + gap) + lower};
  }
  /// Upper left corner of the equals sign's column.
  ImVec2 equals() const {
    if (!one_row) {
      return {origin.x, origin.y + static_cast<float>(rows()) * (block_height() + gap)};
    }
    return {origin.x + static_cast<float>(terms) * block_width() + slot_width(), origin.y};
  }
};

/// The largest faces with which everything fits; a single row is liked better than larger faces.
EquationLayout lay_out(int terms, ImVec2 room) {
  EquationLayout layout;
  layout.origin = ImGui::GetCursorScreenPos();
  layout.terms = terms;
  layout.chip = std::round(em(1.5F));
  layout.gap = std::round(em(0.35F));
  layout.label = ImGui::GetFrameHeight() + ImGui::GetTextLineHeight() + layout.gap * 2;
  const float smallest = std::round(em(3.6F));
  const float smallest_in_one_row = std::round(em(4));
  const float largest = std::round(em(11));
  layout.in_row = terms + 1;
  layout.one_row = true;
  for (layout.tile = largest; layout.tile >= smallest_in_one_row; --layout.tile) {
    if (layout.width() <= room.x && layout.height() <= room.y) return layout;
  }
  layout.one_row = false;
  for (layout.tile = largest; layout.tile > smallest; --layout.tile) {
    layout.in_row = std::max(1, static_cast<int>((room.x + layout.gap) / layout.block_width()));
    if (layout.height() <= room.y && layout.block_width() <= room.x) return layout;
  }
  layout.in_row = std::max(1, static_cast<int>((room.x + layout.gap) / layout.block_width()));
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
  std::vector<ExpressionTerm> terms;
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

void draw_name(const EquationLayout& layout, const std::string& name) {
  const SmallText small;
  const float width = ImGui::CalcTextSize(name.c_str()).x;
  const float indent = std::max(0.0F, std::floor((layout.tile - width) / 2));
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + indent);
  text_within(name, layout.tile + layout.gap);
}

/// Puts what was dropped in the place of a term's list; faces become a list of their own.
std::string dropped_name(PanelContext& context, const FaceDrop& drop) {
  context.output.touched = TouchedPart::kArithmetic;
  return drop.faces.empty() ? drop.list : list_of_faces(context.session, drop.faces);
}

void draw_term(PanelContext& context, const EquationLayout& layout, int index, TermEdits& edits) {
  ExpressionTerm& term = edits.terms[static_cast<std::size_t>(index)];
  const bool negative = std::signbit(term.weight);
  const ImVec2 corner = layout.block(index);
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
  tile.title = std::string(negative ? "subtracted: " : "added: ") + term.name;
  tile.hint = "drop a list or a face here to replace it";
  tile.drag_list = find_list(context.session, term.name) != nullptr ? term.name : "";
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
  ImGui::Dummy({0, 0});
  edits.changed |= draw_weight(context, layout, term.weight);
  draw_name(layout, term.name);
  ImGui::EndGroup();
  ImGui::PopID();
}

void draw_next_slot(PanelContext& context, const EquationLayout& layout, TermEdits& edits) {
  const ImVec2 corner = layout.block(layout.terms);
  const bool first = layout.terms == 0;
  ImGui::SetCursorScreenPos({corner.x + (first ? 0 : layout.chip + layout.gap), corner.y});
  const float width = first ? layout.slot_width() - layout.gap : std::round(layout.tile * 0.6F);
  draw_empty_slot("next term", {width, layout.tile}, "+");
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
  const ImVec2 corner = layout.equals();
  const ImVec2 center(corner.x + layout.chip / 2, corner.y + layout.result() / 2);
  const float arm = layout.chip * 0.3F;
  const float line = std::max(2.0F, em(0.14F));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const float up : {-0.35F, 0.35F}) {
    const float y = center.y + up * arm * 1.4F;
    list.AddLine({center.x - arm, y}, {center.x + arm, y}, shade(theme().result), line);
  }
}

void draw_result(PanelContext& context, const EquationLayout& layout) {
  const ArithmeticView* drawn = context.view.arithmetic.get();
  const ImVec2 corner = layout.equals();
  FaceTile tile;
  tile.side = layout.result();
  tile.frame = FaceFrame::kResult;
  tile.title = "result";
  tile.hint = "drag it to a list or an endpoint";
  tile.fade = context.output.touched != TouchedPart::kArithmetic;
  if (drawn != nullptr && !drawn->error) {
    tile.picture = drawn->result.picture;
    tile.code = drawn->result.code;
    tile.weights = &drawn->weights;
    tile.title = "result: " + drawn->expression;
    if (tile.code != nullptr) tile.face = CodeFace{tile.code, drawn->expression};
  }
  ImGui::SetCursorScreenPos({corner.x + layout.equals_width(), corner.y});
  ImGui::BeginGroup();
  draw_face_tile(context, "result", tile);
  ImGui::Dummy({0, 0});
  const SmallText small;
  ImGui::TextColored(theme().result, "result");
  if (tile.code != nullptr) {
    ImGui::SameLine();
    ImGui::TextColored(theme().dim, "norm %.2f", drawn->result.code_norm);
    tooltip(
        "Euclidean length of the result's code. Codes of faces have lengths near each other; "
        "a result far outside may look washed out or torn.");
  }
  ImGui::EndGroup();
}

}  // namespace

void draw_equation(PanelContext& context, const std::vector<ExpressionTerm>& terms, float height) {
  const float width = ImGui::GetContentRegionAvail().x;
  const EquationLayout layout = lay_out(static_cast<int>(terms.size()), {width, height});
  TermEdits edits{terms};
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {layout.gap, layout.gap / 2});
  for (int index = 0; index < layout.terms; ++index) draw_term(context, layout, index, edits);
  draw_next_slot(context, layout, edits);
  draw_equals(layout);
  draw_result(context, layout);
  ImGui::PopStyleVar();
  ImGui::SetCursorScreenPos({layout.origin.x, layout.origin.y + layout.height()});
  ImGui::Dummy({0, 0});

  if (edits.removed >= 0) edits.terms.erase(edits.terms.begin() + edits.removed);
  if (edits.changed || edits.removed >= 0) {
    context.session.arithmetic.expression = format_expression(edits.terms);
  }
}

}  // namespace facet::ui
