#include "core/numbers/glyph_set.h"

#include <ATen/ATen.h>
#include <doctest/doctest.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFFU);
  return bytes;
}

void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// Ten training tiles, one of each digit, filled with 10 times the digit.
void write_mnist(const std::string& folder, std::uint32_t promised, int side, int top_label) {
  std::string images = big_endian(0x803) + big_endian(promised) +
                       big_endian(static_cast<std::uint32_t>(side)) +
                       big_endian(static_cast<std::uint32_t>(side));
  std::string labels = big_endian(0x801) + big_endian(10);
  for (int i = 0; i < 10; ++i) {
    images += std::string(static_cast<std::size_t>(side) * static_cast<std::size_t>(side),
                          static_cast<char>(10 * i));
    labels += static_cast<char>(i == 9 ? top_label : i);
  }
  write(folder + "/train-images-idx3-ubyte", images);
  write(folder + "/train-labels-idx1-ubyte", labels);
}

std::string refusal(const std::string& folder) {
  const Result<GlyphSetPtr> set = GlyphSet::open(folder, GlyphSplit::kTrain);
  return set ? "" : to_string(set.error());
}

TEST_CASE("digits of IDX files are found by their labels, signs are drawn") {
  const TemporaryFolder folder;
  write_mnist(folder.path(), 10, 28, 9);
  const Result<GlyphSetPtr> set = GlyphSet::open(folder.path(), GlyphSplit::kTrain);
  REQUIRE(set);
  const at::Tensor symbols = at::tensor(std::vector<std::int64_t>{7, 3, kBlank});
  const at::Tensor tiles = (*set)->draw(symbols, 5);
  CHECK(tiles[0].eq(70).all().item<bool>());
  CHECK(tiles[1].eq(30).all().item<bool>());
  CHECK(tiles[2].eq(0).all().item<bool>());
  CHECK((*set)->tiles(kPlus).size(0) > 1000);
}

TEST_CASE("IDX files that lie are refused with a sentence") {
  const TemporaryFolder folder;
  CHECK(refusal(folder.path()).find("train-images") != std::string::npos);
  CHECK(refusal("/nowhere").find("neither 'drawn' nor a folder") != std::string::npos);
  write_mnist(folder.path(), 11, 28, 9);
  CHECK_FALSE(refusal(folder.path()).empty());
  write_mnist(folder.path(), 4000000000U, 28, 9);
  CHECK_FALSE(refusal(folder.path()).empty());
  write_mnist(folder.path(), 10, 27, 9);
  CHECK(refusal(folder.path()).find("28 x 28") != std::string::npos);
  write_mnist(folder.path(), 10, 28, 13);
  CHECK(refusal(folder.path()).find("not a digit") != std::string::npos);
  write_mnist(folder.path(), 10, 28, 8);
  CHECK(refusal(folder.path()).find("labelled 9") != std::string::npos);
}

TEST_CASE("drawn digits vary, and the splits share none") {
  const Result<GlyphSetPtr> train = GlyphSet::open("drawn", GlyphSplit::kTrain);
  const Result<GlyphSetPtr> test = GlyphSet::open("drawn", GlyphSplit::kTest);
  REQUIRE(train);
  REQUIRE(test);
  for (int symbol = 0; symbol < kBlank; ++symbol) {
    const at::Tensor some = (*train)->tiles(symbol).narrow(0, 0, 100).to(at::kFloat);
    CHECK(some.mean({1, 2}).min().item<float>() > 2);  // ink on each
    CHECK(some.var(0).mean().item<float>() > 500);     // and never the same
    CHECK_FALSE(at::equal(some[0], (*test)->tiles(symbol)[0].to(at::kFloat)));
  }
}

}  // namespace
}  // namespace facet
