#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/base/commands.h"
#include "core/base/training_view.h"

// What the buttons of a training mean in each of its states. Pure functions; any thread.
namespace facet::ui {

/// What the one big button, and the space bar, would do now.
enum class MainAction { kStart, kPause, kResume, kWait };

MainAction main_action(const TrainingView& training);

/// Whether there is a run that commands other than a start would reach.
bool has_run(const TrainingView& training);

/// Whether settings that are fixed when a run is made have been changed since: the plan would make
/// another run than the one that is there. What the run resolved from `auto` is no change.
bool makes_another_run(const TrainingPlan& plan, const TrainingView& training);

/// Why the plan cannot start a run on this data now; nothing where it can.
std::optional<std::string> why_not_start(const TrainingPlan& plan, const DataView& data);

/// Takes the settings of a run that was made elsewhere over into the session's plan, so that the
/// panel shows what trains.
void take_plan_of_run(const TrainingPlan& of_run, TrainingPlan& plan);

/// Whether a pane draws from that live training.
bool shows_training(const Session& session, int training);

/// Gives a pane to a training that begins, unless it has one: A takes the first, B the second.
void show_training(Session& session, int training);

/// Both trainings learn from the same pictures until they are told apart: where `session` differs
/// from `before` in the data of one plan, and the other had the same, that one follows; not while
/// it has a run.
void follow_data(const Session& before, Session& session, const std::array<bool, kTrainings>& runs);

/// Sends learning rate, KL weight and sharpening on to a run when the session's plan moves, by hand
/// or by undo.
class PlanFollower {
 public:
  explicit PlanFollower(const TrainingPlan& plan) { accept(plan); }

  /// The plan as the run has it now; no command is due for it.
  void accept(const TrainingPlan& plan);
  /// The command that is due now, if any; none while an edit is under way.
  std::optional<ChangeTraining> follow(const TrainingPlan& plan, bool run_exists, bool editing);

 private:
  double learning_rate_ = 0;
  double kl_weight_ = 0;
  double sharpening_ = 0;
};

}  // namespace facet::ui
