#include "core/model/code_flow.h"

#include <ATen/ATen.h>

namespace facet {
namespace {

constexpr std::int64_t kWidth = 256;
// It is small and learns from codes that move: faster than the network around it.
constexpr double kRate = 4;

}  // namespace

CodeFlow::CodeFlow(ParameterLayout& layout, const std::string& name, std::int64_t latent)
    : hidden_(layout, name, latent + kSteps, kWidth, kRate),
      velocity_(layout, name + ".velocity", kWidth, latent, Initializer::zero(), kRate) {}

at::Tensor CodeFlow::velocity(const Parameters& parameters, const at::Tensor& points,
                              const at::Tensor& steps) const {
  const at::Tensor when = at::one_hot(steps, kSteps).to(at::kFloat);
  const at::Tensor x = at::cat({points, when}, 1).to(parameters.type());
  return velocity_(parameters, hidden_(parameters, x)).to(at::kFloat);
}

at::Tensor CodeFlow::loss(const Parameters& parameters, const at::Tensor& z,
                          const at::Tensor& whitened) const {
  const at::Tensor rows = at::arange(z.size(0), z.options().dtype(at::kLong));
  const at::Tensor steps = at::floor_divide(rows * kSteps, z.size(0));
  const at::Tensor time = (steps.to(at::kFloat) / static_cast<double>(kSteps)).unsqueeze(1);
  const at::Tensor points = at::lerp(z, whitened, time);
  return (velocity(parameters, points, steps) - (whitened - z)).square().mean();
}

at::Tensor CodeFlow::carry(const Parameters& parameters, const at::Tensor& z) const {
  const double length = 1 / static_cast<double>(kSteps);
  const auto velocity_at = [&](const at::Tensor& points, std::int64_t step) {
    return velocity(parameters, points, at::full({z.size(0)}, step, z.options().dtype(at::kLong)));
  };
  // Heun's rule: Euler's steps, each too straight, would draw all faces towards their mean.
  at::Tensor points = z;
  for (std::int64_t step = 0; step + 1 < kSteps; ++step) {
    const at::Tensor first = velocity_at(points, step);
    const at::Tensor second = velocity_at(points + first * length, step + 1);
    points = points + (first + second) * (length / 2);
  }
  return points + velocity_at(points, kSteps - 1) * length;
}

}  // namespace facet
