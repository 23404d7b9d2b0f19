#pragma once

#include <stop_token>
#include <vector>

#include "core/engine/engine_links.h"
#include "core/engine/training_slot.h"
#include "core/engine/yielding_thread.h"

namespace facet {

/// What the trainer thread does: holds the window's trainings, driven by the orders in its mailbox.
/// Those that train take turns, each step by the one that has had the least time, so that each has
/// its share of the time however long its steps are; what a training computes does not depend on
/// the other. serve() runs on that thread until a stop is requested, then saves checkpoints and
/// returns.
class TrainerThread {
 public:
  explicit TrainerThread(EngineLinks& links) : links_(links) {}
  void serve(const std::stop_token& stop);

 private:
  /// A training with the time that it has had, in seconds. One that comes back from a rest does
  /// not catch up.
  struct Turn {
    TrainingSlot slot;
    double had_s = 0;
    bool took_part = false;  ///< it was training when the last turn was given
  };

  void loop(const std::stop_token& stop);
  /// The training whose turn it is; null: none trains.
  Turn* next();
  void step(Turn& turn);
  /// Does `work` with a training; an exception ends that training alone.
  template <typename Work>
  void guard(Turn& turn, Work work);
  void handle(TrainerMessage message);

  EngineLinks& links_;
  DatasetPool pool_;
  YieldingThread yielding_{"trainer yields"};
  std::vector<Turn> turns_;  ///< A and B, while serve() runs
};

}  // namespace facet
