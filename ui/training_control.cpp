#include "ui/training_control.h"

#include <tuple>

namespace facet::ui {

MainAction main_action(const TrainingView& training) {
  switch (training.state) {
    case TrainingState::kIdle:
    case TrainingState::kFinished:
      return MainAction::kStart;
    case TrainingState::kPreparing:
      return MainAction::kWait;
    case TrainingState::kRunning:
      return MainAction::kPause;
    case TrainingState::kPaused:
      return MainAction::kResume;
    case TrainingState::kFailed:
      return training.step > 0 ? MainAction::kResume : MainAction::kStart;
  }
  return MainAction::kWait;
}

bool has_run(const TrainingView& training) {
  switch (training.state) {
    case TrainingState::kIdle:
    case TrainingState::kPreparing:
      return false;
    case TrainingState::kRunning:
    case TrainingState::kPaused:
    case TrainingState::kFinished:
      return true;
    case TrainingState::kFailed:
      return training.step > 0;
  }
  return false;
}

bool makes_another_run(const TrainingPlan& plan, const TrainingView& training) {
  if (!has_run(training)) return false;
  const TrainingPlan& run = training.plan;
  const auto fixed = [](const TrainingPlan& of) {
    return std::tie(of.data, of.preset, of.latent, of.batch, of.epochs, of.steps, of.seconds,
                    of.training_seed);
  };
  return fixed(plan) != fixed(run) || (plan.threads != 0 && plan.threads != run.threads) ||
         (plan.precision != Precision::kAuto && plan.precision != run.precision) ||
         (plan.device != Device::kAuto && plan.device != run.device);
}

std::optional<std::string> why_not_start(const TrainingPlan& plan, const DataView& data) {
  if (plan.data.empty()) return "Choose the pictures to learn from first.";
  if (data.data == plan.data && data.error) return data.error->message;
  if (const Status status = check_plan(plan); !status) return status.error().message;
  return std::nullopt;
}

void take_plan_of_run(const TrainingPlan& of_run, TrainingPlan& plan) {
  const int threads = plan.threads;
  const Precision precision = plan.precision;
  const Device device = plan.device;
  plan = of_run;
  plan.threads = threads;
  plan.precision = precision;
  plan.device = device;
}

bool shows_training(const Session& session, int training) {
  const auto shows = [&](const ModelRef& model) {
    return model.live() && model.training == training;
  };
  return shows(session.model) || (session.compared && shows(*session.compared));
}

void show_training(Session& session, int training) {
  if (shows_training(session, training)) return;
  if (training == 0) {
    session.model = {"", session.model.ema, training};
  } else {
    session.compared = ModelRef{"", session.model.ema, training};
  }
}

void follow_data(const Session& before, Session& session,
                 const std::array<bool, kTrainings>& runs) {
  for (int training = 0; training < kTrainings; ++training) {
    const int other = 1 - training;
    const std::string& was = plan_of(before, training).data;
    const std::string& is = plan_of(session, training).data;
    std::string& follows = plan_of(session, other).data;
    if (was == is || follows != was || runs[static_cast<std::size_t>(other)]) continue;
    follows = is;
    return;
  }
}

void PlanFollower::accept(const TrainingPlan& plan) {
  learning_rate_ = plan.learning_rate;
  kl_weight_ = plan.kl_weight;
  sharpening_ = plan.sharpening;
}

std::optional<ChangeTraining> PlanFollower::follow(const TrainingPlan& plan, bool run_exists,
                                                   bool editing) {
  if (editing) return std::nullopt;
  if (plan.learning_rate == learning_rate_ && plan.kl_weight == kl_weight_ &&
      plan.sharpening == sharpening_) {
    return std::nullopt;
  }
  accept(plan);
  if (!run_exists || !check_plan(plan)) return std::nullopt;
  return ChangeTraining{plan.learning_rate, plan.kl_weight, plan.sharpening};
}

}  // namespace facet::ui
