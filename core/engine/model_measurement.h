#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "core/base/measurement.h"
#include "core/data/dataset.h"
#include "core/engine/face_painter.h"
#include "core/measure/judge.h"

// What `facet measure` and the window print about a model, from pictures that it draws. Functions
// of their arguments alone, seeded; on the painter's thread, with its OpenMP threads.

namespace facet {

struct QualityMeasureOptions {
  int pictures = 500;    ///< most in each set; never more than are held out
  int repeats = 4;       ///< sets of samples, and sets of training pictures for the floor
  int directions = 512;  ///< of the sliced Wasserstein distance
  std::uint32_t seed = 334;
  /// The sampler; absent: the model's own default.
  std::optional<Sampler> sampler{};
  /// Called now and then with what is done; returning false cancels. May be empty.
  std::function<bool(const std::string&)> progress;
};

/// Reconstruction, distance, diversity and nearest faces. Errors: fewer than 16 held-out pictures,
/// cancelled, what the painter answers.
Result<QualityMeasurement> measure_quality(FacePainter& painter, const DatasetPtr& dataset,
                                           const QualityMeasureOptions& options);

struct ArithmeticMeasureOptions {
  int cases = 300;
  int picks = 3;
  std::uint32_t seed = 1;
  bool typical_norm = false;
  std::function<bool(const std::string&)> progress;
};

/// Random questions over all attributes that `judge` learnt from `dataset`. A model with an encoder
/// answers with held-out pictures as starts and training pictures as picks; a model without one
/// with samples of its own, labelled by the judge. Errors: too few faces for a question, cancelled,
/// what the painter answers.
Result<ArithmeticMeasurement> measure_arithmetic(FacePainter& painter, const Dataset& dataset,
                                                 const Judge& judge,
                                                 const ArithmeticMeasureOptions& options);

/// Distance to the true picture for the questions that `twins` hold. Errors: no twins among the
/// pictures, cancelled, what the painter answers.
Result<TwinMeasurement> measure_twins(FacePainter& painter, const Dataset& twins,
                                      const ArithmeticMeasureOptions& options);

}  // namespace facet
