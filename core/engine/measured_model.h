#pragma once

#include <memory>
#include <string>

#include "core/engine/face_painter.h"
#include "core/engine/model_weights.h"

namespace facet {

/// A model that is being measured: its newest weights, and the networks made of them when they are
/// needed. One thread at a time.
class MeasuredModel {
 public:
  /// `links` must outlive it.
  explicit MeasuredModel(const EngineLinks& links) : source_(links) {}

  /// Takes the newest weights of `model`; none where there are none, the explorer tells why.
  void follow(const ModelRef& model);
  /// Of the weights that are there; empty: none.
  const std::string& hash() const { return hash_; }
  /// The newest weights; null: there are none.
  const Weights* weights() const { return weights_.get(); }
  /// Made of the newest weights; null: there are none, or they are no good.
  FacePainter* painter();
  /// Forgets the networks; the next painter() makes them again.
  void forget_painter() { painter_.reset(); }

 private:
  ModelWeights source_;
  WeightsPtr weights_;
  bool ema_ = true;
  std::string hash_;
  std::unique_ptr<FacePainter> painter_;
};

}  // namespace facet
