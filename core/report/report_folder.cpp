#include "core/report/report_folder.h"

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>

#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/report/budget.h"

namespace facet {
namespace {

namespace fs = std::filesystem;

constexpr double kDefaultBudgetS = 20 * 60;
constexpr const char* kFormat = "facet-report";

Error another_report(const std::string& path, const std::string& what) {
  return {ErrorCode::kBadInput,
          "the folder holds a report " + what + "; choose another folder for this one", path};
}

/// The name of something in the folder that is no part of a report, or nothing.
std::optional<std::string> foreign_file(const std::string& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name != "lock" && !name.ends_with(".tmp")) return name;
  }
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<ReportFolder>> ReportFolder::open(const std::string& path,
                                                         ReportIdentity identity) {
  std::error_code error;
  const bool known = fs::is_regular_file(path + "/report.json", error);
  if (const std::optional<std::string> name = known ? std::nullopt : foreign_file(path)) {
    return Error{ErrorCode::kBadInput,
                 "the folder holds other files ('" + *name + "'); choose a new one for the report",
                 path};
  }
  for (const char* part : {"", "/figures", "/models", "/runs"}) {
    if (const Status made = make_folder(path + part); !made) return made.error();
  }
  Result<FolderLock> lock = FolderLock::take(
      path,
      "another program is making this report; wait for it, stop it, or choose another folder");
  if (!lock) return lock.error();
  std::unique_ptr<ReportFolder> folder(new ReportFolder(path, *std::move(lock)));
  if (known) {
    if (Status read = folder->read(identity); !read) return read.error();
  } else {
    if (identity.budget_s == 0) identity.budget_s = kDefaultBudgetS;
    folder->identity_ = std::move(identity);
    if (Status written = folder->write(); !written) return written.error();
  }
  return folder;
}

Status ReportFolder::read(const ReportIdentity& wanted) {
  const std::string path = file("report.json");
  const Result<std::string> text = read_file(path, std::size_t{1} << 28U);
  if (!text) return text.error();
  Result<nlohmann::json> json = parse_json(*text, path);
  if (!json) return json.error();
  JsonReader reader(*json, path);
  reader.expect_format(kFormat, "a report");
  reader.read("data", identity_.data);
  reader.read("data_hash", identity_.data_hash);
  reader.read("seed", identity_.seed, 0, std::numeric_limits<std::int64_t>::max());
  reader.read("budget_s", identity_.budget_s, 1, 1e9);
  const nlohmann::json* parts = reader.find("parts");
  if (parts == nullptr || !parts->is_object()) reader.fail("parts", "is not an object");
  if (Status status = reader.status(); !status) return status;
  if (identity_.data_hash != wanted.data_hash) {
    return another_report(
        path_, "of other data than '" + wanted.data + "': it is about '" + identity_.data + "'");
  }
  if (identity_.seed != wanted.seed) {
    return another_report(path_, "with training seed " + std::to_string(identity_.seed) + ", not " +
                                     std::to_string(wanted.seed));
  }
  if (wanted.budget_s > 0 && std::abs(wanted.budget_s - identity_.budget_s) > 0.5) {
    return another_report(path_, "with a budget of " + budget_text(identity_.budget_s) + ", not " +
                                     budget_text(wanted.budget_s));
  }
  identity_.data = wanted.data;
  parts_ = *parts;
  return {};
}

Status ReportFolder::write() const {
  const nlohmann::json json = {{"format", kFormat},      {"version", 1},
                               {"data", identity_.data}, {"data_hash", identity_.data_hash},
                               {"seed", identity_.seed}, {"budget_s", identity_.budget_s},
                               {"parts", parts_}};
  return write_file_atomically(file("report.json"),
                               json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace));
}

const nlohmann::json* ReportFolder::part(const std::string& key) const {
  const auto found = parts_.find(key);
  return found == parts_.end() ? nullptr : &*found;
}

Status ReportFolder::keep(const std::string& key, nlohmann::json value) {
  parts_[key] = std::move(value);
  return write();
}

}  // namespace facet
