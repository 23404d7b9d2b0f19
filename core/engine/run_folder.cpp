#include "core/engine/run_folder.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <ctime>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/base/plan_json.h"
#include "core/model/checkpoint.h"

namespace facet {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeptCheckpoints = 2;
constexpr std::string_view kGridPrefix = "epoch-";
constexpr std::string_view kGridSuffix = ".png";

std::string record_path(const std::string& folder) { return folder + "/run.json"; }

std::string record_text(const RunRecord& record) {
  const nlohmann::json out = {{"format", "facet-run"},
                              {"version", 1},
                              {"program", record.program},
                              {"created", record.created},
                              {"data_hash", record.data_hash},
                              {"data_count", record.data_count},
                              {"plan", plan_to_json(record.plan)}};
  return out.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

/// The number between `prefix` and `suffix`, or nothing.
std::optional<std::int64_t> number_in(std::string_view name, std::string_view prefix,
                                      std::string_view suffix) {
  if (!name.starts_with(prefix) || !name.ends_with(suffix)) return std::nullopt;
  name.remove_prefix(prefix.size());
  if (name.size() <= suffix.size()) return std::nullopt;
  name.remove_suffix(suffix.size());
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc{} || end != name.data() + name.size() || number < 0) return std::nullopt;
  return number;
}

std::vector<std::int64_t> numbers_in_folder(const std::string& folder, std::string_view prefix,
                                            std::string_view suffix) {
  std::vector<std::int64_t> numbers;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (const auto number = number_in(entry->path().filename().string(), prefix, suffix)) {
      numbers.push_back(*number);
    }
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::string padded(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return text.size() >= width ? text : std::string(width - text.size(), '0') + text;
}

/// The name of something in the folder that no run makes, or nothing.
std::optional<std::string> foreign_file(const std::string& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name != "lock" && name != "checkpoint" && name != "pictures" && name != "journal.jsonl" &&
        !name.ends_with(".tmp")) {
      return name;
    }
  }
  return std::nullopt;
}

/// Removes what writes left behind that were killed; only the lock's holder writes here.
void remove_leftovers(const std::string& folder) {
  std::error_code error;
  for (const char* part : {"/checkpoint", "/pictures", ""}) {
    for (fs::directory_iterator entry(folder + part, error), end; !error && entry != end;
         entry.increment(error)) {
      std::error_code ignored;
      if (entry->path().extension() == ".tmp") fs::remove(entry->path(), ignored);
    }
  }
}

Result<FolderLock> take_lock(const std::string& folder) {
  return FolderLock::take(
      folder,
      "another program is training in this run folder; wait for it, stop it, or choose another "
      "folder");
}

}  // namespace

Result<std::unique_ptr<RunFolder>> RunFolder::create(const std::string& path,
                                                     const RunRecord& record) {
  Result<std::unique_ptr<RunFolder>> folder = create_with_text(path, record_text(record));
  if (folder) (*folder)->record_ = record;
  return folder;
}

Result<std::unique_ptr<RunFolder>> RunFolder::create_with_text(const std::string& path,
                                                               const std::string& text) {
  if (const Status made = make_folder(path); !made) return made.error();
  Result<FolderLock> lock = take_lock(path);
  if (!lock) return lock.error();
  std::unique_ptr<RunFolder> folder(new RunFolder(path, *std::move(lock)));
  if (const Status free = check_new_run(path); !free) return free.error();
  for (const char* part : {"/checkpoint", "/pictures"}) {
    if (const Status made = make_folder(path + part); !made) return made.error();
  }
  const Status written = write_file_atomically(record_path(path), text);
  if (!written) return written.error();
  return folder;
}

Result<std::unique_ptr<RunFolder>> RunFolder::open(const std::string& path) {
  // The record first, so that a mistyped path gets no lock file.
  if (const Result<RunRecord> record = read_run_record(path); !record) return record.error();
  Result<std::unique_ptr<RunFolder>> folder = open_of_another_kind(path);
  if (!folder) return folder.error();
  Result<RunRecord> record = read_run_record(path);
  if (!record) return record.error();
  (*folder)->record_ = std::move(*record);
  return folder;
}

Result<std::unique_ptr<RunFolder>> RunFolder::open_of_another_kind(const std::string& path) {
  Result<FolderLock> lock = take_lock(path);
  if (!lock) return lock.error();
  std::unique_ptr<RunFolder> folder(new RunFolder(path, *std::move(lock)));
  for (const char* part : {"/checkpoint", "/pictures"}) {
    if (const Status made = make_folder(path + part); !made) return made.error();
  }
  remove_leftovers(path);
  return folder;
}

Status RunFolder::update(const RunRecord& record) {
  const Status written = write_file_atomically(record_path(path_), record_text(record));
  if (written) record_ = record;
  return written;
}

bool is_kept_epoch(std::int64_t epoch) {
  constexpr std::uint64_t kInEachDoubling = 16;
  const auto number = static_cast<std::uint64_t>(std::max<std::int64_t>(0, epoch));
  return number % std::bit_floor(std::max<std::uint64_t>(1, number / kInEachDoubling)) == 0;
}

std::string grid_path(const std::string& run_folder, std::int64_t epoch) {
  return run_folder + "/pictures/" + std::string(kGridPrefix) + padded(epoch, 4) +
         std::string(kGridSuffix);
}

void RunFolder::remove_old_checkpoints() const {
  const std::vector<std::string> files = checkpoint_files(path_);
  std::error_code error;
  for (std::size_t i = kKeptCheckpoints; i < files.size(); ++i) fs::remove(files[i], error);
}

void RunFolder::set_aside_checkpoints_after(std::int64_t step) const {
  const std::string good = checkpoint_path(path_, step);
  std::error_code error;
  for (const std::string& file : checkpoint_files(path_)) {
    if (fs::equivalent(file, good, error)) return;
    fs::rename(file, file + ".damaged", error);
  }
}

std::vector<std::int64_t> grid_epochs(const std::string& run_folder) {
  return numbers_in_folder(run_folder + "/pictures", kGridPrefix, kGridSuffix);
}

Status check_new_run(const std::string& path) {
  if (is_run_folder(path)) {
    return Error{
        ErrorCode::kBadInput,
        "a run stands in this folder already; go on with it by --resume, or choose another "
        "folder",
        path};
  }
  if (const std::optional<std::string> name = foreign_file(path)) {
    return Error{ErrorCode::kBadInput,
                 "the folder holds other files ('" + *name + "'); choose a new one for the run",
                 path};
  }
  return {};
}

bool is_run_folder(const std::string& path) {
  std::error_code error;
  return fs::is_regular_file(record_path(path), error);
}

Result<nlohmann::json> read_run_json(const std::string& path) {
  const std::string file = record_path(path);
  const Result<std::string> text = read_file(file, std::size_t{1} << 20U);
  if (text) return parse_json(*text, file);
  if (text.error().code != ErrorCode::kNotFound) return text.error();
  return Error{ErrorCode::kNotFound, "there is no run in this folder; check the path", path};
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm calendar{};
  ::gmtime_r(&now, &calendar);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &calendar);
  return text;
}

Result<RunRecord> read_run_record(const std::string& path) {
  const std::string file = record_path(path);
  const Result<nlohmann::json> parsed = read_run_json(path);
  if (!parsed) return parsed.error();
  RunRecord record;
  JsonReader reader(*parsed, file);
  std::string format;
  reader.read("format", format);
  if (format == "facet-numbers") {
    return Error{ErrorCode::kBadInput,
                 "this run belongs to the number lab; use facet numbers with it", path};
  }
  reader.expect_format("facet-run", "a run");
  reader.read("program", record.program);
  reader.read("created", record.created);
  reader.read("data_hash", record.data_hash);
  reader.read("data_count", record.data_count, 0, std::numeric_limits<std::int64_t>::max());
  const nlohmann::json* plan = reader.find("plan");
  if (plan == nullptr) reader.fail("plan", "is missing");
  if (const Status status = reader.status(); !status) return status.error();
  Result<TrainingPlan> read = plan_from_json(*plan, file);
  if (!read) return read.error();
  record.plan = std::move(*read);
  return record;
}

std::string new_run_path(const std::string& runs_folder, const std::string& preset) {
  const std::time_t now = std::time(nullptr);
  std::tm calendar{};
  ::localtime_r(&now, &calendar);
  char stamp[32];
  std::strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &calendar);
  const std::string base = runs_folder + "/" + stamp + "-" + preset;
  std::string path = base;
  std::error_code error;
  for (int number = 2; fs::exists(path, error); ++number)
    path = base + "-" + std::to_string(number);
  return path;
}

}  // namespace facet
