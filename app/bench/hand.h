#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/channels.h"
#include "ui/window.h"

namespace facet {

/// Waits until `time` or until a stop is requested.
inline void wait_until(std::chrono::steady_clock::time_point time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_until(lock, stop, time, [] { return false; });
}

/// A hand that moves 60 times a second, whatever the window is doing: it puts down when, and wakes
/// the window as the arrival of an event does.
class Hand {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Hand() : thread_([this](const std::stop_token& stop) { move(stop); }) {}
  /// The time of the next movement that the window has not taken yet.
  std::optional<Time> take() { return movements_.try_pop(); }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::duration<double> kInterval{1.0 / 60};

  void move(const std::stop_token& stop) {
    Time next = Clock::now();
    while (!stop.stop_requested()) {
      movements_.push(Clock::now());
      ui::Window::wake();
      next += std::chrono::duration_cast<Clock::duration>(kInterval);
      wait_until(next, stop);
    }
  }

  Mailbox<Time> movements_;
  std::jthread thread_;  ///< last: it uses the mailbox
};

/// Wakes the window once after some time, so that waiting for its events ends.
class Alarm {
 public:
  explicit Alarm(double seconds)
      : thread_([seconds](const std::stop_token& stop) {
          using Clock = std::chrono::steady_clock;
          const std::chrono::duration<double> time(seconds);
          wait_until(Clock::now() + std::chrono::duration_cast<Clock::duration>(time), stop);
          if (!stop.stop_requested()) ui::Window::wake();
        }) {}

 private:
  std::jthread thread_;
};

}  // namespace facet
