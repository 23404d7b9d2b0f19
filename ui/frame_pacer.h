#pragma once

#include <limits>

namespace facet::ui {

/// Decides when the next frame is drawn. Frames follow the hand at up to 75 Hz, each at once where
/// the hand moves 60 times a second or less, however unevenly; what only the engine changed is
/// drawn no more often than lets drawing use 1.2 % of a core, so that an untouched window leaves
/// the machine to the training; what the user has set moving is drawn as smoothly as a quarter of a
/// core allows; with nothing new, nothing is drawn. Times are seconds of one steady clock. Main
/// thread.
class FramePacer {
 public:
  /// The pointer, a key or the window did something.
  void note_input(double now);
  /// The engine published something that is not on screen yet.
  void note_new_values();
  /// A frame is on screen. `cost_s`: processor time it took; `animating`: it asked for another one;
  /// `blinking`: a text cursor is shown; `moving`: a walk plays.
  void note_frame(double began, double cost_s, bool animating, bool blinking, bool moving = false);
  /// Input is queued that the last frame did not take.
  void note_backlog() { backlog_ = true; }

  /// When the next frame is due; infinity while there is nothing to draw.
  double due_at() const;

  static constexpr double kNever = std::numeric_limits<double>::infinity();

  /// Whether the hand is at work, or was shortly before `at`.
  bool in_use(double at) const;

 private:
  double last_input_ = -1e9;
  double last_frame_ = -1e9;
  double next_slot_ = -1e9;  ///< when frames as frequent as the hand gets them would come next
  double cost_s_ = 0.01;     ///< of a frame, smoothed
  int frames_since_input_ = 0;
  bool new_values_ = true;
  bool animating_ = false;
  bool blinking_ = false;
  bool moving_ = false;
  bool backlog_ = false;
};

}  // namespace facet::ui
