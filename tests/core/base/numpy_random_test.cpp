#include "core/base/numpy_random.h"

#include <doctest/doctest.h>

#include <bit>

namespace facet {
namespace {

std::uint32_t bits(float value) { return std::bit_cast<std::uint32_t>(value); }

TEST_CASE("doubles and normals are those of np.random.RandomState") {
  NumpyRandom four(4);
  CHECK(four.random_sample() == 0.9670298390136767);
  CHECK(four.random_sample() == 0.5472322491757223);
  NumpyRandom zero(0);
  CHECK(zero.standard_normal() == 1.764052345967664);
  CHECK(zero.standard_normal() == 0.4001572083672233);
  CHECK(zero.standard_normal() == 0.9787379841057392);
  CHECK(NumpyRandom(4294967295U).standard_normal() == 0.6484086742306527);
}

// np.random.RandomState(334).standard_normal((100, 64)).astype(np.float32).view(np.uint32)
TEST_CASE("the latents of seed 334 are NumPy's to the bit") {
  const std::vector<Latent> rows = seeded_latents(334, 100, 64);
  REQUIRE(rows.size() == 100);
  CHECK(bits(rows[0][0]) == 0xbd015811U);
  CHECK(bits(rows[0][1]) == 0xbd13838fU);
  CHECK(bits(rows[0][2]) == 0x3f5b4f5cU);
  CHECK(bits(rows[0][3]) == 0xbf0e6db2U);
  CHECK(bits(rows[17][0]) == 0x3ee67360U);
  CHECK(bits(rows[99][63]) == 0xbf827a21U);
  std::uint64_t sum = 0;
  for (const Latent& row : rows) {
    for (const float value : row) sum += bits(value);
  }
  CHECK(sum == 13446671533216ULL);
}

TEST_CASE("a mixture's choices are drawn after all latents, as in NumPy") {
  const SeededDraws draws = seeded_draws(334, 3, 3);
  CHECK(draws.latents == seeded_latents(334, 3, 3));
  CHECK(draws.latents[2][1] == 1.1337725F);
  REQUIRE(draws.choices.size() == 3);
  CHECK(draws.choices[0] == 0.761943003676073);
  CHECK(draws.choices[1] == 0.004309860316684011);
  CHECK(draws.choices[2] == 0.5225965547148727);
}

TEST_CASE("a row does not depend on how many rows are drawn") {
  CHECK(seeded_latents(4, 2, 64)[1] == seeded_latents(4, 50, 64)[1]);
  CHECK(bits(seeded_latents(4, 2, 64)[1][0]) == 0x3e9822e5U);
}

}  // namespace
}  // namespace facet
