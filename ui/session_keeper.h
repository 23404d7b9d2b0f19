#pragma once

#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/base/session.h"

namespace facet::ui {

/// Keeps the session on disk, so that the next start goes on with it: `session.json` in a folder,
/// written as a whole a moment after the last change. With an empty folder nothing is kept. Main
/// thread.
class SessionKeeper {
 public:
  explicit SessionKeeper(std::string folder) : folder_(std::move(folder)) {}

  /// The session has changed at `now` (seconds).
  void note_change(double now);
  /// Whether a change waits to be written.
  bool pending() const { return changed_at_.has_value() && !folder_.empty(); }
  /// Writes the session once it has rested since `note_change`.
  Status keep(const Session& session, double now);
  /// Writes a pending change at once: at the end of the program.
  Status flush(const Session& session);

  static constexpr double kRest_s = 1.0;

 private:
  std::string folder_;
  std::optional<double> changed_at_;
};

/// The file in that folder.
std::string session_path(const std::string& settings_folder);

}  // namespace facet::ui
