#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/journal.h"
#include "core/engine/number_record.h"
#include "core/engine/run_folder.h"
#include "core/numbers/number_trainer.h"

namespace facet {

/// One training of the number lab with its run folder: RUN/run.json, journal.jsonl and checkpoint/
/// as every run has them (RunFolder). Does a step and what is due with it: curves, journal,
/// checkpoints, limits. What runs on a clock touches neither generators nor weights. All functions
/// on the thread that made it.
class NumberRun {
 public:
  /// Begins a run in the new folder `path`; an empty path keeps everything in memory. Errors: those
  /// of resolve_number_plan, NumberTrainer::create and RunFolder::create.
  static Result<std::unique_ptr<NumberRun>> create(NumberPlan plan, const std::string& path);
  /// How much further an opened run is trained. Zero: without this limit.
  struct Limits {
    double seconds = 0;       ///< of training from now on
    std::int64_t epochs = 0;  ///< from the run's beginning
  };
  /// Goes on with the run in a folder where its newest good checkpoint stands: its weights,
  /// optimiser, curves and time. `warnings` receives a sentence for each newer checkpoint that is
  /// damaged. Errors: no number run there, no checkpoint, another program holds it.
  static Result<std::unique_ptr<NumberRun>> open(const std::string& path, Limits limits,
                                                 std::vector<std::string>& warnings);

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
  /// Empty where everything is kept in memory.
  std::string path() const { return folder_ ? folder_->path() : std::string(); }
  double seconds() const { return seconds_; }
  /// Training time when 99 % of test answers were right first; -1: not yet.
  double seconds_to_99() const { return seconds_to_99_; }

 private:
  explicit NumberRun(std::unique_ptr<NumberTrainer> trainer) : trainer_(std::move(trainer)) {}
  Status keep_in(std::unique_ptr<RunFolder> folder);
  void take_curve(std::vector<NumberPoint> curve);
  Status measure();
  Status write_state();
  void count_time();

  std::unique_ptr<RunFolder> folder_;
  std::unique_ptr<JournalWriter> journal_;
  std::unique_ptr<NumberTrainer> trainer_;
  std::vector<NumberPoint> curve_;
  double seconds_ = 0;
  double seconds_to_99_ = -1;
  double measure_due_ = 0;
  double written_at_ = 0;
  std::int64_t measured_step_ = -1;
  std::optional<std::chrono::steady_clock::time_point> clock_;
};

/// Loads a number model from a run folder's newest good checkpoint or from a checkpoint file.
/// `warnings` receives a sentence for each newer checkpoint that is damaged.
Result<NumberModel> load_number_model(const std::string& path, std::vector<std::string>& warnings);

}  // namespace facet
