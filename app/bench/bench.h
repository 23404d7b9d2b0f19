#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/command_line.h"
#include "core/base/preset.h"

namespace facet {

struct BenchOptions {
  std::string preset = "fast-vae";
  std::string data = "drawn:4096";
  std::string model;                    ///< decode: instead of a preset
  std::optional<int> batch;             ///< absent: the preset's own
  double seconds = 20;                  ///< in all
  int threads = 0;                      ///< 0: chosen for the machine
  std::int64_t most_steps = 10000;      ///< growth: of the longest training
  std::int64_t most_pictures = 100000;  ///< growth: in the largest file
  Precision precision = Precision::kAuto;
};

/// Trains in rounds with the Trainer that users train with, data, loss and optimiser included:
/// `images_per_s` is the median over rounds.
Result<nlohmann::json> bench_train(const BenchOptions& options, VerbContext& context);

/// Decodes as the live preview does: 100 faces at a time for `images_per_s`, single faces for
/// `latency_ms`.
Result<nlohmann::json> bench_decode(const BenchOptions& options, VerbContext& context);

/// Trains alone, beside the open window, and beside a slider that is dragged at 60 Hz by pointer
/// events, in turns: frame times, latencies, and what training keeps (medians over rounds).
Result<nlohmann::json> bench_window(const BenchOptions& options, VerbContext& context);

/// Learns text to text on 5, 10, 50 and 80 % of all pairs with three seeds each: how much of what
/// is unseen is answered exactly, and how soon 99 % are; medians, and the spread of the seeds.
Result<nlohmann::json> bench_numbers(const BenchOptions& options, VerbContext& context);

/// Trains with ever larger batches, longer codes, more steps and larger files, each in a process of
/// its own for `seconds` (most_steps and a tenth of them at batch 16): speed over the last
/// seconds, memory, size of the run's folder.
Result<nlohmann::json> bench_growth(const BenchOptions& options, VerbContext& context);

/// The plan that the options name, resolved for this machine.
Result<TrainingPlan> bench_plan(const BenchOptions& options);

}  // namespace facet
