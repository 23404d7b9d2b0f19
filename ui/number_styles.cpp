#include "ui/number_styles.h"

#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>

#include "ui/face_textures.h"
#include "ui/face_tile.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

constexpr int kStyleRows = kStyleCells / kStyleColumns;
constexpr float kSheetWidth = 15;  // em
constexpr float kRowHeight = 2;    // em

std::string shape_text(const StyleShape& shape) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "strokes %.1f px, lean %+.0f°",
                static_cast<double>(shape.thickness), static_cast<double>(shape.slant));
  return text.data();
}

/// Digit, seed and whether answers follow; returns whether one was changed.
bool draw_settings(NumberStyleQuery& query) {
  ImGui::SetNextItemWidth(em(4));
  bool changed = ImGui::DragInt("###style-digit", &query.digit, 0.05F, 0, 9, "digit %d",
                                ImGuiSliderFlags_AlwaysClamp);
  tooltip("The digit that the cells show.");
  ImGui::SameLine();
  ImGui::SetNextItemWidth(em(6));
  changed |= ImGui::InputScalar("###style-seed", ImGuiDataType_U32, &query.seed);
  tooltip("Draws the styles: cell k is row k of RandomState(seed).standard_normal((40, 16)).");
  ImGui::SameLine();
  changed |= ImGui::Checkbox("answers in this style", &query.answers);
  tooltip("Write the answer above in the result's style instead of random ones.");
  return changed;
}

void toggle(StyleList& list, const std::vector<int>& shown, int cell) {
  // A list that a rule has filled goes on from there.
  if (list.rule != StyleRule::kClicked) list.cells = shown;
  list.rule = StyleRule::kClicked;
  if (std::erase(list.cells, cell) == 0) list.cells.push_back(cell);
}

/// The cells; a click puts one into the chosen list or out of it.
bool draw_cells(PanelContext& context, const NumberStyleView& styles, int chosen) {
  const TextureRegion region = context.textures.region(styles.cells, false);
  if (region.texture == 0) return false;
  const float side = std::floor(em(kSheetWidth) / kStyleColumns);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const ImVec2 size(side * kStyleColumns, side * kStyleRows);
  ImGui::InvisibleButton("style-cells", size);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_region(list, region, corner, {corner.x + size.x, corner.y + size.y});
  const std::vector<int>& members = styles.query.lists[static_cast<std::size_t>(chosen)].cells;
  for (const int cell : members) {
    const ImVec2 from(corner.x + side * static_cast<float>(cell % kStyleColumns),
                      corner.y + side * static_cast<float>(cell / kStyleColumns));
    list.AddRect(from, {from.x + side, from.y + side},
                 ImGui::ColorConvertFloat4ToU32(theme().result), 0, em(0.12F));
  }
  if (!ImGui::IsItemHovered()) return false;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const int column =
      std::clamp(static_cast<int>((mouse.x - corner.x) / side), 0, kStyleColumns - 1);
  const int row = std::clamp(static_cast<int>((mouse.y - corner.y) / side), 0, kStyleRows - 1);
  const int cell = row * kStyleColumns + column;
  StyleList& target = context.state.numbers.styles.lists[static_cast<std::size_t>(chosen)];
  const auto index = static_cast<std::size_t>(cell);
  if (index < styles.shapes.size()) {
    ImGui::SetTooltip("cell %d: %s\nclick: into or out of '%s'", cell,
                      shape_text(styles.shapes[index]).c_str(), target.name.c_str());
  }
  if (!ImGui::IsItemClicked()) return false;
  toggle(target, members, cell);
  return true;
}

void append_term(std::string& expression, char sign, const std::string& name) {
  if (expression.empty() && sign == '+') {
    expression = name;
  } else {
    expression += std::string(" ") + sign + " " + name;
  }
}

/// The lists: which one clicks go to, how each is filled, and buttons that put it into the sum.
bool draw_lists(NumberStyleQuery& query, int& chosen) {
  bool changed = false;
  for (std::size_t i = 0; i < query.lists.size(); ++i) {
    StyleList& list = query.lists[i];
    ImGui::PushID(static_cast<int>(i));
    ImGui::RadioButton("###chosen", &chosen, static_cast<int>(i));
    tooltip("Clicked cells go to this list.");
    ImGui::SameLine();
    ImGui::SetNextItemWidth(em(4.5F));
    changed |= ImGui::InputText("###name", &list.name);
    ImGui::SameLine();
    ImGui::SetNextItemWidth(em(6));
    if (ImGui::BeginCombo("###rule", kStyleRuleNames[static_cast<std::size_t>(list.rule)])) {
      for (std::size_t rule = 0; rule < std::size(kStyleRuleNames); ++rule) {
        if (ImGui::Selectable(kStyleRuleNames[rule], rule == static_cast<std::size_t>(list.rule))) {
          list.rule = static_cast<StyleRule>(rule);
          changed = true;
        }
      }
      ImGui::EndCombo();
    }
    tooltip("Clicked cells, or the five cells whose strokes measure most so.");
    for (const char sign : {'+', '-'}) {
      ImGui::SameLine();
      if (ImGui::SmallButton(sign == '+' ? "+###plus" : "-###minus")) {
        append_term(query.expression, sign, list.name);
        changed = true;
      }
    }
    ImGui::PopID();
  }
  if (ImGui::SmallButton("another list###another")) {
    query.lists.push_back({"list" + std::to_string(query.lists.size() + 1), {}, {}});
    chosen = static_cast<int>(query.lists.size()) - 1;
    changed = true;
  }
  return changed;
}

/// The ten digits in a term's style with what was measured on them.
void draw_term(PanelContext& context, const StyleTerm& term, const std::string& title,
               const ImVec4& color) {
  const TextureRegion region = context.textures.region(term.digits, false);
  if (region.texture == 0) return;
  ImGui::TextColored(color, "%s", title.c_str());
  ImGui::SameLine(em(7));
  ImGui::TextColored(theme().dim, "%s", shape_text(term.shape).c_str());
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float scale = em(kRowHeight) / static_cast<float>(region.height);
  const ImVec2 size(static_cast<float>(region.width) * scale, em(kRowHeight));
  draw_region(*ImGui::GetWindowDrawList(), region, corner, {corner.x + size.x, corner.y + size.y});
  ImGui::Dummy(size);
}

std::string term_title(const StyleTerm& term) {
  std::array<char, 96> text{};
  std::snprintf(text.data(), text.size(), "%+g %s", term.weight, term.name.c_str());
  return text.data();
}

}  // namespace

void draw_number_styles(PanelContext& context, const NumberStyleView& styles) {
  if (!styles.cells.image) return caption("Styles are a matter of text2image: its model draws.");
  NumberPanelState& state = context.state.numbers;
  bool changed = draw_settings(state.styles);
  if (!ImGui::BeginTable("###styles", 2, ImGuiTableFlags_SizingFixedFit)) return;
  ImGui::TableNextColumn();
  // A list just added is not drawn yet.
  const auto chosen = static_cast<std::size_t>(state.style_list);
  if (chosen < styles.query.lists.size()) changed |= draw_cells(context, styles, state.style_list);
  changed |= draw_lists(state.styles, state.style_list);
  ImGui::TableNextColumn();
  ImGui::SetNextItemWidth(em(kRowHeight * 10));
  changed |= ImGui::InputText("###style-expression", &state.styles.expression);
  tooltip("A weighted sum of lists, such as left + thick - thin or 1.5 * (thick - thin).");
  if (!styles.error.empty()) message(Notice::Level::kWarning, styles.error);
  draw_term(context, styles.result, "result", theme().result);
  for (const StyleTerm& term : styles.terms)
    draw_term(context, term, term_title(term), theme().text);
  ImGui::EndTable();
  if (changed) context.output.numbers.push_back(AskStyles{state.styles});
}

}  // namespace facet::ui
