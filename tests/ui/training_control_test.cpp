#include "ui/training_control.h"

#include <doctest/doctest.h>

using namespace facet;
using namespace facet::ui;

TEST_CASE("the main button does what the state asks for") {
  TrainingView training;
  CHECK(main_action(training) == MainAction::kStart);
  training.state = TrainingState::kPreparing;
  CHECK(main_action(training) == MainAction::kWait);
  training.state = TrainingState::kRunning;
  CHECK(main_action(training) == MainAction::kPause);
  training.state = TrainingState::kPaused;
  CHECK(main_action(training) == MainAction::kResume);
  training.state = TrainingState::kFinished;
  CHECK(main_action(training) == MainAction::kStart);
}

TEST_CASE("a failure before the first step starts anew, one after it resumes") {
  TrainingView training;
  training.state = TrainingState::kFailed;
  CHECK(main_action(training) == MainAction::kStart);
  CHECK_FALSE(has_run(training));
  training.step = 3000;
  CHECK(main_action(training) == MainAction::kResume);
  CHECK(has_run(training));
}

TEST_CASE("settings that a run fixes make another run, the others do not") {
  TrainingView training;
  training.state = TrainingState::kPaused;
  training.plan.threads = 2;
  training.plan.precision = Precision::kFp32;
  training.plan.device = Device::kCpu;
  TrainingPlan plan;
  CHECK_FALSE(makes_another_run(plan, training));
  plan.learning_rate = 0.5;
  plan.kl_weight = 2;
  plan.sharpening = 1;
  CHECK_FALSE(makes_another_run(plan, training));
  plan.batch = 128;
  CHECK(makes_another_run(plan, training));
  plan.batch = 64;
  plan.precision = Precision::kBf16;
  CHECK(makes_another_run(plan, training));
}

TEST_CASE("a plan that cannot start says why") {
  TrainingPlan plan;
  DataView data;
  data.data = plan.data;
  CHECK_FALSE(why_not_start(plan, data).has_value());
  data.error = Error{ErrorCode::kBadInput, "The folder holds no pictures.", plan.data};
  CHECK(why_not_start(plan, data) == "The folder holds no pictures.");
  data.data = "another";
  CHECK_FALSE(why_not_start(plan, data).has_value());
  plan.batch = 0;
  CHECK(why_not_start(plan, data).has_value());
  plan = {};
  plan.data.clear();
  CHECK(why_not_start(plan, data).has_value());
}

TEST_CASE("the follower sends a change once, and only to a run") {
  TrainingPlan plan;
  PlanFollower follower(plan);
  CHECK_FALSE(follower.follow(plan, true, false).has_value());
  plan.kl_weight = 2;
  CHECK_FALSE(follower.follow(plan, true, true).has_value());
  const auto change = follower.follow(plan, true, false);
  REQUIRE(change.has_value());
  CHECK(change->kl_weight == 2);
  CHECK_FALSE(follower.follow(plan, true, false).has_value());
  plan.sharpening = 1;
  CHECK(follower.follow(plan, true, false)->sharpening == 1);
  plan.kl_weight = 3;
  CHECK_FALSE(follower.follow(plan, false, false).has_value());
  CHECK_FALSE(follower.follow(plan, true, false).has_value());
}

TEST_CASE("the plan of a run is taken over, but not what the machine chose") {
  TrainingPlan run = plan_for(*find_preset("report-vae"), "/data/faces.npy");
  run.threads = 8;
  run.device = Device::kCpu;
  TrainingPlan plan;
  take_plan_of_run(run, plan);
  CHECK(plan.preset == "report-vae");
  CHECK(plan.data == "/data/faces.npy");
  CHECK(plan.epochs == 40);
  CHECK(plan.threads == 0);
  CHECK(plan.device == Device::kAuto);
}

TEST_CASE("a training that begins has a pane: A the first, B the second") {
  Session session;
  session.model.path = "/models/demo.safetensors";
  show_training(session, 1);
  CHECK(session.model.path == "/models/demo.safetensors");
  CHECK(session.compared == ModelRef{"", true, 1});
  show_training(session, 0);
  CHECK(session.model == ModelRef{});
  std::swap(session.model, *session.compared);
  const Session swapped = session;
  show_training(session, 0);
  show_training(session, 1);
  CHECK(session == swapped);
}

TEST_CASE("the second plan follows the first's data until it has its own, or a run") {
  const Session before;
  Session session = before;
  session.plan.data = "/faces.npy";
  follow_data(before, session, {false, false});
  CHECK(session.plan_b.data == "/faces.npy");
  session = before;
  session.plan.data = "/faces.npy";
  follow_data(before, session, {true, true});
  CHECK(session.plan_b.data == "drawn");
  Session apart = before;
  apart.plan_b.data = "drawn:10:1";
  session = apart;
  session.plan.data = "/faces.npy";
  follow_data(apart, session, {false, false});
  CHECK(session.plan_b.data == "drawn:10:1");
}
