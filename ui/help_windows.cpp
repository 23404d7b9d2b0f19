#include "ui/help_windows.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "ui/actions.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

/// Keys that panels handle themselves.
struct OtherKey {
  const char* group;
  const char* name;
  const char* keys;
};
constexpr std::array kOtherKeys{
    OtherKey{"Faces", "Hovered face to list 1 to 9", "1 … 9"},
    OtherKey{"Faces", "Remove hovered face or list", "Delete"},
    OtherKey{"Faces", "Select cells from the last one", "Shift+click"},
    OtherKey{"Faces", "Add a cell to the selection", "Ctrl+click"},
    OtherKey{"Edit", "Evaluate the expression", "Enter"},
    OtherKey{"Edit", "Type a number into a slider", "Ctrl+click"},
};

bool begin_window(const char* name, bool& open) {
  const ImGuiViewport& viewport = *ImGui::GetMainViewport();
  ImGui::SetNextWindowPos(viewport.GetWorkCenter(), ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSizeConstraints({0, 0}, {viewport.WorkSize.x, viewport.WorkSize.y});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {em(1.2F), em(0.9F)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  const bool visible =
      ImGui::Begin(name, &open,
                   ImGuiWindowFlags_NoDocking | ImGuiWindowFlags_AlwaysAutoResize |
                       ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar(2);
  return visible;
}

void key_row(const char* name, const char* keys) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::TextUnformatted(name);
  ImGui::TableNextColumn();
  ImGui::TextColored(theme().dim, "%s", keys);
}

void key_group(std::string_view group) {
  ImGui::PushFont(theme().bold_font, 0);
  ImGui::TextUnformatted(group.data());
  ImGui::PopFont();
  if (ImGui::BeginTable(group.data(), 2)) {
    ImGui::TableSetupColumn("name", ImGuiTableColumnFlags_WidthFixed, em(14));
    ImGui::TableSetupColumn("keys", ImGuiTableColumnFlags_WidthFixed, em(6.5F));
    for (const ActionInfo& action : actions()) {
      if (group == action.group && *action.keys != '\0') key_row(action.name, action.keys);
    }
    for (const OtherKey& key : kOtherKeys) {
      if (group == key.group) key_row(key.name, key.keys);
    }
    ImGui::EndTable();
  }
  ImGui::Dummy({0, em(0.4F)});
}

}  // namespace

void draw_shortcuts_window(bool& open) {
  if (!open) return;
  if (begin_window("Keyboard shortcuts###shortcuts", open)) {
    ImGui::BeginGroup();
    key_group("Training");
    key_group("Faces");
    ImGui::EndGroup();
    ImGui::SameLine(0, em(1.5F));
    ImGui::BeginGroup();
    key_group("Edit");
    key_group("Files");
    key_group("View");
    ImGui::EndGroup();
    caption("Letters and digits work wherever no text is being typed.");
  }
  ImGui::End();
}

void draw_about_window(bool& open) {
  if (!open) return;
  if (begin_window("About Facet###about", open)) {
    ImGui::PushFont(theme().bold_font, kTextSize * 1.6F);
    ImGui::TextUnformatted("Facet " FACET_VERSION);
    ImGui::PopFont();
    ImGui::PushTextWrapPos(em(26));
    ImGui::TextUnformatted(
        "Train a generator of faces and explore it while it trains: grids of samples, walks "
        "between two faces, and arithmetic with what it has learnt.");
    ImGui::Dummy({0, em(0.3F)});
    ImGui::PushStyleColor(ImGuiCol_Text, theme().dim);
    ImGui::TextUnformatted(
        "Made with LibTorch, Dear ImGui, ImPlot, GLFW, glad, stb and portable-file-dialogs; type "
        "in Roboto and Inconsolata, icons by Font Awesome.");
    ImGui::PopStyleColor();
    ImGui::PopTextWrapPos();
  }
  ImGui::End();
}

}  // namespace facet::ui
