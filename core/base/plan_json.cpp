#include "core/base/plan_json.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/json_reader.h"

namespace facet {
namespace {

constexpr const char* kPrecisions[] = {"auto", "fp32", "bf16"};
constexpr const char* kDevices[] = {"auto", "cpu", "cuda"};
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

}  // namespace

nlohmann::json plan_to_json(const TrainingPlan& plan) {
  return {{"data", plan.data},
          {"preset", plan.preset},
          {"latent", plan.latent},
          {"batch", plan.batch},
          {"learning_rate", plan.learning_rate},
          {"kl_weight", plan.kl_weight},
          {"sharpening", plan.sharpening},
          {"start", plan.start},
          {"epochs", plan.epochs},
          {"steps", plan.steps},
          {"seconds", plan.seconds},
          {"training_seed", plan.training_seed},
          {"threads", plan.threads},
          {"precision", precision_name(plan.precision)},
          {"device", device_name(plan.device)}};
}

Result<TrainingPlan> plan_from_json(const nlohmann::json& json, const std::string& where) {
  TrainingPlan plan;
  JsonReader reader(json, where);
  reader.read("data", plan.data);
  reader.read("preset", plan.preset);
  reader.read("latent", plan.latent, 1, 4096);
  reader.read("batch", plan.batch, 1, 4096);
  reader.read("learning_rate", plan.learning_rate, 0, 1e9);
  reader.read("kl_weight", plan.kl_weight, 0, 1e9);
  reader.read("sharpening", plan.sharpening, 0, 100);
  reader.read("start", plan.start);
  reader.read("epochs", plan.epochs, 0, kMost);
  reader.read("steps", plan.steps, 0, kMost);
  reader.read("seconds", plan.seconds, 0, 1e12);
  reader.read("training_seed", plan.training_seed, 0, kMost);
  reader.read("threads", plan.threads, 0, 1024);
  reader.read("precision", plan.precision, kPrecisions);
  reader.read("device", plan.device, kDevices);
  if (const Status status = reader.status(); !status) return status.error();
  if (const Status status = check_plan(plan); !status) {
    return Error{ErrorCode::kBadInput, status.error().message, where};
  }
  return plan;
}

}  // namespace facet
