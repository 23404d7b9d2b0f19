#include "core/report/report_work.h"

#include <algorithm>

namespace facet {

void ReportWork::tell(const std::string& part, double done_s) const {
  if (!progress) return;
  const double share = std::clamp(done_s / std::max(1.0, plan.budget_s), 0.0, 1.0);
  progress({part, share, std::max(0.0, plan.budget_s - done_s)});
}

Error report_stopped(const std::string& folder) {
  return {ErrorCode::kCanceled,
          "the report was stopped; what is done is kept, and the same command goes on from here",
          folder};
}

}  // namespace facet
