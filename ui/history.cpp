#include "ui/history.h"

#include <algorithm>
#include <utility>

namespace facet::ui {

History::History(Session first, std::size_t capacity)
    : capacity_(std::max<std::size_t>(capacity, 1)) {
  states_.push_back(std::move(first));
}

bool History::record(const Session& session) {
  if (session == current()) return false;
  states_.erase(states_.begin() + static_cast<std::ptrdiff_t>(at_) + 1, states_.end());
  states_.push_back(session);
  while (states_.size() > capacity_) states_.pop_front();
  at_ = states_.size() - 1;
  return true;
}

const Session& History::undo() {
  if (can_undo()) --at_;
  return current();
}

const Session& History::redo() {
  if (can_redo()) ++at_;
  return current();
}

}  // namespace facet::ui
