#include "core/measure/representatives.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "core/base/latent.h"
#include "core/measure/small_face.h"

namespace facet {
namespace {

constexpr int kSide = 32;  // at 16 an open mouth counts for little

std::vector<std::int64_t> spread(std::span<const std::int64_t> rows, std::size_t most) {
  const std::size_t count = std::min(rows.size(), most);
  std::vector<std::int64_t> some;
  some.reserve(count);
  for (std::size_t i = 0; i < count; ++i) some.push_back(rows[i * rows.size() / count]);
  return some;
}

/// Places of the `count` vectors, fewer than there are, whose mean stays nearest to that of all.
std::vector<std::size_t> herd(std::span<const std::vector<float>> vectors, std::size_t count) {
  const std::vector<float> mean = mean_of(vectors);
  std::vector<std::size_t> chosen;
  std::vector<bool> taken(vectors.size());
  // What the next one should be for the mean of all chosen to be that of all vectors:
  // (chosen + 1) * mean - sum of the chosen.
  std::vector<float> wanted = mean;
  while (chosen.size() < count) {
    std::size_t best = 0;
    double least = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < vectors.size(); ++i) {
      if (taken[i]) continue;
      const double far = squared_distance(vectors[i], wanted);
      if (far < least) {
        least = far;
        best = i;
      }
    }
    taken[best] = true;
    chosen.push_back(best);
    for (std::size_t k = 0; k < mean.size(); ++k) wanted[k] += mean[k] - vectors[best][k];
  }
  return chosen;
}

}  // namespace

std::vector<std::int64_t> representatives(std::span<const std::int64_t> rows, std::int64_t count,
                                          const std::function<ImagePtr(std::int64_t)>& picture) {
  const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(count, 0));
  if (rows.size() <= wanted) return {rows.begin(), rows.end()};
  const std::vector<std::int64_t> candidates = spread(rows, std::max(kMostCandidates, wanted));
  std::vector<std::vector<float>> faces;
  faces.reserve(candidates.size());
  for (const std::int64_t row : candidates) {
    faces.emplace_back(std::size_t{kSide} * kSide * 3);
    scale_down(picture(row)->pixels, faces.back(), kSide);
  }
  std::vector<std::int64_t> chosen;
  for (const std::size_t place : herd(faces, wanted)) chosen.push_back(candidates[place]);
  return chosen;
}

std::vector<std::int64_t> representatives(std::span<const std::int64_t> rows, std::int64_t count,
                                          const Dataset& dataset) {
  return representatives(rows, count, [&](std::int64_t row) { return dataset.picture(row); });
}

}  // namespace facet
