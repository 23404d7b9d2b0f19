#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/session.h"
#include "core/base/training_view.h"
#include "core/base/view.h"
#include "tests/ui/fake_explorer.h"
#include "ui/panel.h"

namespace facet::ui {

/// One state of the window to be looked at: what the engine would have published, and what the user
/// would have done.
struct GalleryState {
  std::string name;
  Session session;
  View view;
  std::optional<View> compared{};  ///< of the second pane
  TrainingView training;
  TrainingView training_b{};
  DataView data;
  std::vector<Notice> notices;
  std::vector<Action> actions;  ///< performed once
  std::string front_panel;      ///< its tab is brought to the front; empty: as they stand
  bool pointer_on_grid = false;
};

/// All states, made from faces that the program draws and from curves that are made up; the same
/// every time.
std::vector<GalleryState> gallery_states();

}  // namespace facet::ui
