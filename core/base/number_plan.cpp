#include "core/base/number_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/json_reader.h"

namespace facet {
namespace {

constexpr std::array kPresets = {
    NumberPreset{NumberTask::kTextToText, "columns",
                 "two LSTMs over the columns of the sum, up and down", 128, 0, 4e-3, 0.5, 0.99, 60},
    NumberPreset{NumberTask::kTextToText, "transformer",
                 "transformer encoder, 2 layers of 64, an answer slot for each character", 128, 0,
                 2e-3, 0.1, 0.99, 120},
    NumberPreset{NumberTask::kTextToText, "lstm",
                 "LSTM 128, autoregressive, the answer's units first", 64, 0, 3e-3, 0, 0.99, 120},
    NumberPreset{NumberTask::kTextToText, "report",
                 "the report's baseline: LSTM 256, repeated 3 times, LSTM 256, softmax", 128, 0,
                 1e-3, 0, 0, 300},
    NumberPreset{NumberTask::kImageToText, "reader",
                 "a shared tile encoder and the columns, end to end, with a digit loss", 64, 64,
                 2e-3, 0.02, 0.998, 600},
    NumberPreset{NumberTask::kImageToText, "reader-plain",
                 "the same without the digit loss: tiles and answers alone", 64, 64, 1e-3, 0.02,
                 0.998, 600},
    NumberPreset{NumberTask::kTextToImage, "writer",
                 "the columns and a tile decoder with a style latent", 256, 64, 2e-3, 0.02, 0.998,
                 600},
};

Error wrong(const std::string& field, const std::string& reason) {
  return {ErrorCode::kUsage, reason, field};
}

const NumberPreset* find(NumberTask task, std::string_view name) {
  const auto found = std::ranges::find_if(kPresets, [&](const NumberPreset& preset) {
    return preset.task == task && (name.empty() || preset.name == name);
  });
  return found == kPresets.end() ? nullptr : &*found;
}

}  // namespace

const char* number_task_name(NumberTask task) {
  return kNumberTaskNames[static_cast<std::size_t>(task)];
}

std::span<const NumberPreset> number_presets() { return kPresets; }

Result<NumberPlan> resolve_number_plan(NumberPlan plan) {
  const NumberPreset* preset = find(plan.task, plan.preset);
  if (preset == nullptr) {
    std::string names;
    for (const NumberPreset& known : kPresets) {
      if (known.task == plan.task) names += (names.empty() ? "" : ", ") + std::string(known.name);
    }
    return wrong("preset", "there is no preset '" + plan.preset + "' for " +
                               number_task_name(plan.task) + "; use one of " + names);
  }
  plan.preset = preset->name;
  if (!(plan.train_share > 0 && plan.train_share < 1)) {
    return wrong("train-share",
                 "the train share must lie between 0 and 1, so that both splits hold equations; "
                 "0.8 trains on 80 %");
  }
  if (plan.digits < 1 || plan.digits > kMaxOperandDigits) {
    return wrong("digits",
                 "operands may have 1 to " + std::to_string(kMaxOperandDigits) + " digits");
  }
  if (plan.seconds < 0 || !std::isfinite(plan.seconds) || plan.epochs < 0 || plan.threads < 0) {
    return wrong("length", "seconds, epochs and threads must not be negative");
  }
  if (plan.glyphs.empty()) {
    return wrong("glyphs", "name the digits: 'drawn' or a folder with MNIST's IDX files");
  }
  if (plan.seconds == 0 && plan.epochs == 0) plan.seconds = preset->seconds;
  return plan;
}

const NumberPreset& preset_of(const NumberPlan& plan) {
  const NumberPreset* preset = find(plan.task, plan.preset);
  assert(preset != nullptr);
  return *preset;
}

nlohmann::json number_plan_to_json(const NumberPlan& plan) {
  return {{"task", number_task_name(plan.task)},
          {"preset", plan.preset},
          {"train_share", plan.train_share},
          {"digits", plan.digits},
          {"glyphs", plan.glyphs},
          {"training_seed", plan.training_seed},
          {"seconds", plan.seconds},
          {"epochs", plan.epochs},
          {"threads", plan.threads}};
}

Result<NumberPlan> number_plan_from_json(const nlohmann::json& json, const std::string& where) {
  NumberPlan plan;
  JsonReader reader(json, where);
  reader.read("task", plan.task, kNumberTaskNames);
  reader.read("preset", plan.preset);
  reader.read("train_share", plan.train_share, 0, 1);
  reader.read("digits", plan.digits, 1, kMaxOperandDigits);
  reader.read("glyphs", plan.glyphs);
  reader.read("training_seed", plan.training_seed, 0, INT64_MAX);
  reader.read("seconds", plan.seconds, 0, 1e9);
  reader.read("epochs", plan.epochs, 0, std::int64_t{1} << 40);
  reader.read("threads", plan.threads, 0, 1024);
  if (!reader.status()) return reader.status().error();
  Result<NumberPlan> resolved = resolve_number_plan(std::move(plan));
  if (resolved) return resolved;
  Error error = resolved.error();
  error.code = ErrorCode::kBadInput;
  error.where = where;
  return error;
}

}  // namespace facet
