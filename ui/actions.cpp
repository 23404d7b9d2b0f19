#include "ui/actions.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace facet::ui {
namespace {

constexpr const char* kTraining = "Training";
constexpr const char* kFaces = "Faces";
constexpr const char* kEdit = "Edit";
constexpr const char* kFile = "Files";
constexpr const char* kView = "View";

constexpr int kCtrl = ImGuiMod_Ctrl;
constexpr int kShift = ImGuiMod_Shift;

constexpr std::array kActions{
    ActionInfo{Action::kStartOrPause, "Start or pause", "Space", kTraining, ImGuiKey_Space},
    ActionInfo{Action::kStartNewRun, "Start new run", "", kTraining},
    ActionInfo{Action::kStep, "One step", "S", kTraining, ImGuiKey_S, 0, true},
    ActionInfo{Action::kSaveCheckpoint, "Save checkpoint", "Ctrl+S", kTraining, kCtrl | ImGuiKey_S},
    ActionInfo{Action::kReset, "Reset training", "", kTraining},
    ActionInfo{Action::kContinueRun, "Continue a run…", "", kTraining},
    ActionInfo{Action::kOtherTraining, "Training A or B", "T", kTraining, ImGuiKey_T},
    ActionInfo{Action::kCompare, "Compare two models", "C", kFaces, ImGuiKey_C},
    ActionInfo{Action::kSwapPanes, "Swap the two panes", "X", kFaces, ImGuiKey_X},
    ActionInfo{Action::kNewSeed, "New seed", "R", kFaces, ImGuiKey_R},
    ActionInfo{Action::kPreviousSeed, "Previous seed", "[", kFaces, ImGuiKey_LeftBracket, 0, true},
    ActionInfo{Action::kNextSeed, "Next seed", "]", kFaces, ImGuiKey_RightBracket, 0, true},
    ActionInfo{Action::kEndpointA, "Hovered face as endpoint A", "A", kFaces, ImGuiKey_A},
    ActionInfo{Action::kEndpointB, "Hovered face as endpoint B", "B", kFaces, ImGuiKey_B},
    ActionInfo{Action::kKeyframe, "Walk through hovered face", "V", kFaces, ImGuiKey_V},
    ActionInfo{Action::kPlayWalk, "Play or pause the walk", "P", kFaces, ImGuiKey_P},
    ActionInfo{Action::kVaryFace, "Vary hovered face", "D", kFaces, ImGuiKey_D},
    ActionInfo{Action::kUndo, "Undo", "Ctrl+Z", kEdit, kCtrl | ImGuiKey_Z, 0, true},
    ActionInfo{Action::kRedo, "Redo", "Ctrl+Y", kEdit, kCtrl | ImGuiKey_Y,
               kCtrl | kShift | ImGuiKey_Z, true},
    ActionInfo{Action::kOpenFile, "Open…", "Ctrl+O", kFile, kCtrl | ImGuiKey_O},
    ActionInfo{Action::kOpenFolder, "Open folder…", "Ctrl+Shift+O", kFile,
               kCtrl | kShift | ImGuiKey_O},
    ActionInfo{Action::kExport, "Export this panel…", "Ctrl+E", kFile, kCtrl | ImGuiKey_E},
    ActionInfo{Action::kSaveSession, "Save session as…", "Ctrl+Shift+S", kFile,
               kCtrl | kShift | ImGuiKey_S},
    ActionInfo{Action::kQuit, "Quit", "Ctrl+Q", kFile, kCtrl | ImGuiKey_Q},
    ActionInfo{Action::kToggleSidePanels, "Side panels", "Tab", kView, ImGuiKey_Tab},
    ActionInfo{Action::kFullScreen, "Full screen", "F11", kView, ImGuiKey_F11, 0, false, true},
    ActionInfo{Action::kLargerText, "Larger text", "Ctrl+plus", kView, kCtrl | ImGuiKey_Equal,
               kCtrl | ImGuiKey_KeypadAdd, true, true},
    ActionInfo{Action::kLargerText, "", "", "", kCtrl | kShift | ImGuiKey_Equal, 0, true, true},
    ActionInfo{Action::kSmallerText, "Smaller text", "Ctrl+minus", kView, kCtrl | ImGuiKey_Minus,
               kCtrl | ImGuiKey_KeypadSubtract, true, true},
    ActionInfo{Action::kNormalText, "Normal text", "Ctrl+0", kView, kCtrl | ImGuiKey_0,
               kCtrl | ImGuiKey_Keypad0, false, true},
    ActionInfo{Action::kShortcuts, "Keyboard shortcuts", "F1", kView, ImGuiKey_F1, 0, false, true},
    ActionInfo{Action::kClose, "Close what is open", "Esc", kView, ImGuiKey_Escape},
    ActionInfo{Action::kCompareFile, "Model file…", "", ""},
    ActionInfo{Action::kCompareRun, "Run folder…", "", ""},
    ActionInfo{Action::kLiveModel, "Live training", "", ""},
    ActionInfo{Action::kToggleEma, "Averaged weights (EMA)", "", ""},
    ActionInfo{Action::kResetLayout, "Reset layout", "", ""},
    ActionInfo{Action::kToggleTheme, "Light theme", "", ""},
    ActionInfo{Action::kToggleCrisp, "Crisp pixels", "", ""},
    ActionInfo{Action::kNotices, "Notices", "", ""},
    ActionInfo{Action::kAbout, "About Facet", "", ""},
};

bool chord_pressed(ImGuiKeyChord chord, bool repeats) {
  if (chord == 0) return false;
  const auto key = static_cast<ImGuiKey>(chord & ~ImGuiMod_Mask_);
  return ImGui::GetIO().KeyMods == (chord & ImGuiMod_Mask_) && ImGui::IsKeyPressed(key, repeats);
}

}  // namespace

std::span<const ActionInfo> actions() { return kActions; }

const ActionInfo& action_info(Action action) {
  const auto found = std::find_if(kActions.begin(), kActions.end(),
                                  [&](const ActionInfo& info) { return info.action == action; });
  assert(found != kActions.end());
  return *found;
}

std::vector<Action> pressed_actions() {
  std::vector<Action> pressed;
  const bool typing = ImGui::GetIO().WantTextInput;
  for (const ActionInfo& info : kActions) {
    if (typing && !info.while_typing) continue;
    if (chord_pressed(info.chord, info.repeats) || chord_pressed(info.other_chord, info.repeats)) {
      pressed.push_back(info.action);
    }
  }
  return pressed;
}

int pressed_digit() {
  if (ImGui::GetIO().WantTextInput || ImGui::GetIO().KeyMods != 0) return 0;
  for (int digit = 1; digit <= 9; ++digit) {
    const auto key = static_cast<ImGuiKey>(ImGuiKey_0 + digit);
    const auto keypad = static_cast<ImGuiKey>(ImGuiKey_Keypad0 + digit);
    if (ImGui::IsKeyPressed(key, false) || ImGui::IsKeyPressed(keypad, false)) return digit;
  }
  return 0;
}

}  // namespace facet::ui
