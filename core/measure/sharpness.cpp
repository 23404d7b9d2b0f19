#include "core/measure/sharpness.h"

#include <cmath>

#include "core/measure/laplacian_pyramid.h"

namespace facet {

double sharpness(std::span<const ImagePtr> faces) {
  if (faces.empty()) return 0;
  double sum = 0;
  for (const ImagePtr& face : faces) {
    const Planes finest = laplacian_pyramid(*face).front();
    double squares = 0;
    for (const float value : finest.values) squares += double{value} * double{value};
    sum += std::sqrt(squares / static_cast<double>(finest.values.size())) / 255;
  }
  return sum / static_cast<double>(faces.size());
}

}  // namespace facet
