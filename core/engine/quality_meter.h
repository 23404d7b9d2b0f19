#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/measurement.h"
#include "core/data/dataset.h"
#include "core/engine/face_painter.h"
#include "core/measure/nearest_face.h"
#include "core/measure/sliced_wasserstein.h"

namespace facet {

struct QualityMeterOptions {
  int pictures = 500;     ///< most in each set; never more than are held out
  int directions = 512;   ///< most directions of the sliced Wasserstein distance; fewer where their
                          ///< projections would take more than 400 MB
  int floor_repeats = 4;  ///< sets of training pictures that the floor is measured with
  std::uint32_t seed = 334;
};

/// Measures samples of a model against the held-out pictures of a data set; what depends on the
/// data alone is computed once. One thread at a time, with its OpenMP threads.
class QualityMeter {
 public:
  /// `nearest`: of that data set; null: they are made. Errors: fewer than 16 held-out pictures.
  static Result<QualityMeter> create(const DatasetPtr& dataset, const QualityMeterOptions& options,
                                     std::shared_ptr<const NearestFaces> nearest = nullptr);

  /// Distance, diversity and nearest faces of `repeats` sets of samples; psnr_db is left out.
  /// Errors: what the painter answers.
  Result<QualityMeasurement> measure(FacePainter& painter, int repeats,
                                     std::optional<Sampler> sampler) const;

 private:
  QualityMeter(const DatasetPtr& dataset, const QualityMeterOptions& options, int pictures,
               int directions, std::shared_ptr<const NearestFaces> nearest);
  void measure_floor(const Dataset& dataset);
  void measure_nearest(const std::vector<ImagePtr>& samples, QualityMeasurement& quality) const;

  QualityMeterOptions options_;
  std::vector<ImagePtr> real_;
  SlicedWasserstein reference_;
  std::shared_ptr<const NearestFaces> nearest_;
  QualityMeasurement of_data_;
};

/// The search among the training pictures that quality is measured with.
std::shared_ptr<const NearestFaces> nearest_faces(const DatasetPtr& dataset);

/// Mean PSNR of the held-out pictures, as decoded; nothing for a model without an encoder.
Result<std::optional<double>> measure_reconstruction(FacePainter& painter, const Dataset& dataset);

/// Decodes codes to shared pictures.
Result<std::vector<ImagePtr>> decode_pictures(FacePainter& painter, std::span<const Latent> codes);

/// The codes of `count` seeded samples; the sampler is the model's default unless given.
std::vector<Latent> sample_codes(FacePainter& painter, std::uint32_t seed, int count,
                                 std::optional<Sampler> sampler = {});

}  // namespace facet
