#include "core/engine/past_weights.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <utility>

#include "core/base/files.h"
#include "core/engine/run_folder.h"

namespace facet {
namespace {

namespace fs = std::filesystem;

// Each kept step is the one before times this, rounded up, and at least so many steps later.
constexpr std::int64_t kLeastDistance = 10;
constexpr std::int64_t kGrowthNumerator = 6;
constexpr std::int64_t kGrowthDenominator = 5;

constexpr const char* kFolder = "past";

std::string past_folder(const std::string& run_folder) { return run_folder + "/" + kFolder; }

void remove_file(const std::string& path) {
  std::error_code ignored;
  fs::remove(path, ignored);
}

std::uint64_t bytes_of(const std::vector<StepFile>& files) {
  std::uint64_t bytes = 0;
  for (const StepFile& file : files) {
    std::error_code gone;
    const std::uintmax_t size = fs::file_size(file.path, gone);
    if (!gone) bytes += size;
  }
  return bytes;
}

/// The file between whose neighbours the ratio of steps is least.
std::size_t least_missed(const std::vector<StepFile>& files) {
  std::size_t found = 1;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i + 1 < files.size(); ++i) {
    const double ratio = static_cast<double>(files[i + 1].step) /
                         static_cast<double>(std::max<std::int64_t>(1, files[i - 1].step));
    if (ratio < least) {
      least = ratio;
      found = i;
    }
  }
  return found;
}

}  // namespace

bool is_kept_step(std::int64_t step) {
  std::int64_t kept = 1;
  while (kept < step) {
    const std::int64_t grown =
        (kept * kGrowthNumerator + kGrowthDenominator - 1) / kGrowthDenominator;
    kept = std::max(kept + kLeastDistance, grown);
  }
  return kept == step;
}

TrainerState past_state(const TrainerState& state) {
  TrainerState past{state.step, {}, state.settings};
  for (const auto& [name, tensor] : state.tensors) {
    if (name.starts_with(kAveragePrefix)) past.tensors[name] = tensor.to(at::kBFloat16);
    if (name.starts_with(kSamplerPrefix)) past.tensors[name] = tensor;
  }
  return past;
}

std::vector<PastStep> past_steps(const std::string& run_folder) {
  std::vector<PastStep> steps;
  for (StepFile& file : step_files(past_folder(run_folder))) {
    steps.push_back({file.step, std::move(file.path)});
  }
  return steps;
}

std::string past_step_path(const std::string& run_folder, std::int64_t step) {
  return step_file_path(past_folder(run_folder), step);
}

std::string run_of_past_step(const std::string& path) {
  std::error_code error;
  const fs::path folder = fs::absolute(path, error).parent_path();
  const std::string run = folder.parent_path().string();
  return !error && folder.filename() == kFolder && is_run_folder(run) ? run : std::string();
}

Status keep_past(const std::string& run_folder, const TrainerState& past,
                 std::uint64_t most_bytes) {
  const std::string folder = past_folder(run_folder);
  if (Status made = make_folder(folder); !made) return made;
  if (Status written = write_checkpoint(step_file_path(folder, past.step), past); !written) {
    return written;
  }
  std::vector<StepFile> files = step_files(folder);
  while (files.size() > 2 && bytes_of(files) > most_bytes) {
    const std::size_t missed = least_missed(files);
    remove_file(files[missed].path);
    files.erase(files.begin() + static_cast<std::ptrdiff_t>(missed));
  }
  return {};
}

void forget_past_after(const std::string& run_folder, std::int64_t step) {
  for (const StepFile& file : step_files(past_folder(run_folder))) {
    if (file.step > step) remove_file(file.path);
  }
}

}  // namespace facet
