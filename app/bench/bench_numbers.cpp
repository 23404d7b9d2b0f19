#include <algorithm>

#include "app/bench/bench.h"
#include "app/bench/statistics.h"
#include "app/verbs/number_words.h"
#include "core/base/words.h"

namespace facet {
namespace {

constexpr double kShares[] = {0.05, 0.1, 0.5, 0.8};
constexpr std::uint64_t kSeeds[] = {1, 2, 3};
constexpr std::int64_t kEveryTestRow = 20'000;

/// Median, lowest and highest.
nlohmann::json spread(const std::vector<double>& values) {
  if (values.empty()) return nullptr;
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return {{"median", quantile(values, 0.5)}, {"low", *low}, {"high", *high}};
}

/// A preset of text2text, or its best where the benchmark's own default stands.
std::string text_preset(const std::string& name) {
  return name == BenchOptions{}.preset ? "" : name;
}

}  // namespace

Result<nlohmann::json> bench_numbers(const BenchOptions& options, VerbContext& context) {
  nlohmann::json exact = nlohmann::json::object();
  std::vector<double> seconds_to_99;
  NumberPlan plan;
  plan.preset = text_preset(options.preset);
  plan.threads = options.threads;
  plan.seconds = options.seconds / static_cast<double>(std::size(kShares) * std::size(kSeeds));
  for (const double share : kShares) {
    std::vector<double> matches;
    for (const std::uint64_t seed : kSeeds) {
      plan.train_share = share;
      plan.training_seed = seed;
      Result<std::unique_ptr<NumberRun>> run = NumberRun::create(plan, "");
      if (!run) return run.error();
      const std::string name = fixed(100 * share, 0) + " %, seed " + std::to_string(seed) + ": ";
      if (Status s = train_numbers(**run, name, context); !s) return s.error();
      if (context.stop.stop_requested()) {
        return Error{ErrorCode::kCanceled, "the benchmark was stopped", "bench numbers"};
      }
      matches.push_back((*run)->trainer().test(kEveryTestRow).exact.value());
      const double reached = (*run)->seconds_to_99();
      if (share == kShares[3] && reached >= 0) seconds_to_99.push_back(reached);
    }
    exact[fixed(100 * share, 0)] = spread(matches);
  }
  return nlohmann::json{{"exact_match", exact},
                        {"seconds_to_99", spread(seconds_to_99)},
                        {"seconds_each", plan.seconds},
                        {"preset", options.preset}};
}

}  // namespace facet
