#pragma once

#include <memory>

#include "core/base/live_measurement.h"
#include "core/base/session.h"
#include "core/data/dataset.h"
#include "core/engine/face_painter.h"
#include "core/measure/judge.h"

namespace facet {

/// Measures what a session's expression does to many faces. The judge reads the lists' faces;
/// what the labels that all faces of a list share add up to is what is asked for: in "short_red -
/// short_blue + long_blue" red 1 - 0 + 0 and blue 0 - 1 + 1 ask for red, likewise for long. The
/// last list that is added stands for the starts; the rest of the expression is added to held-out
/// faces that have its values (of a model without an encoder: samples). Errors: those of the
/// expression and of the painter.
Result<ExpressionBadge> measure_expression(const Session& session, FacePainter& painter,
                                           const Dataset& dataset, const Judge& judge);

}  // namespace facet
