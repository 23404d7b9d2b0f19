#include "ui/widgets.h"

#include <algorithm>

#include "ui/icons.h"
#include "ui/theme.h"

namespace facet::ui {

SmallText::SmallText() { ImGui::PushFont(nullptr, kSmallTextSize); }
SmallText::~SmallText() { ImGui::PopFont(); }

void tooltip(const std::string& text, const char* key) {
  if (!ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip | ImGuiHoveredFlags_AllowWhenDisabled |
                            ImGuiHoveredFlags_DelayNormal)) {
    return;
  }
  // A greyed item would make its tooltip pale too.
  ImGui::PushStyleVar(ImGuiStyleVar_Alpha, 1.0F);
  if (ImGui::BeginTooltip()) {
    ImGui::PushTextWrapPos(em(24));
    ImGui::TextUnformatted(text.c_str());
    if (*key != '\0') {
      ImGui::TextColored(theme().dim, "Key: %s", key);
    }
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
  }
  ImGui::PopStyleVar();
}

namespace {

/// Wraps like ImGui's text, each line in the middle.
void centered_text(const std::string& text, const ImVec4& color, float width) {
  const float left = ImGui::GetCursorPosX();
  const float wrap = std::min(width, em(26));
  ImFont* const font = ImGui::GetFont();
  const char* line = text.data();
  const char* const end = text.data() + text.size();
  while (line < end) {
    const char* line_end = font->CalcWordWrapPosition(ImGui::GetFontSize(), line, end, wrap);
    if (line_end == line) line_end = end;
    const float line_width = ImGui::CalcTextSize(line, line_end).x;
    ImGui::SetCursorPosX(left + std::max(0.0F, (width - line_width) / 2));
    ImGui::PushStyleColor(ImGuiCol_Text, color);
    ImGui::TextUnformatted(line, line_end);
    ImGui::PopStyleColor();
    line = line_end;
    while (line < end && *line == ' ') ++line;
  }
}

}  // namespace

void empty_state(const char* icon, const std::string& title, const std::string& hint) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float height = em(5.5F);
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() + std::max(em(0.5F), (room.y - height) * 0.42F));
  ImGui::PushFont(nullptr, kTextSize * 1.8F);
  centered_text(icon, theme().hovered, room.x);
  ImGui::PopFont();
  centered_text(title, theme().dim, room.x);
  const SmallText small;
  centered_text(hint, theme().faint, room.x);
}

void message(Notice::Level level, const std::string& text) {
  const char* symbol = icon::kInfo;
  ImVec4 color = theme().dim;
  if (level == Notice::Level::kWarning) {
    symbol = icon::kWarning;
    color = theme().warning;
  } else if (level == Notice::Level::kError) {
    symbol = icon::kError;
    color = theme().error;
  }
  ImGui::TextColored(color, "%s", symbol);
  ImGui::SameLine();
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopTextWrapPos();
}

namespace {

bool square_button(const char* icon, const char* id) {
  const float side = ImGui::GetFrameHeight();
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, ImGui::GetStyle().FramePadding.y));
  const std::string label = std::string(icon) + "###" + id;
  const bool pressed = ImGui::Button(label.c_str(), {side, side});
  ImGui::PopStyleVar();
  return pressed;
}

}  // namespace

bool icon_button(const char* icon, const char* id, const std::string& explanation,
                 const char* key) {
  const bool pressed = square_button(icon, id);
  tooltip(explanation, key);
  return pressed;
}

bool switch_button(const char* icon, const char* id, bool on, const std::string& explanation) {
  if (!on) return icon_button(icon, id, explanation);
  ImGui::PushStyleColor(ImGuiCol_Button, theme().accent);
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, theme().accent);
  ImGui::PushStyleColor(ImGuiCol_Text, theme().on_accent);
  const bool pressed = square_button(icon, id);
  ImGui::PopStyleColor(3);
  tooltip(explanation);
  return pressed;
}

bool primary_button(const char* label, ImVec2 size) {
  ImVec4 hovered = theme().accent;
  hovered.w = 0.85F;
  ImGui::PushStyleColor(ImGuiCol_Button, theme().accent);
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, hovered);
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, hovered);
  ImGui::PushStyleColor(ImGuiCol_Text, theme().on_accent);
  const bool pressed = ImGui::Button(label, size);
  ImGui::PopStyleColor(4);
  return pressed;
}

void field_label(const char* label, float label_width) {
  const float left = ImGui::GetCursorPosX();
  ImGui::AlignTextToFramePadding();
  ImGui::TextColored(theme().dim, "%s", label);
  ImGui::SameLine(left + label_width);
  ImGui::SetNextItemWidth(-1);
}

void to_right(float width) {
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x - width);
}

void caption(const std::string& text) {
  const SmallText small;
  ImGui::PushStyleColor(ImGuiCol_Text, theme().dim);
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(text.c_str());
  ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
}

void text_within(const std::string& text, float width) {
  if (ImGui::CalcTextSize(text.c_str()).x <= width) {
    ImGui::TextUnformatted(text.c_str());
    return;
  }
  std::size_t end = text.size();
  const float room = width - ImGui::CalcTextSize("…").x;
  while (end > 0 && ImGui::CalcTextSize(text.c_str(), text.c_str() + end).x > room) {
    --end;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  }
  ImGui::TextUnformatted((text.substr(0, end) + "…").c_str());
  tooltip(text);
}

}  // namespace facet::ui
