#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "core/base/session.h"

namespace facet::ui {

/// What belongs to the person and the machine rather than to a session: not undone, not in session
/// files. Kept as `settings.json`, the arrangement of the panels as `layout.ini` beside it.
struct Settings {
  bool dark = true;
  float text_scale = 1;  ///< 0.7 to 2
  bool crisp = true;
  bool log_scale = false;
  bool show_raw_curve = true;
  float smoothing = 0.6F;  ///< 0 to 0.99
  bool side_panels = true;
  std::map<std::string, bool> panels;    ///< by name: whether it is open
  std::vector<std::string> recent_runs;  ///< newest first, at most 8
  /// Run folders that training A and B had last; empty: none.
  std::array<std::string, kTrainings> last_runs;

  bool operator==(const Settings&) const = default;
};

/// The settings kept in that folder; defaults where there are none, or damaged ones.
Settings load_settings(const std::string& folder);
Status save_settings(const std::string& folder, const Settings& settings);

/// A training has that run now: it comes to the front of the recent ones.
void note_run(Settings& settings, int training, const std::string& run_folder);

}  // namespace facet::ui
