#include <ATen/Context.h>
#include <torch/version.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/model/cpu_features.h"
#include "core/model/runtime.h"
#include "core/train/trainer.h"

namespace facet {
namespace {

// Networks this small gain nothing from more threads than that.
constexpr int kMostThreads = 16;
constexpr int kTrialSteps = 4;
constexpr const char* kTrialFile = "/precision-trials.json";

/// Grey pictures, enough for one batch: speed does not depend on what they show.
class GreyDataset final : public Dataset {
 public:
  explicit GreyDataset(std::int64_t count) {
    size_ = count;
    name_ = "grey pictures of the timed trial";
    seal();
  }
  void read(std::int64_t, std::span<std::uint8_t> rgb) const override {
    std::ranges::fill(rgb, std::uint8_t{128});
  }
};

/// A training of grey pictures, and its fastest step so far.
struct Trial {
  Precision precision;
  std::unique_ptr<Trainer> trainer{};
  double seconds = std::numeric_limits<double>::infinity();
};

Status begin(Trial& trial, TrainingPlan plan) {
  plan.precision = trial.precision;
  plan.start.clear();  // speed does not depend on it
  const auto dataset = std::make_shared<GreyDataset>(plan.batch + plan.batch / 8 + 1);
  Result<std::unique_ptr<Trainer>> trainer = Trainer::create(plan, dataset);
  if (!trainer) return trainer.error();
  trial.trainer = *std::move(trainer);
  return trial.trainer->step();  // compiles the kernels
}

Status time_step(Trial& trial) {
  const auto begin = std::chrono::steady_clock::now();
  if (Status s = trial.trainer->step(); !s) return s;
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  trial.seconds = std::min(trial.seconds, taken.count());
  return {};
}

// Steps by turns, and the fastest of each: what else the machine does meanwhile slows some steps
// of either.
Result<Precision> try_both(const TrainingPlan& plan) {
  std::array<Trial, 2> trials{{{Precision::kFp32}, {Precision::kBf16}}};
  for (Trial& trial : trials) {
    if (Status s = begin(trial, plan); !s) return s.error();
  }
  for (int i = 0; i < kTrialSteps; ++i) {
    for (Trial& trial : trials) {
      if (Status s = time_step(trial); !s) return s.error();
    }
  }
  return trials[1].seconds < trials[0].seconds ? trials[1].precision : trials[0].precision;
}

std::string trial_key(const TrainingPlan& plan) {
  return computer_name() + ", LibTorch " + TORCH_VERSION + ", " + plan.preset + ", latent " +
         std::to_string(plan.latent) + ", batch " + std::to_string(plan.batch) + ", threads " +
         std::to_string(plan.threads);
}

// A damaged or foreign file is as good as none: the trial runs again.
nlohmann::json read_trials(const std::string& path) {
  const Result<std::string> text = read_file(path, 1U << 20U);
  if (!text) return nlohmann::json::object();
  Result<nlohmann::json> json = parse_json(*text, path);
  return json && json->is_object() ? *std::move(json) : nlohmann::json::object();
}

Result<Precision> faster_precision(const TrainingPlan& plan, const std::string& cache_folder) {
  const std::string path = cache_folder + kTrialFile;
  const std::string key = trial_key(plan);
  nlohmann::json trials = read_trials(path);
  if (const auto known = trials.find(key); known != trials.end() && known->is_string()) {
    if (*known == precision_name(Precision::kFp32)) return Precision::kFp32;
    if (*known == precision_name(Precision::kBf16)) return Precision::kBf16;
  }
  Result<Precision> choice = try_both(plan);
  if (!choice) return choice.error();
  trials[key] = precision_name(*choice);
  // A choice that cannot be kept is made again next time; the run itself records it.
  if (!cache_folder.empty() && make_folder(cache_folder)) {
    static_cast<void>(write_file_atomically(path, trials.dump(2)).has_value());
  }
  return choice;
}

int default_threads() {
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMostThreads);
}

}  // namespace

Result<TrainingPlan> resolve_plan(TrainingPlan plan, const std::string& cache_folder) {
  if (Status checked = check_plan(plan); !checked) return checked.error();
  const bool has_cuda = at::globalContext().hasCUDA();
  if (plan.device == Device::kCuda && !has_cuda) return no_cuda_error();
  if (plan.device == Device::kAuto) plan.device = has_cuda ? Device::kCuda : Device::kCpu;
  if (plan.threads == 0) plan.threads = default_threads();
  if (plan.precision == Precision::kAuto) {
    if (plan.device == Device::kCuda) {
      plan.precision = Precision::kBf16;
    } else if (!cpu_has_bf16()) {
      plan.precision = Precision::kFp32;
    } else {
      const Result<Precision> faster = faster_precision(plan, cache_folder);
      if (!faster) return faster.error();
      plan.precision = *faster;
    }
  }
  return plan;
}

}  // namespace facet
