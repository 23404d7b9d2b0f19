#pragma once

#include <optional>
#include <string>

#include "core/base/commands.h"
#include "core/base/number_view.h"
#include "core/base/training_view.h"

namespace facet::ui {

/// What opening something did besides changing the session.
struct OpenedEffect {
  std::string said;  ///< for a notice; what happened, and what it replaced
  std::optional<TrainingCommand> training;
  std::optional<NumberCommand> numbers;
};

/// Puts what was opened into the session, so that it can be undone: a data set into the plan, a
/// model under the panels, a recipe into its own panel (with the lists that its expression names),
/// a face into the list named `list` or a new one, picked faces in place of the list of their name.
/// `run_active`: a training goes on that keeps its own data. `training`: the one that data and runs
/// are for. Pure; any thread.
OpenedEffect apply_opened(const Opened& opened, const std::string& list, bool run_active,
                          Session& session, int training = 0);

}  // namespace facet::ui
