#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>

#include "core/data/dataset.h"
#include "core/report/report_folder.h"
#include "core/report/report_plan.h"

namespace facet {

/// How far a report is, for people.
struct ReportProgress {
  std::string part;        ///< what is being done
  double share = 0;        ///< of the whole, 0 to 1
  double remaining_s = 0;  ///< as the budget has it
};

/// What every part of a report works with.
struct ReportWork {
  ReportFolder& folder;
  DatasetPtr dataset;
  const ReportPlan& plan;
  std::string cache_folder;  ///< timed choices
  std::stop_token stop;
  std::function<void(const ReportProgress&)> progress;  ///< may be empty

  /// The data set as it was named on the command line.
  const std::string& data() const { return folder.identity().data; }
  /// Reports that `part` is under way, `part_s` of `whole_s` seconds of the plan before it done.
  void tell(const std::string& part, double done_s) const;
};

/// What an interrupted part answers.
Error report_stopped(const std::string& folder);

}  // namespace facet
