#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/report/report_work.h"

namespace facet {

struct ReportRequest {
  std::string data;     ///< as it was named
  std::string out;      ///< the report's folder
  double budget_s = 0;  ///< 0: that of a report already begun there, or 20 minutes
  std::uint64_t training_seed = 1024;
  std::string picks;         ///< a file of expressions; empty: the program finds its picks
  std::string cache_folder;  ///< timed choices and decoded folders
};

/// A part of a report and how long it took, over all calls.
struct ReportPart {
  std::string name;
  double seconds = 0;
};

struct ReportResult {
  std::string page;    ///< OUT/report.html
  double seconds = 0;  ///< over all calls
  double budget_s = 0;
  int figures = 0;
  int pictures = 0;
  std::vector<ReportPart> parts;
};

/// Pictures that a data set must hold at least: a tenth is held out, and 16 of those are needed to
/// measure anything.
inline constexpr std::int64_t kLeastReportPictures = 160;

/// Redoes the whole report on `dataset` in the folder `request.out`: trains every model, draws and
/// measures, writes the page. Goes on where an interrupted call has stopped; a finished report only
/// has its page written again. On one thread, with its OpenMP threads. Errors: too few pictures, a
/// file of picks that cannot be used, stopped, those of ReportFolder and of every part.
Result<ReportResult> make_report(const ReportRequest& request, const DatasetPtr& dataset,
                                 const std::function<void(const ReportProgress&)>& progress,
                                 std::stop_token stop);

}  // namespace facet
