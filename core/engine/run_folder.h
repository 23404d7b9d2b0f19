#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/base/preset.h"
#include "core/base/result.h"
#include "core/engine/folder_lock.h"

namespace facet {

/// What `run.json` holds: what was asked.
struct RunRecord {
  TrainingPlan plan;  ///< as resolved: no `auto` left
  std::string data_hash;
  std::int64_t data_count = 0;
  std::string program;  ///< version of Facet
  std::string created;  ///< ISO 8601, UTC
};

/// The folder of one run, held by one program at a time:
///   run.json, journal.jsonl, checkpoint/STEP.safetensors (the newest two), pictures/, lock
/// The lock is an flock: when the program dies, however it dies, the folder is free again.
class RunFolder {
 public:
  /// Makes a new run. An existing run (a folder with run.json) is an Error that names --resume; a
  /// folder that another program holds is kBusy.
  static Result<std::unique_ptr<RunFolder>> create(const std::string& path,
                                                   const RunRecord& record);
  /// The same for a run of another kind, whose run.json holds `text`; its record() is empty.
  static Result<std::unique_ptr<RunFolder>> create_with_text(const std::string& path,
                                                             const std::string& text);
  /// Opens an existing run for writing, and clears away what killed writes have left.
  static Result<std::unique_ptr<RunFolder>> open(const std::string& path);
  /// The same for a run of another kind; its record() is empty.
  static Result<std::unique_ptr<RunFolder>> open_of_another_kind(const std::string& path);
  RunFolder(const RunFolder&) = delete;
  RunFolder& operator=(const RunFolder&) = delete;

  const std::string& path() const { return path_; }
  const RunRecord& record() const { return record_; }
  /// Rewrites run.json: limits, threads or precision were changed on resume.
  Status update(const RunRecord& record);

  std::string journal_path() const { return path_ + "/journal.jsonl"; }
  /// Removes all but the newest two checkpoints (core/model/checkpoint.h names them).
  void remove_old_checkpoints() const;
  /// Puts checkpoints newer than `step` out of the way: they are damaged, and what is trained from
  /// `step` on must count as the newest.
  void set_aside_checkpoints_after(std::int64_t step) const;

 private:
  RunFolder(std::string path, FolderLock lock) : path_(std::move(path)), lock_(std::move(lock)) {}

  std::string path_;
  FolderLock lock_;
  RunRecord record_;
};

/// Refuses a folder in which no new run can be made: it holds a run or other files.
Status check_new_run(const std::string& path);

/// Whether the folder is a run.
bool is_run_folder(const std::string& path);

/// The picture of a run's grid at the end of an epoch.
std::string grid_path(const std::string& run_folder, std::int64_t epoch);
/// Whether that epoch's grid is kept: all of the first 31, then sixteen between each epoch and the
/// one of twice its number, so that a run of short epochs fills no disk.
bool is_kept_epoch(std::int64_t epoch);
/// Epochs whose grid is kept, ascending.
std::vector<std::int64_t> grid_epochs(const std::string& run_folder);

/// Reads the JSON of run.json, of a run of any kind. Errors: no run there (kNotFound), unreadable.
Result<nlohmann::json> read_run_json(const std::string& path);
/// The time now as run.json tells it: ISO 8601, UTC.
std::string utc_now();
/// Reads run.json without taking the lock.
Result<RunRecord> read_run_record(const std::string& path);

/// A free name for a run under `runs_folder`: YYYYMMDD-HHMMSS-PRESET (local time), with a number
/// behind it where that is taken.
std::string new_run_path(const std::string& runs_folder, const std::string& preset);

}  // namespace facet
