#pragma once

#include <ATen/core/Tensor.h>

#include "core/base/number_view.h"
#include "core/engine/serial_source.h"
#include "core/numbers/number_model.h"

namespace facet {

/// Styles as a model draws them, and the latent that their expression gives.
struct DrawnStyles {
  NumberStyleView view;
  at::Tensor result;  ///< [style_size()]; undefined where the expression has none
};

/// Draws cells, lists and expression of `query` by a model that draws (style_size() > 0), and
/// measures the strokes on the drawn tiles. What is wrong with the expression is in the view.
DrawnStyles draw_styles(const NumberModel& model, const NumberStyleQuery& query,
                        SerialSource& serials);

}  // namespace facet
