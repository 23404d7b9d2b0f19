#include "core/data/npy.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <limits>

#include "core/base/files.h"
#include "core/data/npy_header.h"
#include "tests/support/array_bytes.h"
#include "tests/support/picture_files.h"
#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

const std::vector<Latent> kLatents = {{1, -2.5F, 3}, {0, 1e-30F, -7}};

Result<std::vector<Latent>> read_text(const std::string& file) {
  const TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder / "z.npy", file));
  return read_latents(folder / "z.npy");
}

TEST_CASE("codes come back as they were written") {
  const TemporaryFolder folder;
  REQUIRE(write_latents(folder / "z.npy", kLatents));
  const Result<std::vector<Latent>> read = read_latents(folder / "z.npy");
  REQUIRE(read);
  CHECK(*read == kLatents);
}

TEST_CASE("codes are read in both orders, both byte orders and every float type") {
  const std::vector<float> by_column = {1, 0, -2.5F, 1e-30F, 3, -7};
  const Result<std::vector<Latent>> fortran = read_text(
      npy_file(npy_dictionary(">f4", "(2, 3)", true), number_text(by_column, std::endian::big)));
  REQUIRE(fortran);
  CHECK(*fortran == kLatents);
  const Result<std::vector<Latent>> wide =
      read_text(npy_file(npy_dictionary("<f8", "(1, 2)"), number_text<double>({0.5, -3})));
  REQUIRE(wide);
  CHECK(*wide == std::vector<Latent>{{0.5F, -3}});
  // Half precision: 1, -2, the smallest number, the largest.
  const Result<std::vector<Latent>> half = read_text(npy_file(
      npy_dictionary("<f2", "(4,)"), number_text<std::uint16_t>({0x3c00, 0xc000, 1, 0x7bff})));
  REQUIRE(half);
  CHECK(*half == std::vector<Latent>{{1, -2, 5.9604645e-8F, 65504}});
}

TEST_CASE("a code that is not finite is named by row and column") {
  for (const float bad :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    const Result<std::vector<Latent>> read =
        read_text(npy_file(npy_dictionary("<f4", "(2, 2)"), number_text<float>({1, 2, 3, bad})));
    REQUIRE_FALSE(read);
    CHECK(read.error().message.find("row 1, column 1") != std::string::npos);
  }
  CHECK_FALSE(read_text(npy_file(npy_dictionary("<f8", "(1, 1)"), number_text<double>({1e300}))));
}

TEST_CASE("what is no table of floats is refused") {
  CHECK_FALSE(read_text(npy_file(npy_dictionary("|u1", "(2, 2)"), "1234")));
  CHECK_FALSE(read_text(npy_file(npy_dictionary("<f4", "(1, 1, 1)"), "1234")));
  CHECK_FALSE(read_text(npy_file(npy_dictionary("<f4", "(0, 4)"), "")));
  CHECK_FALSE(read_text(npy_file(npy_dictionary("<f4", "(4, 0)"), "")));
  CHECK_FALSE(read_text("hello"));
  CHECK_FALSE(read_text(""));
  CHECK_FALSE(read_latents("/no/such/file.npy"));
}

TEST_CASE("pictures are written as (N,64,64,3) bytes") {
  const TemporaryFolder folder;
  const Image face = sample_picture(64, 64);
  const std::vector<ImagePtr> faces = {
      std::make_shared<const Image>(face),
      std::make_shared<const Image>(plain_picture(64, 64, 1, 2, 3))};
  REQUIRE(write_pictures(folder / "x.npy", faces));
  const Result<std::string> file = read_file(folder / "x.npy");
  REQUIRE(file);
  const Result<ArrayLayout> layout = parse_npy_header(as_bytes(*file), "x");
  REQUIRE(layout);
  CHECK(layout->shape == std::vector<std::int64_t>{2, 64, 64, 3});
  CHECK(file->substr(layout->offset, kFaceBytes) ==
        std::string(face.pixels.begin(), face.pixels.end()));
}

TEST_CASE("a writer that is not finished leaves nothing") {
  const TemporaryFolder folder;
  {
    Result<NpyWriter> writer = NpyWriter::create_float32(folder / "x.npy", {2});
    REQUIRE(writer);
    REQUIRE(writer->append(std::vector<float>{1, 2}));
    CHECK(writer->rows() == 1);
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace facet
