#pragma once

#include <atomic>
#include <chrono>

namespace facet {

/// Remembers when the user was at work last. Work that could take every core leaves one to the
/// window meanwhile, so that a slider is not behind a training step; the untouched window leaves
/// them all to the training. Any thread.
class UserActivity {
 public:
  /// The user does something at this moment.
  void note() { last_ = Clock::now(); }
  /// Whether the user was at work until a moment ago.
  bool recent() const { return Clock::now() - last_.load() < kMoment; }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds kMoment{500};

  std::atomic<Clock::time_point> last_ = Clock::time_point{} - std::chrono::hours(1);
};

}  // namespace facet
