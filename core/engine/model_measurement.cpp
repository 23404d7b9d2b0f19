#include "core/engine/model_measurement.h"

#include "core/engine/quality_meter.h"

namespace facet {
namespace {

Error canceled() { return {ErrorCode::kCanceled, "the measurement was stopped", "measure"}; }

}  // namespace

Result<QualityMeasurement> measure_quality(FacePainter& painter, const DatasetPtr& dataset,
                                           const QualityMeasureOptions& options) {
  const auto tell = [&](const char* what) { return !options.progress || options.progress(what); };
  if (!tell("comparing real faces with real faces")) return canceled();
  QualityMeterOptions meter_options;
  meter_options.pictures = options.pictures;
  meter_options.seed = options.seed;
  const Result<QualityMeter> meter = QualityMeter::create(dataset, meter_options);
  if (!meter) return meter.error();
  if (!tell("comparing samples with real faces")) return canceled();
  Result<QualityMeasurement> quality = meter->measure(painter, options.repeats, options.sampler);
  if (!quality) return quality;
  if (!tell("reconstructing held-out pictures")) return canceled();
  const Result<std::optional<double>> psnr = measure_reconstruction(painter, *dataset);
  if (!psnr) return psnr.error();
  quality->psnr_db = *psnr;
  return quality;
}

}  // namespace facet
