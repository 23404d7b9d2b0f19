#include "app/demo.h"

#include <filesystem>
#include <system_error>

#include "core/engine/past_weights.h"
#include "core/engine/run_folder.h"

namespace facet {
namespace {

/// The end of the path, under which builds and installations have it.
constexpr const char* kPlace = "assets/demo";

}  // namespace

std::string demo_run() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::string run = (program.parent_path().parent_path() / kPlace).string();
  return !error && is_run_folder(run) && !past_steps(run).empty() ? run : std::string();
}

bool show_demo(Session& session) {
  const std::string run = demo_run();
  if (run.empty()) return false;
  session.model = {past_steps(run).back().path};
  return true;
}

bool shows_demo(const Session& session) {
  return session.model.path.find(std::string("/") + kPlace + "/") != std::string::npos;
}

}  // namespace facet
