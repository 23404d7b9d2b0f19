#include "core/image/png.h"

#include <doctest/doctest.h>

#include "core/base/files.h"
#include "core/image/codec.h"
#include "core/image/stb.h"
#include "tests/support/picture_files.h"
#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

const std::string kShort = R"({"seed":334,"name":"ä"})";

std::string long_recipe() {
  std::string text = R"({"codes":[)";
  for (int i = 0; i < 2000; ++i) text += std::to_string(i) + ",";
  return text + "0]}";
}

std::string encode(const Image& image, std::string_view recipe = {}) {
  const Result<std::string> png = encode_png(image, recipe);
  REQUIRE(png);
  return *png;
}

/// Whether read_picture would take these bytes.
bool is_sound(const std::string& png) {
  return decode_picture(as_bytes(png), "x.png") && is_png(as_bytes(png)) &&
         png_recipe(as_bytes(png), "x.png");
}

TEST_CASE("pixels of every number of channels come back as they were written") {
  const Image colors = sample_picture(31, 17);
  Image grey{31, 17, 1, {colors.pixels.begin(), colors.pixels.begin() + 31 * 17}};
  Image clear{31, 17, 4, {}};
  clear.pixels.assign(colors.pixels.begin(), colors.pixels.end());
  clear.pixels.resize(31 * 17 * 4, 77);
  for (const Image& image : {colors, grey, clear}) {
    const Result<Image> decoded = decode_picture(as_bytes(encode(image)), "x");
    REQUIRE(decoded);
    CHECK(*decoded == image);
  }
}

TEST_CASE("a recipe comes back as it was written, short or long") {
  const TemporaryFolder folder;
  for (const std::string& recipe : {std::string(), kShort, long_recipe()}) {
    REQUIRE(write_png(folder / "a.png", sample_picture(8, 8), recipe));
    const Result<LoadedPicture> loaded = read_picture(folder / "a.png");
    REQUIRE(loaded);
    CHECK(loaded->recipe == recipe);
    CHECK(loaded->image == sample_picture(8, 8));
  }
}

TEST_CASE("a short recipe stands in the file as plain text, a long one is packed") {
  const Image image = sample_picture(8, 8);
  CHECK(encode(image, kShort).find(std::string("iTXtfacet\0\0\0\0\0", 14) + kShort) !=
        std::string::npos);
  CHECK(encode(image, long_recipe()).size() < encode(image).size() + long_recipe().size() / 2);
}

TEST_CASE("the same pixels and recipe give the same bytes") {
  CHECK(encode(sample_picture(40, 40), kShort) == encode(sample_picture(40, 40), kShort));
}

TEST_CASE("a change of any single byte is noticed") {
  const std::string png = encode(sample_picture(5, 4), kShort);
  REQUIRE(is_sound(png));
  for (std::size_t i = 0; i < png.size(); ++i) {
    std::string changed = png;
    changed[i] = static_cast<char>(changed[i] ^ 0x40);
    CAPTURE(i);
    CHECK_FALSE(is_sound(changed));
  }
}

TEST_CASE("a file cut off anywhere is an error that names it") {
  const std::string png = encode(sample_picture(5, 4), kShort);
  for (std::size_t length = 0; length < png.size(); ++length) {
    const Result<Image> decoded = decode_picture(as_bytes(png.substr(0, length)), "cut.png");
    REQUIRE_FALSE(decoded);
    CHECK(decoded.error().where == "cut.png");
  }
}

/// A PNG file with one more chunk behind its header.
std::string with_chunk(const std::string& png, const std::string& type, const std::string& data) {
  const std::string typed = type + data;
  std::uint32_t crc = 0xffffffffU;
  for (const char c : typed) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? 0xedb88320U ^ (crc >> 1U) : crc >> 1U;
  }
  crc ^= 0xffffffffU;
  std::string chunk;
  for (int shift = 24; shift >= 0; shift -= 8) chunk += static_cast<char>(data.size() >> shift);
  chunk += typed;
  for (int shift = 24; shift >= 0; shift -= 8) chunk += static_cast<char>(crc >> shift);
  return png.substr(0, 33) + chunk + png.substr(33);
}

TEST_CASE("a recipe that unpacks to more than the limit is refused") {
  const std::string packed = zlib_compress(std::string(kMaxRecipeBytes + 1, ' '));
  const std::string chunk = std::string("facet\0\1\0\0\0", 10) + packed;
  const std::string png = with_chunk(encode(sample_picture(4, 4)), "iTXt", chunk);
  CHECK(decode_picture(as_bytes(png), "x"));
  CHECK_FALSE(png_recipe(as_bytes(png), "x"));
}

TEST_CASE("a recipe that does not unpack or lacks its fields is refused") {
  const std::string png = encode(sample_picture(4, 4));
  for (const std::string& chunk :
       {std::string("facet\0\1\0\0\0broken", 16), std::string("facet\0", 6),
        std::string("facet\0\0\0", 8), std::string("facet\0\2\0\0\0x", 11)}) {
    CHECK_FALSE(png_recipe(as_bytes(with_chunk(png, "iTXt", chunk)), "x"));
  }
}

TEST_CASE("text of other programs is no recipe") {
  const std::string other = std::string("Comment\0\0\0\0\0hello", 17);
  const Result<std::string> recipe =
      png_recipe(as_bytes(with_chunk(encode(sample_picture(4, 4)), "iTXt", other)), "x");
  REQUIRE(recipe);
  CHECK(recipe->empty());
}

TEST_CASE("a header that promises more pixels than the file can hold is refused") {
  const std::string header("\0\0\x40\0\0\0\x40\0\x8\x6\0\0\0", 13);
  const std::string png = encode(sample_picture(4, 4));
  const std::string lying =
      with_chunk(png.substr(0, 8) + std::string(25, ' '), "IHDR", header).erase(8, 25) +
      png.substr(33);
  const Result<Image> decoded = decode_picture(as_bytes(lying), "lying.png");
  REQUIRE_FALSE(decoded);
  CHECK(decoded.error().message.find("16384 x 16384") != std::string::npos);
}

TEST_CASE("a picture over the limit of pixels a side is not written") {
  CHECK_FALSE(encode_png(make_image(kMaxPictureSide + 1, 1)));
  CHECK(encode_png(make_image(kMaxPictureSide, 1)));
  CHECK_FALSE(encode_png(Image{}));
}

}  // namespace
}  // namespace facet
