#include "ui/flow.h"

#include <imgui.h>

namespace facet::ui {

namespace {

bool fits(float width) {
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  return ImGui::GetItemRectMax().x + ImGui::GetStyle().ItemSpacing.x + width <= right;
}

}  // namespace

void flow(float width) {
  if (fits(width)) ImGui::SameLine();
}

std::string fitting_label(const char* icon, const char* words, const char* id) {
  const std::string whole = std::string(icon) + " " + words + "###" + id;
  return fits(button_width(whole.c_str())) ? whole : std::string(icon) + "###" + id;
}

float button_width(const char* label) {
  return ImGui::CalcTextSize(label, nullptr, true).x + 2 * ImGui::GetStyle().FramePadding.x;
}

}  // namespace facet::ui
