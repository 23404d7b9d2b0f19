#include "core/base/latent.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace facet {
namespace {

double dot(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += double{a[i]} * double{b[i]};
  return sum;
}

Latent combine(std::span<const float> a, double weight_a, std::span<const float> b,
               double weight_b) {
  Latent code(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    code[i] = static_cast<float>(weight_a * double{a[i]} + weight_b * double{b[i]});
  }
  return code;
}

Latent slerp(std::span<const float> a, std::span<const float> b, double t) {
  const double scale = std::sqrt(dot(a, a)) * std::sqrt(dot(b, b));
  const double cosine = scale > 0 ? std::clamp(dot(a, b) / scale, -1.0, 1.0) : 1.0;
  const double angle = std::acos(cosine);
  const double sine = std::sin(angle);
  // Where the directions (nearly) agree or oppose, the great circle is undefined or a line.
  if (sine < 1e-6) return combine(a, 1 - t, b, t);
  return combine(a, std::sin((1 - t) * angle) / sine, b, std::sin(t * angle) / sine);
}

}  // namespace

const char* sampler_name(Sampler sampler) { return kSamplerNames[static_cast<int>(sampler)]; }

const char* path_kind_name(PathKind kind) {
  switch (kind) {
    case PathKind::kLerp:
      return "lerp";
    case PathKind::kSlerp:
      return "slerp";
    case PathKind::kNorm:
      return "norm";
  }
  return "lerp";
}

float norm(std::span<const float> latent) {
  return static_cast<float>(std::sqrt(dot(latent, latent)));
}

double squared_distance(std::span<const float> a, std::span<const float> b) {
  assert(a.size() == b.size());
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double difference = double{a[i]} - double{b[i]};
    sum += difference * difference;
  }
  return sum;
}

std::vector<float> mean_of(std::span<const std::vector<float>> vectors) {
  assert(!vectors.empty());
  std::vector<double> sum(vectors.front().size());
  for (const std::vector<float>& vector : vectors) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += double{vector[i]};
  }
  std::vector<float> mean(sum.size());
  const auto count = static_cast<double>(vectors.size());
  std::ranges::transform(sum, mean.begin(),
                         [&](double value) { return static_cast<float>(value / count); });
  return mean;
}

Latent point_on_path(std::span<const float> a, std::span<const float> b, double t, PathKind kind) {
  assert(a.size() == b.size());
  if (kind == PathKind::kSlerp) return slerp(a, b, t);
  Latent code = combine(a, 1 - t, b, t);
  if (kind == PathKind::kNorm) {
    const double length = double{norm(code)};
    const double wanted = (1 - t) * double{norm(a)} + t * double{norm(b)};
    if (length > 0) {
      for (float& value : code) value = static_cast<float>(double{value} * wanted / length);
    }
  }
  return code;
}

Latent point_on_walk(std::span<const Latent> keys, double t, PathKind kind, bool closed) {
  assert(keys.size() >= 2);
  const std::size_t legs = closed ? keys.size() : keys.size() - 1;
  const double along = t * static_cast<double>(legs);
  const double last = static_cast<double>(legs - 1);
  const double leg = std::clamp(std::floor(along), 0.0, last);
  const auto from = static_cast<std::size_t>(leg);
  return point_on_path(keys[from], keys[(from + 1) % keys.size()], along - leg, kind);
}

std::vector<Latent> walk_codes(std::span<const Latent> keys, int steps, PathKind kind,
                               bool closed) {
  std::vector<Latent> codes;
  codes.reserve(static_cast<std::size_t>(std::max(steps, 0)));
  for (int k = 0; k < steps; ++k) {
    const double t = steps > 1 ? double(k) / double(steps - 1) : 0.0;
    codes.push_back(point_on_walk(keys, t, kind, closed));
  }
  return codes;
}

}  // namespace facet
