#include "core/model/checkpoint.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/base/json_reader.h"
#include "core/base/plan_json.h"
#include "core/model/tensor_file.h"

namespace facet {
namespace {

constexpr std::int64_t kFormatVersion = 1;
constexpr const char* kSettingsKey = "facet";
constexpr std::string_view kExtension = ".safetensors";
constexpr std::size_t kStepDigits = 8;

std::optional<std::int64_t> step_of(const std::filesystem::path& file) {
  if (file.extension() != kExtension) return std::nullopt;
  const std::string digits = file.stem().string();
  const bool is_number = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  if (!is_number || digits.size() < kStepDigits || digits.size() > 18) return std::nullopt;
  return std::stoll(digits);
}

}  // namespace

bool is_drawn_with(const std::string& name) {
  return !name.starts_with("optimizer.") && !name.starts_with("discriminator.");
}

std::string settings_to_json(const CheckpointSettings& settings) {
  const nlohmann::json json = {{"format", kFormatVersion},
                               {"program", std::string("facet ") + FACET_VERSION},
                               {"step", settings.step},
                               {"data_hash", settings.data_hash},
                               {"plan", plan_to_json(settings.plan)}};
  return json.dump();
}

Result<std::int64_t> settings_step(std::string_view json, const std::string& where) {
  const Result<nlohmann::json> parsed = parse_json(json, where);
  if (!parsed) return parsed.error();
  JsonReader reader(*parsed, where);
  std::int64_t version = 0;
  std::int64_t step = 0;
  reader.read("format", version, 0, std::int64_t{1} << 30);
  reader.read("step", step, 0, std::int64_t{1} << 60);
  if (!reader.status()) return reader.status().error();
  if (version != kFormatVersion) {
    return not_a_checkpoint(where, "the checkpoint has format " + std::to_string(version) +
                                       ", but this version of Facet reads format " +
                                       std::to_string(kFormatVersion));
  }
  if (!reader.has("plan") && !reader.has("numbers")) {
    return not_a_checkpoint(where, "the checkpoint's settings hold no plan");
  }
  return step;
}

Result<CheckpointSettings> settings_from_json(std::string_view json, const std::string& where) {
  const Result<std::int64_t> step = settings_step(json, where);
  if (!step) return step.error();
  const Result<nlohmann::json> parsed = parse_json(json, where);
  if (!parsed) return parsed.error();
  JsonReader reader(*parsed, where);
  CheckpointSettings settings;
  settings.step = *step;
  reader.read("data_hash", settings.data_hash);
  if (!reader.status()) return reader.status().error();
  const nlohmann::json* plan = reader.find("plan");
  if (plan == nullptr) {
    return not_a_checkpoint(where, "this is a model of the number lab, not of pictures");
  }
  Result<TrainingPlan> read = plan_from_json(*plan, where);
  if (!read) return read.error();
  settings.plan = *std::move(read);
  return settings;
}

Status write_checkpoint(const std::string& path, const TrainerState& state) {
  return write_tensors(path, state.tensors, {{kSettingsKey, state.settings}});
}

Result<TrainerState> read_checkpoint(const std::string& path,
                                     const std::function<bool(const std::string&)>& wanted) {
  const Result<SafetensorsFile> file = SafetensorsFile::open(path);
  if (!file) return file.error();
  const auto settings = file->metadata().find(kSettingsKey);
  if (settings == file->metadata().end()) {
    return not_a_checkpoint(path, "this safetensors file was not written by Facet");
  }
  const Result<std::int64_t> step = settings_step(settings->second, path);
  if (!step) return step.error();
  Result<TensorMap> tensors = read_tensors(*file, path, wanted);
  if (!tensors) return tensors.error();
  return TrainerState{*step, *std::move(tensors), settings->second};
}

std::vector<StepFile> step_files(const std::string& folder) {
  std::vector<StepFile> files;
  std::error_code failed;
  for (std::filesystem::directory_iterator it(folder, failed), end; !failed && it != end;
       it.increment(failed)) {
    if (const std::optional<std::int64_t> step = step_of(it->path())) {
      files.push_back({*step, it->path().string()});
    }
  }
  std::ranges::sort(files, {}, &StepFile::step);
  return files;
}

std::string step_file_path(const std::string& folder, std::int64_t step) {
  std::string digits = std::to_string(step);
  if (digits.size() < kStepDigits) digits.insert(0, kStepDigits - digits.size(), '0');
  return (std::filesystem::path(folder) / digits).string() + std::string(kExtension);
}

std::vector<std::string> checkpoint_files(const std::string& run_folder) {
  std::vector<std::string> files;
  for (StepFile& file : step_files(run_folder + "/checkpoint")) {
    files.push_back(std::move(file.path));
  }
  std::ranges::reverse(files);
  return files;
}

std::string checkpoint_path(const std::string& run_folder, std::int64_t step) {
  return step_file_path((std::filesystem::path(run_folder) / "checkpoint").string(), step);
}

Result<FoundCheckpoint> newest_checkpoint(const std::string& run_folder,
                                          const std::function<bool(const std::string&)>& wanted) {
  FoundCheckpoint found;
  std::optional<Error> newest_error;
  for (const std::string& path : checkpoint_files(run_folder)) {
    Result<TrainerState> state = read_checkpoint(path, wanted);
    if (state) {
      found.state = *std::move(state);
      found.path = path;
      return found;
    }
    if (!newest_error) newest_error = state.error();
    found.warnings.push_back("A checkpoint could not be read and an earlier one is used (" +
                             to_string(state.error()) + ")");
  }
  if (newest_error) return *newest_error;
  return Error{ErrorCode::kNotFound,
               "there is no checkpoint in this run folder yet; train it for a while first, or name "
               "another model",
               run_folder};
}

}  // namespace facet
