#pragma once

#include <span>
#include <string>

#include "core/base/live_measurement.h"
#include "core/base/training_view.h"

namespace facet::ui {

/// The samples' quality in two small lines: distance with its floor and its course, diversity and
/// nearest faces, each beside what real faces reach. Nothing before the first measurement (null).
void draw_quality(const LiveQuality* quality, std::span<const float> course,
                  const TrainingView& training);

/// The badge of the expression: target reached, others kept, identity kept, with the intervals and
/// what single picks and a random vector reach in its tooltip. Dim where it is of another
/// expression or of older weights than `weights`, those that draw now.
void draw_badge(const LiveMeasurement& measured, const std::string& expression,
                const WeightsId& weights);

}  // namespace facet::ui
