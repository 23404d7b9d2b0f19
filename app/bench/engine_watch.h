#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>

#include "core/base/channels.h"
#include "core/engine/engine.h"

namespace facet {

/// Notes when an Engine publishes Views, and how far its training has come by then, on the thread
/// that publishes. Any thread.
class EngineWatch {
 public:
  using Clock = std::chrono::steady_clock;

  /// A View that was published.
  struct SeenView {
    std::uint64_t touched_serial = 0;
    Clock::time_point at;
  };

  /// Follows that engine from now on; null: none, which it must be told before the engine ends.
  void follow(Engine* engine) { engine_ = engine; }

  /// EngineOptions::wake: something was published.
  void look();

  /// The next View that was published, oldest first.
  std::optional<SeenView> take() { return seen_.try_pop(); }

  /// Forgets how far the training has come.
  void begin_count();
  /// Images a second between the first and the last training step seen since begin_count(); 0 when
  /// fewer than two were.
  double images_per_s() const;

 private:
  struct Progress {
    std::int64_t images = -1;
    Clock::time_point at;
  };

  std::atomic<Engine*> engine_ = nullptr;
  Mailbox<SeenView> seen_;
  mutable std::mutex mutex_;
  Progress first_;
  Progress last_;
};

}  // namespace facet
