#include "ui/dock_layout.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>

#include "ui/theme.h"

namespace facet::ui {
namespace {

constexpr const char* kTraining = "Training###training";
constexpr const char* kData = "Data###data";
constexpr const char* kCurves = "Curves###curves";
constexpr const char* kGrid = "Grid###grid";
constexpr const char* kEpochs = "Epochs###epochs";
constexpr const char* kNumbers = "Numbers###numbers";
constexpr const char* kPath = "Path###path";
constexpr const char* kLists = "Lists###lists";
constexpr const char* kArithmetic = "Arithmetic###arithmetic";
constexpr const char* kVariation = "Directions###directions";
constexpr const char* kNotices = "Notices###notices";

constexpr std::array kPanels{
    PanelInfo{"training", kTraining, draw_training_panel},
    PanelInfo{"data", kData, draw_data_panel},
    PanelInfo{"curves", kCurves, draw_curves_panel},
    PanelInfo{"grid", kGrid, draw_grid_panel, false},
    PanelInfo{"epochs", kEpochs, draw_epochs_panel, false},
    PanelInfo{"numbers", kNumbers, draw_numbers_panel, false},
    PanelInfo{"path", kPath, draw_path_panel},
    PanelInfo{"lists", kLists, draw_lists_panel},
    PanelInfo{"arithmetic", kArithmetic, draw_arithmetic_panel},
    PanelInfo{"directions", kVariation, draw_directions_panel, true, kArithmetic},
    PanelInfo{"notices", kNotices, nullptr},
};

/// The tab of a window is named after it, so that the one in front can be chosen before it exists.
ImGuiID tab_id(const char* window) { return ImHashStr("#TAB", 0, ImHashStr(window)); }

void put_in_front(ImGuiID node, const char* window) {
  ImGui::DockBuilderGetNode(node)->SelectedTabId = tab_id(window);
}

void build_layout(ImGuiID space, ImVec2 size) {
  ImGui::DockBuilderRemoveNode(space);
  constexpr int kSpace = ImGuiDockNodeFlags_DockSpace;
  ImGui::DockBuilderAddNode(space, kSpace | ImGuiDockNodeFlags_PassthruCentralNode);
  ImGui::DockBuilderSetNodeSize(space, size);
  const float left_share = std::clamp(em(19.5F) / size.x, 0.20F, 0.26F);
  const float right_share = std::clamp(em(24) / size.x, 0.24F, 0.29F);
  const float path_share = std::clamp(em(15) / size.y, 0.22F, 0.37F);
  ImGuiID middle = space;
  ImGuiID left = ImGui::DockBuilderSplitNode(middle, ImGuiDir_Left, left_share, nullptr, &middle);
  ImGuiID right = ImGui::DockBuilderSplitNode(middle, ImGuiDir_Right,
                                              right_share / (1 - left_share), nullptr, &middle);
  const ImGuiID below_left =
      ImGui::DockBuilderSplitNode(left, ImGuiDir_Down, 0.36F, nullptr, &left);
  const ImGuiID below_right =
      ImGui::DockBuilderSplitNode(right, ImGuiDir_Down, 0.55F, nullptr, &right);
  const ImGuiID below_middle =
      ImGui::DockBuilderSplitNode(middle, ImGuiDir_Down, path_share, nullptr, &middle);
  ImGui::DockBuilderDockWindow(kTraining, left);
  ImGui::DockBuilderDockWindow(kData, left);
  ImGui::DockBuilderDockWindow(kCurves, below_left);
  ImGui::DockBuilderDockWindow(kNotices, below_left);
  ImGui::DockBuilderDockWindow(kGrid, middle);
  ImGui::DockBuilderDockWindow(kEpochs, middle);
  ImGui::DockBuilderDockWindow(kNumbers, middle);
  ImGui::DockBuilderDockWindow(kPath, below_middle);
  ImGui::DockBuilderDockWindow(kLists, right);
  ImGui::DockBuilderDockWindow(kArithmetic, below_right);
  ImGui::DockBuilderDockWindow(kVariation, below_right);
  put_in_front(left, kTraining);
  put_in_front(below_left, kCurves);
  put_in_front(middle, kGrid);
  put_in_front(below_right, kArithmetic);
  for (const ImGuiID node : {left, below_left, middle, below_middle, right, below_right}) {
    // Each tab has its own cross; a second one for the whole node only puzzles.
    ImGui::DockBuilderGetNode(node)->SetLocalFlags(ImGuiDockNodeFlags_NoCloseButton);
  }
  ImGui::DockBuilderFinish(space);
}

}  // namespace

std::span<const PanelInfo> panels() { return kPanels; }

std::string panel_title(const PanelInfo& panel) {
  const std::string_view window = panel.window;
  return std::string(window.substr(0, window.find("###")));
}

void begin_dock_space(bool reset) {
  const ImGuiID space = ImHashStr("facet.workbench");
  const ImGuiViewport& viewport = *ImGui::GetMainViewport();
  if (reset || ImGui::DockBuilderGetNode(space) == nullptr) build_layout(space, viewport.WorkSize);
  // The window is cleared with the panels' colour; to fill it once more costs a software renderer
  // dearly.
  ImGui::PushStyleColor(ImGuiCol_WindowBg, ImVec4(0, 0, 0, 0));
  ImGui::DockSpaceOverViewport(space, &viewport, ImGuiDockNodeFlags_PassthruCentralNode);
  ImGui::PopStyleColor();
}

void dock_beside(const PanelInfo& panel) {
  if (panel.beside == nullptr) return;
  const ImGuiWindow* const window = ImGui::FindWindowByName(panel.beside);
  if (window == nullptr || window->DockId == 0) return;
  ImGui::SetNextWindowDockID(window->DockId, ImGuiCond_FirstUseEver);
}

bool has_background(const PanelInfo& panel) {
  const ImGuiWindow* const window = ImGui::FindWindowByName(panel.window);
  if (window == nullptr || window->DockNode == nullptr) return false;
  return ImGui::DockNodeGetRootNode(window->DockNode)->IsDockSpace();
}

}  // namespace facet::ui
