#include <imgui.h>

#include "ui/icons.h"
#include "ui/notice_board.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {

void draw_notices_panel(NoticeBoard& board) {
  if (board.entries().empty()) {
    empty_state(icon::kBell, "Notices", "What happens, and what went wrong, is kept here.");
    return;
  }
  caption("Newest first");
  ImGui::SameLine();
  to_right(em(3));
  const bool clear = ImGui::SmallButton("Clear");
  ImGui::Separator();
  if (ImGui::BeginChild("list")) {
    for (auto entry = board.entries().rbegin(); entry != board.entries().rend(); ++entry) {
      ImGui::PushID(&*entry);
      std::string text = entry->text;
      if (entry->count > 1) text += "  (" + std::to_string(entry->count) + " times)";
      message(entry->level, text);
      if (ImGui::BeginPopupContextItem("menu")) {
        if (ImGui::MenuItem("Copy text")) ImGui::SetClipboardText(entry->text.c_str());
        ImGui::EndPopup();
      }
      ImGui::PopID();
    }
  }
  ImGui::EndChild();
  if (clear) board.clear();
}

}  // namespace facet::ui
