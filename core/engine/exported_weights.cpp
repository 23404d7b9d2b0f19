#include "core/engine/exported_weights.h"

#include <filesystem>

#include "core/base/files.h"
#include "core/engine/past_weights.h"

namespace facet {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHashLetters = 8;

std::string exported_folder(const std::string& run_folder) { return run_folder + "/exported"; }

/// A file never changes once it has its name, so two names for it are as good as two files.
Status link_or_copy(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::create_hard_link(from, to, error);
  if (!error) return {};
  const Result<std::string> bytes = read_file(from);
  if (!bytes) return bytes.error();
  return write_file_atomically(to, *bytes);
}

}  // namespace

Result<std::string> keep_exported(const std::string& run_folder, const TrainerState& state) {
  const std::string folder = exported_folder(run_folder);
  if (const Status made = make_folder(folder); !made) return made.error();
  std::string file = step_file_path(folder, state.step);
  if (std::error_code error; fs::exists(file, error)) return file;
  if (const Status kept = write_checkpoint(file, state); !kept) return kept.error();
  return file;
}

Result<std::string> keep_exported_step(const std::string& path, const std::string& hash) {
  const std::string run_folder = run_of_past_step(path);
  if (run_folder.empty() || checkpoint_files(run_folder).empty()) return path;
  const std::string folder = exported_folder(run_folder);
  if (const Status made = make_folder(folder); !made) return made.error();
  // A run that was taken back may come by the same step with other weights.
  std::string file = folder + "/" + fs::path(path).stem().string() + "-past-" +
                     hash.substr(0, kHashLetters) + ".safetensors";
  if (std::error_code error; fs::exists(file, error)) return file;
  if (const Status kept = link_or_copy(path, file); !kept) return kept.error();
  return file;
}

}  // namespace facet
