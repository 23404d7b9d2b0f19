#include "ui/curve_legend.h"

#include "ui/flow.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

constexpr float kStroke = 1.2F;  ///< length of an entry's line, in em
constexpr float kGap = 0.4F;     ///< between it and the name

float width_of(const LegendEntry& entry) {
  return em(kStroke + kGap) + ImGui::CalcTextSize(entry.name).x;
}

void draw_entry(const LegendEntry& entry, bool hidden) {
  const ImVec2 at = ImGui::GetItemRectMin();
  const float middle = (at.y + ImGui::GetItemRectMax().y) / 2;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec4 color = hidden ? theme().faint : entry.color;
  list.AddLine({at.x, middle}, {at.x + em(kStroke), middle}, shade(color), em(0.15F));
  const bool lit = ImGui::IsItemHovered() || ImGui::IsItemFocused();
  const ImVec4& text = hidden ? theme().faint : (lit ? theme().text : theme().dim);
  list.AddText({at.x + em(kStroke + kGap), at.y}, shade(text), entry.name);
}

}  // namespace

float legend_height(std::span<const LegendEntry> entries, float width) {
  const ImVec2 spacing = ImGui::GetStyle().ItemSpacing;
  const float line = ImGui::GetTextLineHeight();
  float height = 0;
  float taken = width;
  for (const LegendEntry& entry : entries) {
    const float own = width_of(entry);
    const bool fits = taken + spacing.x + own <= width;
    taken = fits ? taken + spacing.x + own : own;
    if (!fits) height += (height > 0 ? spacing.y : 0) + line;
  }
  return height;
}

void draw_legend(std::span<const LegendEntry> entries, std::set<std::string>& hidden) {
  bool first = true;
  for (const LegendEntry& entry : entries) {
    const float width = width_of(entry);
    if (!first) flow(width);
    first = false;
    const std::string id = "###legend " + std::string(entry.name);
    if (ImGui::InvisibleButton(id.c_str(), {width, ImGui::GetTextLineHeight()}) &&
        hidden.erase(entry.name) == 0) {
      hidden.insert(entry.name);
    }
    draw_entry(entry, hidden.contains(entry.name));
    tooltip("Click to hide this curve or to show it again.");
  }
}

}  // namespace facet::ui
