#include "core/engine/direction_fit.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>

#include "core/base/session.h"
#include "core/measure/small_face.h"
#include "core/model/principal_components.h"
#include "core/model/rows.h"

namespace facet {
namespace {

// Below it a component has little to do with the codes, and a step would leave the model's faces.
constexpr double kLeastExplained = 0.25;

std::vector<float> column(const at::Tensor& tensor, std::int64_t index) {
  const at::Tensor values = tensor.select(1, index).contiguous();
  const float* from = values.const_data_ptr<float>();
  return {from, from + values.numel()};
}

double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += double{a[i]} * double{b[i]};
  return sum;
}

/// Which component stands at which place, and with which sign.
struct Place {
  std::size_t component = 0;
  float sign = 1;
};

/// The pairs of old and new components that agree most come first, each once.
std::vector<Place> places_after(const std::vector<std::vector<float>>& axes,
                                const DirectionFit& before) {
  const std::size_t count = axes.size();
  std::vector<Place> places(count);
  std::vector<bool> taken(count, false);
  std::vector<bool> placed(count, false);
  for (std::size_t round = 0; round < count; ++round) {
    double best = -1;
    std::size_t at = 0;
    for (std::size_t place = 0; place < count; ++place) {
      if (placed[place]) continue;
      for (std::size_t component = 0; component < count; ++component) {
        if (taken[component]) continue;
        const double agreement = dot(before.axes[place], axes[component]);
        if (std::abs(agreement) <= best) continue;
        best = std::abs(agreement);
        at = place;
        places[place] = {component, agreement < 0 ? -1.0F : 1.0F};
      }
    }
    placed[at] = true;
    taken[places[at].component] = true;
  }
  return places;
}

/// Largest first; more of a component is brighter.
std::vector<Place> places_by_size(const std::vector<std::vector<float>>& axes) {
  std::vector<Place> places;
  for (std::size_t component = 0; component < axes.size(); ++component) {
    double sum = 0;
    for (const float value : axes[component]) sum += double{value};
    places.push_back({component, sum < 0 ? -1.0F : 1.0F});
  }
  return places;
}

std::vector<float> times(std::vector<float> values, double factor) {
  for (float& value : values) value = static_cast<float>(double{value} * factor);
  return values;
}

/// The share of a component that the codes explain. Chance explains latent/N of it, which is taken
/// off.
double explained_share(std::span<const float> regression, std::size_t samples) {
  const double chance = static_cast<double>(regression.size()) / static_cast<double>(samples);
  const double found = dot(regression, regression);
  if (chance >= 1) return std::clamp(found, kLeastExplained, 1.0);
  return std::clamp((found - chance) / (1 - chance), kLeastExplained, 1.0);
}

}  // namespace

std::vector<float> small_picture(const Image& face) {
  std::vector<float> small(std::size_t{kSmallFaceNumbers});
  scale_down(face.pixels, small);
  return small;
}

DirectionFit fit_directions(std::span<const Latent> latents, std::span<const Latent> codes,
                            std::span<const std::vector<float>> pictures,
                            const DirectionFit* before) {
  const at::NoGradGuard no_grad;
  const std::size_t samples = codes.size();
  at::Tensor rows = stack_rows(pictures);  // centred by what follows
  const PrincipalComponents found =
      principal_components(rows, kDirectionCount, at::detail::createCPUGenerator(1));
  const at::Tensor scores = rows.mm(found.basis);
  const at::Tensor spread = scores.square().mean(0);
  const at::Tensor standard = scores / spread.sqrt().clamp_min(1e-6) / static_cast<double>(samples);
  at::Tensor code_rows = stack_rows(codes);
  code_rows -= code_rows.mean(0);
  const at::Tensor covariance = code_rows.t().mm(standard);  // [d,k]
  const at::Tensor regression =
      stack_rows(latents).t().mm(standard);  // [d,k]; z has unit covariance

  DirectionFit fit;
  fit.variance = rows.square().sum(1).mean().item<double>();
  std::vector<std::vector<float>> axes;
  for (std::int64_t k = 0; k < kDirectionCount; ++k) axes.push_back(column(found.basis, k));
  for (const Place& place :
       before != nullptr ? places_after(axes, *before) : places_by_size(axes)) {
    const auto k = static_cast<std::int64_t>(place.component);
    const double sign = double{place.sign};
    const double explained = explained_share(column(regression, k), samples);
    fit.steps.push_back(times(column(covariance, k), sign / explained));
    fit.axes.push_back(times(axes[place.component], sign));
    const double variance = spread[k].item<double>();
    fit.shares.push_back(static_cast<float>(variance / std::max(fit.variance, 1e-12)));
  }
  return fit;
}

}  // namespace facet
