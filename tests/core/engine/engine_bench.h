#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/engine.h"
#include "tests/core/engine/temporary_folder.h"

namespace facet::test {

/// An engine with a place to wait until its values are as a test wants them.
class EngineBench {
  // Before the engine, whose threads use them to its end.
  std::mutex mutex_;
  std::condition_variable woken_;
  int wakes_ = 0;

 public:
  EngineBench() {
    EngineOptions options;
    options.runs_folder = folder / "runs";
    options.cache_folder = folder / "cache";
    options.wake = [this] {
      const std::lock_guard lock(mutex_);
      ++wakes_;
      woken_.notify_one();
    };
    engine = *Engine::create(std::move(options));
  }

  /// Waits until `done` says so; false after a minute.
  template <typename Condition>
  bool wait(Condition done) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    std::unique_lock lock(mutex_);
    while (true) {
      const int seen = wakes_;
      lock.unlock();
      if (done()) return true;
      lock.lock();
      if (!woken_.wait_until(lock, limit, [&] { return wakes_ != seen; })) return false;
    }
  }
  bool wait_state(TrainingState state, int training) {
    return wait([&] { return engine->training(training)->state == state; });
  }
  /// Waits for a notice that holds `part`.
  bool wait_notice(const std::string& part) {
    return wait([&] {
      for (Notice& notice : engine->take_notices()) notices.push_back(std::move(notice));
      for (const Notice& notice : notices) {
        if (notice.text.find(part) != std::string::npos) return true;
      }
      return false;
    });
  }
  void show(const Session& session, TouchedPart touched = TouchedPart::kNone) {
    engine->show(std::make_shared<const Session>(session), ++serial, touched);
  }

  TemporaryFolder folder;
  std::unique_ptr<Engine> engine;
  std::vector<Notice> notices;
  std::uint64_t serial = 0;
};

}  // namespace facet::test
