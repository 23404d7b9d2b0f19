#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/training_view.h"
#include "ui/actions.h"
#include "ui/example.h"
#include "ui/settings.h"

namespace facet::ui {

/// What the menus show, beside the actions.
struct MenuBarInput {
  const TrainingView& training;
  const Session& session;
  const std::vector<Example>& examples;
  bool can_undo = false;
  bool can_redo = false;
};

/// What was chosen in them, beside the actions.
struct MenuBarOutput {
  std::vector<Action> actions;
  std::string continue_run;            ///< a recent run's folder; empty: none
  std::optional<std::size_t> example;  ///< the worked example to be opened
};

/// Menus at the left, what goes on at the right. Opens and closes panels in `settings` itself.
MenuBarOutput draw_menu_bar(const MenuBarInput& input, Settings& settings);

/// One line for people: "training fast-vae on faces.npy", "step 12,340", "930 images/s", "2:14";
/// the most important part first.
std::vector<std::string> status_parts(const TrainingView& training);

}  // namespace facet::ui
