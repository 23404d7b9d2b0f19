#pragma once

#include <imgui.h>

#include <span>
#include <vector>

namespace facet::ui {

/// Everything that a menu item or a key asks for.
enum class Action {
  kStartOrPause,
  kStartNewRun,
  kStep,
  kSaveCheckpoint,
  kReset,
  kNewSeed,
  kPreviousSeed,
  kNextSeed,
  kEndpointA,
  kEndpointB,
  kKeyframe,
  kPlayWalk,
  kVaryFace,
  kUndo,
  kRedo,
  kOpenFile,
  kOpenFolder,
  kContinueRun,
  kOtherTraining,
  kCompare,
  kSwapPanes,
  kCompareFile,
  kCompareRun,
  kExport,
  kSaveSession,
  kQuit,
  kLiveModel,
  kToggleEma,
  kToggleSidePanels,
  kFullScreen,
  kResetLayout,
  kLargerText,
  kSmallerText,
  kNormalText,
  kToggleTheme,
  kToggleCrisp,
  kShortcuts,
  kNotices,
  kAbout,
  kClose,
};

/// One line of the menus and of the shortcuts window.
struct ActionInfo {
  Action action;
  const char* name;   ///< a plain verb
  const char* keys;   ///< for people; "" for none
  const char* group;  ///< heading in the shortcuts window
  ImGuiKeyChord chord = 0;
  ImGuiKeyChord other_chord = 0;
  bool repeats = false;       ///< while the key is held
  bool while_typing = false;  ///< works inside a text field too
};

std::span<const ActionInfo> actions();
const ActionInfo& action_info(Action action);

/// The actions whose keys were pressed in this frame; while a text field has the keyboard, only
/// those that no text field uses.
std::vector<Action> pressed_actions();

/// The digit 1 to 9 that was pressed in this frame; 0: none.
int pressed_digit();

}  // namespace facet::ui
