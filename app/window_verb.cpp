#include "app/window_verb.h"

#include <cstdlib>
#include <optional>

#include "app/demo.h"
#include "app/first_session.h"
#include "app/live_window.h"
#include "app/places_file.h"
#include "core/base/files.h"

namespace facet {
namespace {

std::optional<PlacesFile> places_for_scripts() {
  const char* path = std::getenv("FACET_PLACES");
  if (path == nullptr || *path == '\0') return std::nullopt;
  return PlacesFile(path);
}

Result<int> open_window(VerbContext& context, const std::string& path) {
  std::optional<PlacesFile> places_file = places_for_scripts();
  LiveWindowOptions options;
  options.track_places = places_file.has_value();
  options.settings_folder = user_data_folder();
  options.runs_folder = user_data_folder() + "/runs";
  options.numbers_folder = user_data_folder() + "/numbers";
  options.cache_folder = user_cache_folder();
  options.reopen_run = path.empty();
  options.shipped_folder = demo_folder();
  options.examples = demo_examples(options.shipped_folder);
  options.session = restore_session(options.settings_folder, options.examples, options.notice);
  Result<std::unique_ptr<LiveWindow>> live = LiveWindow::create(std::move(options));
  if (!live) return live.error();
  // A signal must end a window that sleeps.
  const std::stop_callback wake_on_stop(context.stop, &ui::Window::wake);
  if (!path.empty()) (*live)->engine().send(OpenPath{path});
  while (!(*live)->finished() && !context.stop.stop_requested()) {
    const bool drew = (*live)->wait_and_draw();
    if (!drew || !places_file) continue;
    if (Status status = places_file->update(*(*live)->places()); !status) return status.error();
  }
  return 0;
}

}  // namespace

void set_window_verb(CommandLine& command_line) { command_line.set_window(open_window); }

}  // namespace facet
