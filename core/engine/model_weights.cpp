#include "core/engine/model_weights.h"

namespace facet {

Result<WeightsPtr> ModelWeights::of(const ModelRef& model) {
  if (model.live()) {
    loaded_.reset();
    return links_.training(model.training).weights.get();
  }
  if (!loaded_ || path_ != model.path) {
    path_ = model.path;
    loaded_ = load_weights(path_);
  }
  return *loaded_;
}

}  // namespace facet
