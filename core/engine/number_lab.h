#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>

#include "core/base/channels.h"
#include "core/base/number_view.h"
#include "core/engine/number_pairs.h"
#include "core/engine/number_run.h"
#include "core/engine/serial_source.h"

namespace facet {

/// What the lab's thread does: one NumberRun, driven by the commands in its mailbox, and the answer
/// to the newest query, again whenever the weights have moved. Runs that were asked for together
/// follow one another. Values go in and come out.
class NumberLab {
 public:
  /// `wake` is called after something was published; may be empty. Trainings are kept in new
  /// folders under `runs_folder`; if that is empty, in memory. Starts the thread.
  NumberLab(std::function<void()> wake, std::shared_ptr<SerialSource> serials,
            std::string runs_folder);
  /// Ends the training and joins the thread.
  ~NumberLab();
  NumberLab(const NumberLab&) = delete;
  NumberLab& operator=(const NumberLab&) = delete;

  /// Any thread; returns at once.
  void send(NumberCommand command) { commands_.push(std::move(command)); }
  /// The newest value, never null. Any thread.
  std::shared_ptr<const NumberView> view() const { return published_.get(); }

 private:
  using Clock = std::chrono::steady_clock;

  void serve(const std::stop_token& stop);
  void loop(const std::stop_token& stop);
  bool training() const { return run_ && view_.running; }
  void begin_next();
  void step();
  void handle(NumberCommand command);
  void begin(const NumberPlan& plan);
  void open(const std::string& run_folder);
  void take(Result<std::unique_ptr<NumberRun>> run);
  void come_to_rest();
  void fail(const Error& error);
  void answer();
  void measure();
  void publish();
  void copy_curve();

  std::function<void()> wake_;
  std::shared_ptr<SerialSource> serials_;
  std::string runs_folder_;
  Mailbox<NumberCommand> commands_;
  Published<NumberView> published_;
  NumberView view_;  ///< what is published next
  std::unique_ptr<NumberRun> run_;
  std::deque<NumberPlan> queued_;  ///< begun when the run has reached its limit
  PairsMap pairs_;
  Clock::time_point published_at_;
  Clock::time_point measured_at_;
  double measure_cost_s_ = 0;
  std::jthread thread_;  ///< last: it uses all of the above
};

}  // namespace facet
