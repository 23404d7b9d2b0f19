#include "core/measure/representatives.h"

#include <algorithm>
#include <limits>

#include "core/measure/small_face.h"

namespace facet {
namespace {

constexpr auto kNumbers = static_cast<std::size_t>(kSmallFaceNumbers);

std::vector<std::int64_t> spread(std::span<const std::int64_t> rows, std::size_t most) {
  const std::size_t count = std::min(rows.size(), most);
  std::vector<std::int64_t> some;
  some.reserve(count);
  for (std::size_t i = 0; i < count; ++i) some.push_back(rows[i * rows.size() / count]);
  return some;
}

/// Small faces side by side.
class SmallFaces {
 public:
  SmallFaces(std::span<const std::int64_t> rows,
             const std::function<ImagePtr(std::int64_t)>& picture)
      : numbers_(rows.size() * kNumbers) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      scale_down(picture(rows[i])->pixels, std::span(numbers_).subspan(i * kNumbers, kNumbers));
    }
  }

  std::span<const float> face(std::size_t i) const {
    return std::span(numbers_).subspan(i * kNumbers, kNumbers);
  }

  std::vector<float> mean() const {
    std::vector<double> sum(kNumbers);
    for (std::size_t i = 0; i < numbers_.size(); ++i) sum[i % kNumbers] += double{numbers_[i]};
    std::vector<float> mean(kNumbers);
    const auto count = static_cast<double>(numbers_.size() / kNumbers);
    std::ranges::transform(sum, mean.begin(),
                           [&](double value) { return static_cast<float>(value / count); });
    return mean;
  }

 private:
  std::vector<float> numbers_;
};

/// `wanted` is what the face should be, so that the chosen ones together have the mean of all.
float distance(std::span<const float> face, std::span<const float> wanted) {
  float sum = 0;
  for (std::size_t i = 0; i < kNumbers; ++i) {
    const float difference = face[i] - wanted[i];
    sum += difference * difference;
  }
  return sum;
}

}  // namespace

std::vector<std::int64_t> representatives(std::span<const std::int64_t> rows, std::int64_t count,
                                          const std::function<ImagePtr(std::int64_t)>& picture) {
  const auto wanted_count = static_cast<std::size_t>(std::max<std::int64_t>(count, 0));
  if (rows.size() <= wanted_count) return {rows.begin(), rows.end()};
  const std::vector<std::int64_t> candidates =
      spread(rows, std::max(kMostCandidates, wanted_count));
  const SmallFaces faces(candidates, picture);
  const std::vector<float> mean = faces.mean();

  std::vector<std::int64_t> chosen;
  std::vector<bool> taken(candidates.size());
  std::vector<float> wanted = mean;  // (chosen + 1) * mean - sum of the chosen
  while (chosen.size() < wanted_count) {
    std::size_t best = 0;
    float least = std::numeric_limits<float>::max();
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (taken[i]) continue;
      const float far = distance(faces.face(i), wanted);
      if (far < least) {
        least = far;
        best = i;
      }
    }
    taken[best] = true;
    chosen.push_back(candidates[best]);
    for (std::size_t k = 0; k < kNumbers; ++k) wanted[k] += mean[k] - faces.face(best)[k];
  }
  return chosen;
}

}  // namespace facet
