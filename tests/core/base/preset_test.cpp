#include "core/base/preset.h"

#include <doctest/doctest.h>

#include <limits>

#include "core/base/json_reader.h"
#include "core/base/plan_json.h"

namespace facet {
namespace {

TEST_CASE("the report's VAE has the report's settings") {
  const Result<Preset> preset = find_preset("report-vae");
  REQUIRE(preset);
  const TrainingPlan plan = plan_for(*preset, "faces.npy");
  CHECK(plan.batch == 4);
  CHECK(plan.epochs == 40);
  CHECK(plan.learning_rate == 0.001);
  CHECK(plan.training_seed == 1024);
  CHECK(plan.latent == 64);
  CHECK(preset->sampler == Sampler::kPrior);
}

TEST_CASE("every preset makes a plan that may be trained") {
  for (const Preset& preset : presets()) CHECK(check_plan(plan_for(preset, "drawn")));
}

TEST_CASE("an unknown preset is an error that lists the presets") {
  const Result<Preset> preset = find_preset("vae");
  REQUIRE_FALSE(preset);
  CHECK(preset.error().code == ErrorCode::kUsage);
  CHECK(preset.error().message.find("report-vae") != std::string::npos);
}

TEST_CASE("settings out of range are refused") {
  TrainingPlan plan;
  const auto refused = [&](auto change) {
    TrainingPlan changed = plan;
    change(changed);
    return !check_plan(changed);
  };
  CHECK(refused([](TrainingPlan& p) { p.batch = 0; }));
  CHECK(refused([](TrainingPlan& p) { p.batch = 5000; }));
  CHECK(refused([](TrainingPlan& p) { p.latent = -1; }));
  CHECK(refused([](TrainingPlan& p) { p.learning_rate = 0; }));
  CHECK(
      refused([](TrainingPlan& p) { p.learning_rate = std::numeric_limits<double>::quiet_NaN(); }));
  CHECK(refused([](TrainingPlan& p) { p.kl_weight = -1; }));
  CHECK(refused([](TrainingPlan& p) { p.sharpening = -1; }));
  CHECK(refused([](TrainingPlan& p) { p.sharpening = 1000; }));
  CHECK(refused([](TrainingPlan& p) { p.sharpening = std::numeric_limits<double>::quiet_NaN(); }));
  CHECK(refused([](TrainingPlan& p) { p.epochs = -1; }));
  CHECK(refused([](TrainingPlan& p) { p.threads = -1; }));
}

TEST_CASE("only a fast VAE can be sharpened, and the refusal says so") {
  for (const Preset& preset : presets()) {
    TrainingPlan plan = plan_for(preset, "drawn");
    plan.sharpening = 1;
    const Status checked = check_plan(plan);
    CHECK(checked.has_value() == (preset.name == "fast-vae" || preset.name == "gpu-vae"));
    if (!checked) CHECK(checked.error().message.find("fast-vae and gpu-vae") != std::string::npos);
  }
}

TEST_CASE("only a fast GAN begins as another model, and the refusal says so") {
  for (const Preset& preset : presets()) {
    TrainingPlan plan = plan_for(preset, "drawn");
    plan.start = "runs/faces";
    const Status checked = check_plan(plan);
    CHECK(checked.has_value() == (preset.name == "fast-gan"));
    if (!checked) CHECK(checked.error().message.find("fast-gan alone") != std::string::npos);
  }
}

TEST_CASE("a plan comes back from its JSON") {
  TrainingPlan plan;
  plan.data = "a b.npy";
  plan.batch = 7;
  plan.learning_rate = 0.1;
  plan.sharpening = 0.5;
  plan.training_seed = 99;
  plan.precision = Precision::kBf16;
  plan.device = Device::kCpu;
  const Result<TrainingPlan> back = plan_from_json(plan_to_json(plan), "run.json");
  REQUIRE(back);
  CHECK(*back == plan);
  TrainingPlan started = plan_for(*find_preset("fast-gan"), "drawn");
  started.start = "runs/faces";
  CHECK(*plan_from_json(plan_to_json(started), "run.json") == started);
}

TEST_CASE("a damaged plan is an error that names the key") {
  const Result<nlohmann::json> json = parse_json(R"({"batch": "many"})", "run.json");
  REQUIRE(json);
  const Result<TrainingPlan> plan = plan_from_json(*json, "run.json");
  REQUIRE_FALSE(plan);
  CHECK(plan.error().where == "run.json");
  CHECK(plan.error().message.find("'batch'") != std::string::npos);
}

TEST_CASE("JSON that nests without end is refused") {
  CHECK_FALSE(parse_json(std::string(100000, '['), "x"));
  CHECK_FALSE(parse_json("{\"a\": ", "x"));
}

}  // namespace
}  // namespace facet
