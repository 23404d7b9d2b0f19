#include "core/engine/number_record.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/engine/run_folder.h"

namespace facet {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFormat = "facet-numbers";
constexpr int kVersion = 1;
constexpr std::size_t kMostJournalBytes = std::size_t{1} << 28U;

}  // namespace

std::string number_record_text(const NumberPlan& plan) {
  const nlohmann::json json = {{"format", kFormat},
                               {"version", kVersion},
                               {"program", std::string("facet ") + FACET_VERSION},
                               {"created", utc_now()},
                               {"numbers", number_plan_to_json(plan)}};
  return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

Result<NumberPlan> read_number_record(const std::string& run_folder) {
  const Result<nlohmann::json> parsed = read_run_json(run_folder);
  if (!parsed) return parsed.error();
  const std::string file = run_folder + "/run.json";
  JsonReader reader(*parsed, file);
  std::string format;
  reader.read("format", format);
  if (format == "facet-run") {
    return Error{ErrorCode::kBadInput,
                 "this run trains on faces, not on numbers; use facet train with it", run_folder};
  }
  reader.expect_format(kFormat, "a number run");
  const nlohmann::json* plan = reader.find("numbers");
  if (plan == nullptr) reader.fail("numbers", "is missing");
  if (const Status status = reader.status(); !status) return status.error();
  return number_plan_from_json(*plan, file);
}

bool is_number_run(const std::string& run_folder) {
  return read_number_record(run_folder).has_value();
}

std::vector<std::string> number_runs_in(const std::string& folder, std::size_t most) {
  std::vector<std::string> runs;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    runs.push_back(entry->path().string());
  }
  std::sort(runs.rbegin(), runs.rend());
  std::vector<std::string> newest;
  for (const std::string& run : runs) {
    if (newest.size() < most && is_number_run(run)) newest.push_back(run);
  }
  return newest;
}

std::string number_journal_line(const NumberPoint& point) {
  const nlohmann::json json = {{"step", point.step},
                               {"seconds", point.seconds},
                               {"train_loss", point.train.loss},
                               {"train_exact", point.train.exact},
                               {"test_loss", point.test.loss},
                               {"test_exact", point.test.exact}};
  return json.dump() + "\n";
}

std::vector<NumberPoint> read_number_journal(const std::string& path, std::int64_t step) {
  std::vector<NumberPoint> points;
  const Result<std::string> text = read_file(path, kMostJournalBytes);
  if (!text) return points;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    const nlohmann::json json = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) continue;
    JsonReader reader(json, path);
    constexpr double kMost = std::numeric_limits<double>::max();
    NumberPoint point;
    reader.read("step", point.step, 0, std::numeric_limits<std::int64_t>::max());
    reader.read("seconds", point.seconds, 0, kMost);
    reader.read("train_loss", point.train.loss, 0, kMost);
    reader.read("train_exact", point.train.exact, 0, 1);
    reader.read("test_loss", point.test.loss, 0, kMost);
    reader.read("test_exact", point.test.exact, 0, 1);
    if (!reader.status() || point.step > step) continue;
    while (!points.empty() && points.back().step >= point.step) points.pop_back();
    points.push_back(point);
  }
  return points;
}

}  // namespace facet
