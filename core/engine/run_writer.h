#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "core/base/channels.h"
#include "core/base/image.h"
#include "core/base/result.h"
#include "core/engine/journal.h"
#include "core/engine/run_folder.h"
#include "core/model/checkpoint.h"
#include "core/model/weights.h"

namespace facet {

/// Writes a state to checkpoint/, then removes all but the newest two.
struct WriteCheckpoint {
  TrainerState state;
};
/// Draws the 10 x 10 grid of seed 334 exactly and writes it to pictures/.
struct WriteGrid {
  WeightsPtr weights;
  std::int64_t epoch = 0;
};
/// Reads the grids of these epochs back.
struct ReadGrids {
  std::vector<std::int64_t> epochs;
};
/// Keeps what this step draws with in past/.
struct WritePast {
  TrainerState state;  ///< Trainer::averaged_state()
};
struct AppendJournal {
  std::string lines;
};
using WriteJob = std::variant<WriteCheckpoint, WriteGrid, ReadGrids, WritePast, AppendJournal>;

/// What became of a job; exactly one report a job.
struct WriteReport {
  enum class Kind { kCheckpoint, kGrid, kReadGrids, kPast, kJournal };  ///< as in WriteJob
  struct Grid {
    std::int64_t epoch = 0;
    ImagePtr sheet;
  };
  Kind kind = Kind::kCheckpoint;
  std::optional<Error> error;
  std::int64_t checkpoint_step = -1;  ///< of a checkpoint that is on the disk now
  std::vector<Grid> grids;
  std::vector<PastStep> past;  ///< kPast: all steps that are kept now
};

/// Writes a run's files, so that training never waits for a disk: what keeps a run safe on a thread
/// of a training's priority, what is for looking at (grids, past steps) on one that gives way to
/// it, as a training on all cores waits for each of them. Each does its jobs in their order. They
/// receive copies only. The functions below are called from one thread at a time.
class RunWriter {
 public:
  /// `folder` must outlive the writer.
  RunWriter(const RunFolder& folder, std::unique_ptr<JournalWriter> journal);
  /// Does the jobs that are waiting, giving way no more, then ends.
  ~RunWriter();

  void push(WriteJob job);
  /// The next report, or nothing yet.
  std::optional<WriteReport> take_report();
  /// Blocks for the next report, so no job that has not begun gives way any more; nothing where no
  /// job is under way.
  std::optional<WriteReport> wait_report();

 private:
  /// Does what comes, and after a stop what is left.
  void serve(Mailbox<WriteJob>& jobs, const std::stop_token& stop);
  void hurry();
  WriteReport work(WriteJob& job);
  Status write(const WriteCheckpoint& job, WriteReport& report);
  Status write(const WriteGrid& job, WriteReport& report);
  Status write(const ReadGrids& job, WriteReport& report);
  Status write(const WritePast& job, WriteReport& report);
  Status write(const AppendJournal& job, WriteReport& report);

  const RunFolder& folder_;
  std::unique_ptr<JournalWriter> journal_;
  Mailbox<WriteJob> jobs_;
  Mailbox<WriteJob> yielding_jobs_;
  Mailbox<WriteReport> reports_;
  int under_way_ = 0;  ///< jobs without a report so far
  /// Last: they use all of the above.
  std::jthread thread_;
  std::jthread yielding_thread_;
};

}  // namespace facet
