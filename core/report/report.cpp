#include "core/report/report.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "core/base/elapsed.h"
#include "core/base/files.h"
#include "core/engine/arithmetic_jobs.h"
#include "core/model/runtime.h"
#include "core/report/figure_book.h"
#include "core/report/measure_part.h"
#include "core/report/number_part.h"
#include "core/report/sections.h"
#include "core/report/training_part.h"

namespace facet {
namespace {

using Clock = std::chrono::steady_clock;

// Past so much of its time a report leaves out what it can.
constexpr double kLateShare = 1.05;
constexpr double kLateS = 20;

Status check_data(const Dataset& dataset) {
  if (dataset.size() >= kLeastReportPictures) return {};
  return Error{ErrorCode::kBadInput,
               "a report needs at least " + std::to_string(kLeastReportPictures) +
                   " pictures, so that the tenth that is held out can be measured with, but this "
                   "data set holds " +
                   std::to_string(dataset.size()),
               dataset.name()};
}

/// Reads the picks and makes sure that they can be drawn, before anything is trained.
Result<std::vector<ArithmeticRequest>> read_picks(const ReportRequest& request,
                                                  const DatasetPtr& dataset) {
  if (request.picks.empty()) return std::vector<ArithmeticRequest>();
  Result<std::vector<ArithmeticRequest>> picks = read_arithmetic_requests(request.picks);
  if (!picks) return picks;
  SelectionContext context;
  context.open = [&](const std::string& name) -> Result<DatasetPtr> {
    if (name == request.data) return dataset;
    return open_dataset(name, {request.cache_folder, {}});
  };
  const Result<std::vector<ArithmeticJob>> jobs = resolve_requests(*picks, context);
  if (!jobs) return jobs.error();
  for (const ArithmeticJob& job : *jobs) {
    const auto zero = [](const FaceList&) -> Result<Latent> { return Latent(1, 0.0F); };
    const auto codes = evaluate_expression(job.expression, job.lists, zero);
    if (!codes) return Error{ErrorCode::kBadInput, to_string(codes.error()), job.where};
  }
  return picks;
}

/// Keeps count of the time of a report's parts over all calls.
class Stopwatch {
 public:
  explicit Stopwatch(ReportFolder& folder) : folder_(folder) {
    if (const nlohmann::json* spent = folder.part("spent")) spent_ = *spent;
    before_s_ = spent_.value("seconds", 0.0);
  }

  double total_s() const { return before_s_ + seconds_since(begin_); }

  /// `work` belongs to the part `name`.
  Status measure(const std::string& name, const std::function<Status()>& work) {
    const Clock::time_point begin = Clock::now();
    Status status = work();
    const double seconds = seconds_since(begin);
    nlohmann::json& parts = spent_["parts"];
    // What a finished part takes to be looked at again does not count.
    if (seconds > 0.05 || !parts.contains(name)) {
      parts[name] = parts.value(name, 0.0) + seconds;
      spent_["seconds"] = total_s();
      Status kept = folder_.keep("spent", spent_);
      if (status && !kept) return kept;
    }
    return status;
  }

 private:
  ReportFolder& folder_;
  Clock::time_point begin_ = Clock::now();
  nlohmann::json spent_ = nlohmann::json::object({{"parts", nlohmann::json::object()}});
  double before_s_ = 0;
};

/// One report in the making.
class Maker {
 public:
  Maker(const ReportRequest& request, const ReportWork& work, std::vector<ArithmeticRequest> picks)
      : request_(request),
        work_(work),
        picks_(std::move(picks)),
        attributes_(find_attributes(work.dataset->labels())),
        watch_(work.folder) {}

  Result<ReportResult> make() {
    if (Status trained = train(); !trained) return trained.error();
    if (Status drawn = draw(); !drawn) return drawn.error();
    work_.tell("writing the page", work_.plan.budget_s);
    return write();
  }

 private:
  Status train() {
    for (const TrainingPart& part : work_.plan.trainings) {
      const Status trained = watch_.measure("train " + part.preset,
                                            [&] { return train_for_report(part, done_s_, work_); });
      if (!trained) return trained;
      done_s_ += part.seconds;
    }
    for (const NumberPart& part : work_.plan.numbers) {
      use_all_cores();
      const Status trained = watch_.measure("numbers " + part.name, [&] {
        return train_numbers_for_report(part, done_s_, work_, book_);
      });
      if (!trained) return trained;
      done_s_ += part.plan.seconds;
    }
    return {};
  }

  Status draw() {
    use_all_cores();
    SectionWork section_work{work_, book_, meter_, picks_, attributes_, false};
    const auto sections = report_sections();
    const double each_s = work_.plan.drawing_s / static_cast<double>(sections.size());
    for (const Section& section : sections) {
      work_.tell(std::string("drawing ") + section.name, done_s_);
      section_work.late = watch_.total_s() >
                          std::max(kLateShare * work_.plan.budget_s, work_.plan.budget_s + kLateS);
      if (section.draw != nullptr) {
        const Status drawn = watch_.measure(std::string("draw ") + section.name,
                                            [&] { return section.draw(section_work); });
        if (!drawn) return drawn;
      }
      done_s_ += each_s;
    }
    return {};
  }

  Result<ReportResult> write() {
    const SectionFacts facts{work_.folder, *work_.dataset, work_.plan,
                             picks_,       request_.picks, attributes_};
    HtmlPage page("Generating faces and learning to add");
    for (const Section& section : report_sections()) section.write(facts, page);
    ReportResult result;
    result.page = work_.folder.file("report.html");
    const Status written = write_file_atomically(result.page, page.html(report_lead(facts)));
    if (!written) return written.error();
    result.budget_s = work_.plan.budget_s;
    result.figures = page.figures();
    result.pictures = page.pictures();
    const nlohmann::json* spent = work_.folder.part("spent");
    if (spent != nullptr) {
      result.seconds = spent->value("seconds", 0.0);
      const nlohmann::json parts = spent->value("parts", nlohmann::json::object());
      for (const auto& [name, seconds] : parts.items()) {
        result.parts.push_back({name, seconds.get<double>()});
      }
    }
    return result;
  }

  static void use_all_cores() {
    use_threads(std::max(1, static_cast<int>(std::thread::hardware_concurrency())));
  }

  const ReportRequest& request_;
  const ReportWork& work_;
  std::vector<ArithmeticRequest> picks_;
  AttributeTable attributes_;
  Stopwatch watch_;
  FigureBook book_{work_};
  ReportMeter meter_{work_};
  double done_s_ = 0;  ///< of the plan
};

}  // namespace

Result<ReportResult> make_report(const ReportRequest& request, const DatasetPtr& dataset,
                                 const std::function<void(const ReportProgress&)>& progress,
                                 std::stop_token stop) {
  if (Status enough = check_data(*dataset); !enough) return enough.error();
  Result<std::vector<ArithmeticRequest>> picks = read_picks(request, dataset);
  if (!picks) return picks.error();
  const Result<std::unique_ptr<ReportFolder>> folder = ReportFolder::open(
      request.out, {request.data, dataset->hash(), request.training_seed, request.budget_s});
  if (!folder) return folder.error();
  const ReportPlan plan = make_report_plan((*folder)->identity().budget_s, request.training_seed);
  const ReportWork work{**folder, dataset, plan, request.cache_folder, std::move(stop), progress};
  return Maker(request, work, *std::move(picks)).make();
}

}  // namespace facet
