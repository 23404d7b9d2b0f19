#include "ui/notice_board.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <utility>

#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

constexpr std::size_t kKept = 500;
constexpr int kShownAtOnce = 4;
constexpr double kFade_s = 0.4;

double lifetime_s(Notice::Level level) {
  switch (level) {
    case Notice::Level::kInfo:
      return 5;
    case Notice::Level::kWarning:
      return 12;
    case Notice::Level::kError:
      return 1e9;
  }
  return 0;
}

const ImVec4& level_color(Notice::Level level) {
  switch (level) {
    case Notice::Level::kWarning:
      return theme().warning;
    case Notice::Level::kError:
      return theme().error;
    case Notice::Level::kInfo:
      break;
  }
  return theme().dim;
}

std::string with_count(const NoticeBoard::Entry& entry) {
  return entry.count > 1 ? entry.text + "  (" + std::to_string(entry.count) + " times)"
                         : entry.text;
}

/// One floating notice whose lower edge is at `bottom`; moves `bottom` up. True when clicked.
bool draw_toast(const NoticeBoard::Entry& entry, int index, float opacity, float& bottom) {
  const ImGuiViewport& viewport = *ImGui::GetMainViewport();
  const float width = std::min(em(27), viewport.WorkSize.x - em(2));
  ImGui::SetNextWindowPos({viewport.WorkPos.x + viewport.WorkSize.x - em(0.8F), bottom},
                          ImGuiCond_Always, {1, 1});
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, viewport.WorkSize.y * 0.5F});
  ImGui::PushStyleVar(ImGuiStyleVar_Alpha, opacity);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, ImGui::GetStyleColorVec4(ImGuiCol_PopupBg));
  const std::string name = "###toast" + std::to_string(index);
  const ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                 ImGuiWindowFlags_NoNav | ImGuiWindowFlags_AlwaysAutoResize |
                                 ImGuiWindowFlags_NoFocusOnAppearing |
                                 ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoDocking;
  bool clicked = false;
  if (ImGui::Begin(name.c_str(), nullptr, flags)) {
    const ImVec2 corner = ImGui::GetWindowPos();
    const float stripe = em(0.2F);
    ImGui::GetWindowDrawList()->AddRectFilled(
        corner, {corner.x + stripe, corner.y + ImGui::GetWindowHeight()},
        shade(level_color(entry.level), opacity), stripe);
    message(entry.level, with_count(entry));
    clicked = ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left);
    bottom -= ImGui::GetWindowHeight() + em(0.4F);
  }
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  ImGui::End();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  return clicked;
}

}  // namespace

void NoticeBoard::add(Notice::Level level, std::string text, double now) {
  if (!entries_.empty() && entries_.back().text == text && entries_.back().level == level) {
    ++entries_.back().count;
    entries_.back().at = now;
    entries_.back().seen = false;
    return;
  }
  entries_.push_back({level, std::move(text), 1, now, false});
  if (entries_.size() > kKept) entries_.pop_front();
}

bool NoticeBoard::draw_floating(double now) {
  const ImGuiViewport& viewport = *ImGui::GetMainViewport();
  float bottom = viewport.WorkPos.y + viewport.WorkSize.y - em(0.8F);
  bool waiting = false;
  int shown = 0;
  for (auto entry = entries_.rbegin(); entry != entries_.rend() && shown < kShownAtOnce; ++entry) {
    if (entry->seen) continue;
    const double left = entry->at + lifetime_s(entry->level) - now;
    if (left <= 0) {
      entry->seen = true;
      continue;
    }
    waiting = waiting || entry->level != Notice::Level::kError;
    const auto opacity = static_cast<float>(std::clamp(left / kFade_s, 0.05, 1.0));
    if (draw_toast(*entry, shown, opacity, bottom)) entry->seen = true;
    ++shown;
  }
  return waiting;
}

bool NoticeBoard::dismiss() {
  const bool any =
      std::any_of(entries_.begin(), entries_.end(), [](const Entry& entry) { return !entry.seen; });
  for (Entry& entry : entries_) entry.seen = true;
  return any;
}

}  // namespace facet::ui
