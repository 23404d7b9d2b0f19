#pragma once

#include <optional>
#include <string>

#include "core/base/measurement.h"
#include "core/engine/quality_meter.h"
#include "core/measure/judge.h"
#include "core/report/figure_book.h"
#include "core/report/report_work.h"

namespace facet {

/// A model's samples in numbers.
struct SampleMeasurement {
  QualityMeasurement quality;  ///< without psnr_db
  double sharpness = 0;
  double sharpness_real = 0;  ///< of held-out pictures
};

/// Measures models of a report once each; what depends on the data alone is computed when it is
/// first needed. One thread at a time.
class ReportMeter {
 public:
  explicit ReportMeter(const ReportWork& work) : work_(work) {}

  /// Distance, diversity, nearest faces and sharpness of a finished model's samples.
  Status measure_samples(const std::string& model, FigureBook& book);
  /// The same of a model on its way, with fewer pictures.
  Status measure_mark(const std::string& model, FigureBook& book);
  /// Random questions about the labels, answered by the model and judged.
  Status measure_arithmetic(const std::string& model, FigureBook& book);
  /// The judge of labels, trained when it is first asked for. Errors: no labels to learn.
  Result<const Judge*> judge();

 private:
  Status measure(const std::string& key, const std::string& model, int pictures, int repeats,
                 std::optional<QualityMeter>& meter, FigureBook& book);

  const ReportWork& work_;
  std::optional<QualityMeter> meter_;
  std::optional<QualityMeter> curve_meter_;
  std::unique_ptr<Judge> judge_;
};

/// What was measured, or nothing.
std::optional<SampleMeasurement> measured_samples(const std::string& model,
                                                  const ReportFolder& folder);
std::optional<SampleMeasurement> measured_mark(const std::string& model,
                                               const ReportFolder& folder);
std::optional<ArithmeticMeasurement> measured_arithmetic(const std::string& model,
                                                         const ReportFolder& folder);

}  // namespace facet
