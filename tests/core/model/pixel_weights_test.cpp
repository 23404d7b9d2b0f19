#include "core/model/pixel_weights.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

at::Tensor noise(double deviation) {
  at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(3);
  return (at::randn({2, 64, 64, 3}, generator, at::TensorOptions(at::kFloat)) * deviation)
      .permute({0, 3, 1, 2});
}

double largest(const at::Tensor& x) { return x.abs().max().item<double>(); }

TEST_CASE("smoothing is the mean of two by two pixels, twice") {
  const at::Tensor pictures = noise(1);
  const at::Tensor between = at::avg_pool2d(pictures, 2, 1, 1, false, /*count_include_pad=*/false);
  const at::Tensor expected = at::avg_pool2d(between, 2, 1);
  CHECK(largest(smooth(pictures) - expected) < 1e-5);
}

TEST_CASE("plain surfaces are as rough as can be told, speckles as they deviate") {
  const at::Tensor plain = roughness(at::full({1, 3, 64, 64}, 0.7F));
  CHECK(plain.sizes() == at::IntArrayRef{1, kRoughnessNumbers, 16, 16});
  CHECK(largest(plain - 0.03) < 1e-3);
  // The root of the mean square of few numbers is a little less than their deviation.
  const double seen = roughness(noise(0.5)).mean().item<double>();
  CHECK(seen == doctest::Approx(0.5 * 0.91).epsilon(0.05));
}

TEST_CASE("a step between two pixels is seen wherever it is") {
  for (const std::int64_t place : {20, 21, 22, 23}) {
    CAPTURE(place);
    const at::Tensor pictures = at::zeros({1, 3, 64, 64});
    pictures.narrow(3, place, 64 - place).fill_(1);
    CHECK(largest(roughness(pictures)) == doctest::Approx(0.47).epsilon(0.02));
    CHECK(largest(roughness(pictures.transpose(2, 3).contiguous())) ==
          doctest::Approx(0.47).epsilon(0.02));
  }
}

TEST_CASE("the roughness of each color of each block has its place among the patches") {
  const at::Tensor pictures = at::zeros({1, 3, 64, 64});
  // Green, the lower right quarter of patch (5,9), away from its neighbours' blocks.
  pictures[0][1][5 * 4 + 2][9 * 4 + 2] = 1;
  const at::Tensor rough = roughness(pictures) - 0.03;
  const at::Tensor found = rough.gt(0.01).nonzero();
  REQUIRE(found.size(0) == 1);
  // 4 places of a color: upper left, upper right, lower left, lower right.
  CHECK(found[0][1].item<std::int64_t>() == 1 * 4 + 3);
  CHECK(found[0][2].item<std::int64_t>() == 5);
  CHECK(found[0][3].item<std::int64_t>() == 9);
}

}  // namespace
}  // namespace facet
