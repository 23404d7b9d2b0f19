#include "app/window_verb.h"

#include "app/first_session.h"
#include "app/live_window.h"
#include "core/base/files.h"

namespace facet {
namespace {

Result<int> open_window(VerbContext& context, const std::string& path) {
  LiveWindowOptions options;
  options.settings_folder = user_data_folder();
  options.runs_folder = user_data_folder() + "/runs";
  options.cache_folder = user_cache_folder();
  std::string notice;
  options.session = restore_session(options.settings_folder, notice);
  if (!notice.empty()) context.output.note(notice);
  Result<std::unique_ptr<LiveWindow>> live = LiveWindow::create(std::move(options));
  if (!live) return live.error();
  // A signal must end a window that sleeps.
  const std::stop_callback wake_on_stop(context.stop, &ui::Window::wake);
  if (!path.empty()) (*live)->engine().send(OpenPath{path});
  while (!(*live)->finished() && !context.stop.stop_requested()) (*live)->wait_and_draw();
  return 0;
}

}  // namespace

void set_window_verb(CommandLine& command_line) { command_line.set_window(open_window); }

}  // namespace facet
