#include "ui/modifier_hold.h"

#include <algorithm>

namespace facet::ui {
namespace {

bool is_modifier(ImGuiKey key) { return (key & ImGuiMod_Mask_) != 0 || ImGui::IsLRModKey(key); }

}  // namespace

std::vector<ImGuiInputEvent> hold_back_modifier_releases() {
  ImVector<ImGuiInputEvent>& queue = ImGui::GetCurrentContext()->InputEventsQueue;
  bool pressed = false;
  const auto release = std::find_if(queue.begin(), queue.end(), [&](const ImGuiInputEvent& event) {
    if (event.Type != ImGuiInputEventType_Key) return false;
    const bool modifier = is_modifier(event.Key.Key);
    if (event.Key.Down && !modifier) pressed = true;
    return pressed && modifier && !event.Key.Down;
  });
  std::vector<ImGuiInputEvent> held(release, queue.end());
  queue.resize(static_cast<int>(release - queue.begin()));
  return held;
}

void give_back_input(const std::vector<ImGuiInputEvent>& held) {
  for (const ImGuiInputEvent& event : held) {
    ImGui::GetCurrentContext()->InputEventsQueue.push_back(event);
  }
}

}  // namespace facet::ui
