#include "core/engine/direction_fit.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/base/numpy_random.h"
#include "core/base/session.h"

namespace facet {
namespace {

constexpr int kLatent = 12;
constexpr int kSamples = 512;
constexpr std::size_t kNumbers = 768;

double dot(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += double{a[i]} * double{b[i]};
  return sum;
}

double cosine(const std::vector<float>& a, const std::vector<float>& b) {
  return dot(a, b) / std::sqrt(dot(a, a) * dot(b, b));
}

/// A model whose pictures are bands of grey, one for each latent, as strong as `weights` says; the
/// first band answers to its latent through `bent`.
struct Toy {
  std::vector<double> weights;
  double offset = 0;
  bool bent = false;

  std::vector<float> draw(const Latent& z) const {
    std::vector<float> picture(kNumbers);
    for (std::size_t i = 0; i < kNumbers; ++i) {
      const std::size_t band = i * kLatent / kNumbers;
      const double value = double{z[band]};
      const double answer = bent && band == 0 ? std::tanh(2 * value) : value;
      picture[i] = static_cast<float>(offset + weights[band] * answer);
    }
    return picture;
  }

  DirectionFit fit(const DirectionFit* before = nullptr) const {
    const std::vector<Latent> latents = seeded_latents(7, kSamples, kLatent);
    std::vector<Latent> codes = latents;
    for (Latent& code : codes) {
      for (float& value : code) value = 0.5F * value + 3;  // as a sampler would
    }
    std::vector<std::vector<float>> pictures;
    for (const Latent& z : latents) pictures.push_back(draw(z));
    return fit_directions(latents, codes, pictures, before);
  }
};

Toy falling() { return {{32, 24, 18, 13, 10, 7.5, 5.5, 4, 0.4, 0.4, 0.4, 0.4}}; }

/// The latent that a step moves most.
std::size_t strongest(const Latent& step) {
  std::size_t best = 0;
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (std::abs(step[i]) > std::abs(step[best])) best = i;
  }
  return best;
}

TEST_CASE("directions are those of the pictures' variance, in standard deviations of the codes") {
  const DirectionFit fit = falling().fit();
  REQUIRE(fit.steps.size() == kDirectionCount);
  double shares = 0;
  for (std::size_t k = 0; k < fit.steps.size(); ++k) {
    CAPTURE(k);
    // Chance in 512 samples mixes neighbours a little.
    CHECK(strongest(fit.steps[k]) == k);
    CHECK(std::abs(fit.steps[k][k]) == doctest::Approx(0.5).epsilon(0.15));
    CHECK(dot(fit.axes[k], fit.axes[k]) == doctest::Approx(1));
    CHECK(fit.steps[k][k] > 0);  // more is brighter
    shares += double{fit.shares[k]};
  }
  CHECK(fit.shares[0] > fit.shares[7]);
  CHECK(shares == doctest::Approx(1).epsilon(0.01));
}

TEST_CASE("a step raises its component by one standard deviation, also where the codes bend") {
  Toy toy = falling();
  toy.weights[0] = 60;
  toy.bent = true;
  const DirectionFit fit = toy.fit();
  const double deviation = std::sqrt(fit.variance * double{fit.shares[0]});
  Latent z(kLatent, 0.0F);
  const double middle = dot(toy.draw(z), fit.axes[0]);
  for (std::size_t i = 0; i < z.size(); ++i) z[i] = 2 * fit.steps[0][i];  // codes are half of z
  const double moved = dot(toy.draw(z), fit.axes[0]) - middle;
  CHECK(moved / deviation == doctest::Approx(1).epsilon(0.35));
}

TEST_CASE("a later fit keeps order and signs where the model has changed their sizes") {
  Toy toy = falling();
  DirectionFit first = toy.fit();
  for (float& value : first.axes[2]) value = -value;  // as if it had come out so
  toy.weights = {18, 24, 32, 13, 7.5, 10, 4, 5.5, 0.4, 0.4, 0.4, 0.4};
  toy.offset = 3;
  const DirectionFit later = toy.fit(&first);
  for (std::size_t k = 0; k < later.axes.size(); ++k) {
    CAPTURE(k);
    CHECK(cosine(later.axes[k], first.axes[k]) > 0.8);
    CHECK(strongest(later.steps[k]) == k);
  }
  CHECK(later.steps[2][2] < 0);
  CHECK(later.shares[2] > later.shares[0]);
}

TEST_CASE("the same samples give the same directions, and a model with few latents has few") {
  const DirectionFit a = falling().fit();
  const DirectionFit b = falling().fit();
  CHECK(a.steps == b.steps);
  Toy poor{{5, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}};
  const DirectionFit fit = poor.fit();
  REQUIRE(fit.steps.size() == kDirectionCount);
  for (std::size_t k = 0; k < fit.steps.size(); ++k) {
    for (const float value : fit.steps[k]) CHECK(std::isfinite(value));
  }
  CHECK(fit.shares[0] + fit.shares[1] == doctest::Approx(1).epsilon(0.001));
  CHECK(strongest(fit.steps[0]) == 0);
}

TEST_CASE("a small picture is the means of blocks") {
  Image face = make_image(kFaceSide, kFaceSide);
  for (std::size_t x = 0; x < 4; ++x) face.pixels[x * 3 + 1] = 255;
  const std::vector<float> small = small_picture(face);
  REQUIRE(small.size() == kNumbers);
  CHECK(small[1] == doctest::Approx(0.25));
  CHECK(small[0] == 0);
  CHECK(small[4] == 0);
  CHECK(squared_distance(small, std::vector<float>(kNumbers, 0.0F)) == doctest::Approx(0.0625));
}

}  // namespace
}  // namespace facet
