#pragma once

#include <cstddef>
#include <deque>

#include "core/base/session.h"

namespace facet::ui {

/// Undo: the sessions that were, oldest first, and a place among them. Main thread.
class History {
 public:
  explicit History(Session first, std::size_t capacity = 1000);

  /// Adds a state after the current one, drops what had been undone, and forgets the oldest beyond
  /// the capacity. The same state again adds nothing. Returns whether it was added.
  bool record(const Session& session);

  bool can_undo() const { return at_ > 0; }
  bool can_redo() const { return at_ + 1 < states_.size(); }
  /// One state back or forward; at an end the state stays as it is.
  const Session& undo();
  const Session& redo();

  const Session& current() const { return states_[at_]; }
  std::size_t size() const { return states_.size(); }
  std::size_t position() const { return at_; }

 private:
  std::deque<Session> states_;  ///< never empty
  std::size_t at_ = 0;
  std::size_t capacity_;
};

}  // namespace facet::ui
