#include "app/bench/bench.h"

namespace facet {

Result<nlohmann::json> bench_window(const BenchOptions&, VerbContext&) {
  return Error{ErrorCode::kUnsupported,
               "this build has no window to measure; build with FACET_WINDOW=ON", "bench window"};
}

}  // namespace facet
