#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/engine/engine_links.h"
#include "core/engine/model_weights.h"
#include "core/engine/projector.h"

namespace facet {

/// What the projecting thread does: searches the codes of pictures, one search after another, in
/// small pieces, so that a command waits for no more than one of them. serve() runs on that thread
/// until a stop is requested.
class ProjectionThread {
 public:
  explicit ProjectionThread(EngineLinks& links) : links_(links), source_(links) {}
  void serve(const std::stop_token& stop);

 private:
  using Clock = std::chrono::steady_clock;
  struct Job {
    Projection shown;
    ModelRef model;
  };

  void loop(const std::stop_token& stop);
  void handle(ProjectionCommand command);
  void add(ProjectPicture command);
  void end(const EndProjection& command);
  /// The job in work, or the next in turn, which it begins; null: there is none.
  Job* current();
  void begin(Job& job);
  void work(Job& job);
  void take_found(Job& job);
  void finish(Job& job);
  void fail(Job& job, const Error& error);
  void publish();

  EngineLinks& links_;
  ModelWeights source_;
  std::vector<Job> jobs_;
  std::unique_ptr<Projector> projector_;  ///< of the job in work; null: there is none
  std::uint64_t last_id_ = 0;
  Clock::time_point steps_began_;  ///< when the first piece was done
  Clock::time_point published_at_;
};

}  // namespace facet
