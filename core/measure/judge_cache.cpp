#include "core/measure/judge_cache.h"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/model/tensor_file.h"

namespace facet {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kVersion = 1;  ///< of the network and of how it learns
constexpr std::size_t kKept = 16;

/// Everything that decides what a judge learns.
std::string key_of(const Dataset& dataset, const JudgeOptions& options) {
  const AttributeTable table = find_attributes(dataset.labels());
  Hasher hasher;
  hasher.add(kVersion).add(options.images).add(static_cast<std::int64_t>(options.seed));
  hasher.add(dataset.hash()).add(dataset.training_size());
  for (std::size_t i = 0; i < table.attributes.size(); ++i) {
    hasher.add(table.attributes[i].name);
    for (const std::string& value : table.attributes[i].values) hasher.add(value);
    hasher.add(table.classes[i].data(), table.classes[i].size() * sizeof(int));
  }
  return hasher.hex();
}

Result<std::unique_ptr<Judge>> read_judge(const Dataset& dataset, const std::string& path) {
  const Result<SafetensorsFile> file = SafetensorsFile::open(path);
  if (!file) return file.error();
  const Result<TensorMap> values = read_tensors(*file, path);
  if (!values) return values.error();
  return Judge::restore(dataset, *values, path);
}

/// Removes all but the newest files.
void remove_old(const std::string& folder) {
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    std::error_code gone;
    const auto written = entry->last_write_time(gone);
    if (!gone) files.emplace_back(written, entry->path());
  }
  if (files.size() <= kKept) return;
  std::ranges::sort(files, std::greater());
  for (std::size_t i = kKept; i < files.size(); ++i) fs::remove(files[i].second, failed);
}

}  // namespace

Result<std::unique_ptr<Judge>> judge_of(const Dataset& dataset, const JudgeOptions& options,
                                        const JudgeFolders& folders,
                                        const std::function<bool(double)>& progress) {
  if (folders.kept.empty() && folders.shipped.empty()) {
    return Judge::train(dataset, options, progress);
  }
  const std::string name = "/judges/" + key_of(dataset, options) + ".safetensors";
  for (const std::string& folder : {folders.kept, folders.shipped}) {
    if (folder.empty()) continue;
    if (Result<std::unique_ptr<Judge>> known = read_judge(dataset, folder + name)) return known;
  }
  Result<std::unique_ptr<Judge>> trained = Judge::train(dataset, options, progress);
  const std::string& kept = folders.kept;
  if (trained && !kept.empty() && make_folder(kept + "/judges") &&
      write_tensors(kept + name, (*trained)->values(), {})) {
    remove_old(kept + "/judges");
  }
  return trained;
}

}  // namespace facet
