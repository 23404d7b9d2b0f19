#pragma once

#include <cstddef>
#include <deque>
#include <string>

#include "core/base/training_view.h"

namespace facet::ui {

/// The notices of this session, and those of them that still float over the lower right corner:
/// plain ones fade after some seconds, errors stay until they are clicked. The same text again
/// counts up instead of filling the screen. Main thread.
class NoticeBoard {
 public:
  struct Entry {
    Notice::Level level = Notice::Level::kInfo;
    std::string text;
    int count = 1;
    double at = 0;      ///< ImGui time of the latest
    bool seen = false;  ///< no longer floating
  };

  void add(Notice::Level level, std::string text, double now);

  /// Draws what floats. Returns whether something fades or waits to: another frame is wanted.
  bool draw_floating(double now);

  /// Takes what floats off the screen; returns whether there was anything.
  bool dismiss();
  void clear() { entries_.clear(); }

  /// Oldest first, at most 500.
  const std::deque<Entry>& entries() const { return entries_; }

 private:
  std::deque<Entry> entries_;
};

/// Contents of the notices panel.
void draw_notices_panel(NoticeBoard& board);

}  // namespace facet::ui
