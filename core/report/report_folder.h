#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "core/base/result.h"
#include "core/engine/folder_lock.h"

namespace facet {

/// What a report is about: with another of these a folder's report cannot go on.
struct ReportIdentity {
  std::string data;  ///< as it was named
  std::string data_hash;
  std::uint64_t seed = 1024;
  double budget_s = 0;  ///< 0: as the folder has it, or 20 minutes
};

/// The folder of a report, held by one program at a time:
///   report.html, report.json (what is done, with its results), figures/, models/, runs/, lock
/// Each finished part is kept under a key, so that an interrupted report goes on where it stopped.
/// One thread at a time.
class ReportFolder {
 public:
  /// Makes the folder or opens it again. Errors: it holds other files, or a report of other data,
  /// seed or budget; another program holds it (kBusy); it cannot be written.
  static Result<std::unique_ptr<ReportFolder>> open(const std::string& path,
                                                    ReportIdentity identity);
  ReportFolder(const ReportFolder&) = delete;
  ReportFolder& operator=(const ReportFolder&) = delete;

  const std::string& path() const { return path_; }
  /// With the budget that holds here.
  const ReportIdentity& identity() const { return identity_; }
  /// PATH/NAME.
  std::string file(const std::string& name) const { return path_ + "/" + name; }

  /// What was kept under `key`, or null.
  const nlohmann::json* part(const std::string& key) const;
  /// Keeps a part and writes report.json.
  Status keep(const std::string& key, nlohmann::json value);

 private:
  ReportFolder(std::string path, FolderLock lock)
      : path_(std::move(path)), lock_(std::move(lock)) {}
  Status read(const ReportIdentity& wanted);
  Status write() const;

  std::string path_;
  FolderLock lock_;
  ReportIdentity identity_;
  nlohmann::json parts_ = nlohmann::json::object();
};

}  // namespace facet
