#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "app/item_places.h"
#include "core/base/result.h"

namespace facet {

/// Keeps a file with the places of the window's items, for scripts that move a real pointer. It is
/// written as a whole (a reader sees the old or the new one) after a frame in which places have
/// changed, at most five times a second. Main thread.
class PlacesFile {
 public:
  explicit PlacesFile(std::string path) : path_(std::move(path)) {}

  /// After a frame. A change that comes too soon after the last one is written by a later call.
  Status update(const ItemPlaces& places);

 private:
  using Clock = std::chrono::steady_clock;

  std::string path_;
  std::string written_;
  std::optional<Clock::time_point> written_at_;
};

}  // namespace facet
