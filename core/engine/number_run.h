#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/journal.h"
#include "core/engine/run_folder.h"
#include "core/numbers/number_trainer.h"

namespace facet {

/// A point of a number run's curves, of the averaged weights, on some rows of both splits.
struct NumberPoint {
  std::int64_t step = 0;
  double seconds = 0;  ///< of training, measuring included
  SplitPoint train;
  SplitPoint test;
};

/// One training of the number lab with its run folder: RUN/run.json, journal.jsonl and checkpoint/
/// as every run has them (RunFolder). Does a step and what is due with it: curves, journal,
/// checkpoints, limits. What runs on a clock touches neither generators nor weights. All functions
/// on the thread that made it.
class NumberRun {
 public:
  /// Begins a run in the new folder `path`; an empty path keeps everything in memory. Errors: those
  /// of resolve_number_plan, NumberTrainer::create and RunFolder::create.
  static Result<std::unique_ptr<NumberRun>> create(NumberPlan plan, const std::string& path);

  /// Whether a limit of the plan is reached.
  bool done() const;
  /// One step and what is due after it.
  Status advance();
  /// Measures once more and writes a checkpoint; the run can go on after it.
  Status finish();
  /// Time until the next advance() does not count.
  void pause() { clock_.reset(); }

  const NumberTrainer& trainer() const { return *trainer_; }
  const std::vector<NumberPoint>& curve() const { return curve_; }
  double seconds() const { return seconds_; }
  /// Training time when 99 % of test answers were right first; -1: not yet.
  double seconds_to_99() const { return seconds_to_99_; }

 private:
  explicit NumberRun(std::unique_ptr<NumberTrainer> trainer) : trainer_(std::move(trainer)) {}
  Status measure();
  Status write_state();
  void count_time();

  std::unique_ptr<RunFolder> folder_;
  std::unique_ptr<JournalWriter> journal_;
  std::unique_ptr<NumberTrainer> trainer_;
  std::vector<NumberPoint> curve_;
  double seconds_ = 0;
  double seconds_to_99_ = -1;
  double measured_at_ = 0;
  double measure_due_ = 0;
  double written_at_ = 0;
  std::int64_t measured_step_ = -1;
  std::optional<std::chrono::steady_clock::time_point> clock_;
};

/// Loads a number model from a run folder's newest good checkpoint or from a checkpoint file.
/// `warnings` receives a sentence for each newer checkpoint that is damaged.
Result<NumberModel> load_number_model(const std::string& path, std::vector<std::string>& warnings);

}  // namespace facet
