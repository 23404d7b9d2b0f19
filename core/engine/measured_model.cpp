#include "core/engine/measured_model.h"

#include "core/engine/model_painter.h"

namespace facet {

void MeasuredModel::follow(const ModelRef& model) {
  const Result<WeightsPtr> newest = source_.of(model);
  weights_ = newest ? *newest : nullptr;
  ema_ = model.ema;
  const std::string hash = weights_ ? weights_->hash(ema_) + (ema_ ? "+" : "-") : "";
  if (hash == hash_) return;
  painter_.reset();
  hash_ = hash;
}

FacePainter* MeasuredModel::painter() {
  if (painter_ || !weights_) return painter_.get();
  Result<std::unique_ptr<FacePainter>> painter = make_painter(weights_, ema_, DrawMode::kLive);
  if (painter) painter_ = *std::move(painter);
  return painter_.get();
}

}  // namespace facet
