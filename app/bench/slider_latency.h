#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <vector>

namespace facet {

/// Follows movements of a slider on their way: movement, the session that a frame makes of it, the
/// View in which that session is drawn, the end of the frame that shows that View. Movements that
/// one frame takes together each count from their own time. One thread at a time.
class SliderLatency {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// The slider was moved.
  void moved(Time at) { on_the_way_.push_back({at}); }
  /// A frame has taken all movements so far and made the session `serial` of them.
  void taken(std::uint64_t serial);
  /// A frame has taken all movements so far, and the session is what it was: they do not count.
  void ignored();
  /// A View was published at `at` in which the session `serial` is drawn.
  void drawn(std::uint64_t serial, Time at);
  /// A frame that ended at `at` shows the View of session `serial`.
  void shown(std::uint64_t serial, Time at);

  /// From movement to View, for each movement whose View came.
  const std::vector<double>& to_view_ms() const { return to_view_ms_; }
  /// From movement to the end of the frame that shows it.
  const std::vector<double>& to_picture_ms() const { return to_picture_ms_; }

 private:
  struct Movement {
    Time at;
    std::uint64_t serial = 0;  ///< of its session; 0: no frame has taken it yet
    bool drawn = false;
  };

  std::deque<Movement> on_the_way_;  ///< oldest first
  std::vector<double> to_view_ms_;
  std::vector<double> to_picture_ms_;
};

}  // namespace facet
