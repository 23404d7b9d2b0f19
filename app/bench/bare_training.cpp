#include "app/bench/bare_training.h"

#include <chrono>

#include "core/base/elapsed.h"
#include "core/base/files.h"
#include "core/base/words.h"
#include "core/data/dataset.h"

namespace facet {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::int64_t kLeastPictures = 4096;

}  // namespace

Result<BareTraining> BareTraining::create(const TrainingPlan& plan) {
  const Result<DatasetPtr> dataset = open_dataset(plan.data, {user_cache_folder(), {}});
  if (!dataset) return dataset.error();
  if ((*dataset)->size() < kLeastPictures) {
    return Error{ErrorCode::kUsage,
                 "a benchmark gathers from at least 4,096 pictures, and these are " +
                     with_thousands((*dataset)->size()) + "; choose another data set",
                 plan.data};
  }
  Result<std::unique_ptr<Trainer>> trainer = Trainer::create(plan, *dataset);
  if (!trainer) return trainer.error();
  return BareTraining(std::move(*trainer));
}

Result<double> BareTraining::run(double seconds, const std::stop_token& stop) {
  const std::int64_t before = trainer_->images_done();
  const Clock::time_point start = Clock::now();
  do {
    if (stop.stop_requested()) return Error{ErrorCode::kCanceled, "the benchmark was stopped", ""};
    if (Status status = trainer_->step(); !status) return status.error();
  } while (seconds_since(start) < seconds);
  if (const auto losses = trainer_->take_losses(); !losses) return losses.error();
  return static_cast<double>(trainer_->images_done() - before) / seconds_since(start);
}

}  // namespace facet
