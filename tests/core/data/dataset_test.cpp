#include "core/data/dataset.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "core/base/files.h"
#include "core/image/codec.h"
#include "tests/support/array_bytes.h"
#include "tests/support/picture_files.h"
#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

Result<DatasetPtr> open_text(const std::string& file, const OpenOptions& options = {}) {
  const TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder / "x.npy", file));
  return open_dataset(folder / "x.npy", options);
}

Image first_picture(const std::string& file) {
  const Result<DatasetPtr> dataset = open_text(file);
  REQUIRE(dataset);
  return *(*dataset)->picture(0);
}

std::string refusal(const std::string& file) {
  const Result<DatasetPtr> dataset = open_text(file);
  if (dataset) return "";
  CHECK(dataset.error().where.find("x.npy") != std::string::npos);
  return dataset.error().message;
}

bool contains(const std::string& text, const std::string& part) {
  CAPTURE(text);
  return text.find(part) != std::string::npos;
}

/// One picture of 64 x 64 whose values cycle through `values`, as an .npy file.
template <typename T>
std::string cycling(const std::string& descr, const std::vector<T>& values,
                    std::endian order = std::endian::little) {
  std::vector<T> all(64 * 64 * 3);
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = values[i % values.size()];
  return npy_file(npy_dictionary(descr, "(1, 64, 64, 3)"), number_text(all, order));
}

/// The first bytes of the picture made of `cycling` values.
template <typename T>
std::vector<int> bytes_of(const std::string& descr, const std::vector<T>& values,
                          std::endian order = std::endian::little) {
  const Image picture = first_picture(cycling(descr, values, order));
  return {picture.pixels.begin(),
          picture.pixels.begin() + static_cast<std::ptrdiff_t>(values.size())};
}

TEST_CASE("pictures of 64 x 64 RGB bytes are one block, to the byte") {
  const std::string file = npy_pictures(20);
  const Result<DatasetPtr> dataset = open_text(file);
  REQUIRE(dataset);
  CHECK((*dataset)->size() == 20);
  CHECK((*dataset)->held_out() == 2);
  CHECK((*dataset)->training_size() == 18);
  CHECK((*dataset)->source_width() == 64);
  REQUIRE((*dataset)->block().size() == 20 * kFaceBytes);
  const std::string values = file.substr(file.size() - 20 * kFaceBytes);
  CHECK(std::equal(values.begin(), values.end(), (*dataset)->block().begin(),
                   [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; }));
  const ImagePtr last = (*dataset)->picture(19);
  CHECK(std::equal(last->pixels.begin(), last->pixels.end(),
                   (*dataset)->block().begin() + 19 * kFaceBytes));
}

TEST_CASE("the hash follows from the pictures, not from how they are stored") {
  const Result<DatasetPtr> bytes = open_text(npy_pictures(1));
  REQUIRE(bytes);
  const Image picture = *(*bytes)->picture(0);
  std::vector<float> floats;
  for (const std::uint8_t value : picture.pixels) floats.push_back(value / 255.0F);
  const Result<DatasetPtr> same =
      open_text(npy_file(npy_dictionary("<f4", "(1, 64, 64, 3)"), number_text(floats)));
  REQUIRE(same);
  CHECK((*same)->hash() == (*bytes)->hash());
  CHECK((*same)->block().empty());
  floats[5000] = 1 - floats[5000];
  const Result<DatasetPtr> other =
      open_text(npy_file(npy_dictionary("<f4", "(1, 64, 64, 3)"), number_text(floats)));
  REQUIRE(other);
  CHECK((*other)->hash() != (*bytes)->hash());
}

TEST_CASE("floats are stretched from the range that they fill") {
  CHECK(bytes_of<float>("<f4", {0, 0.5F, 1}) == std::vector<int>{0, 128, 255});
  CHECK(bytes_of<float>("<f4", {-1, 0, 1}) == std::vector<int>{0, 128, 255});
  CHECK(bytes_of<double>("<f8", {0, 100.4, 255}) == std::vector<int>{0, 100, 255});
  CHECK(bytes_of<float>(">f4", {-0.02F, 0.2F, 1.02F}, std::endian::big) ==
        std::vector<int>{0, 51, 255});
  CHECK(bytes_of<std::uint16_t>("<f2", {0, 0x3800, 0x3c00}) == std::vector<int>{0, 128, 255});
}

TEST_CASE("whole numbers mean 0 to 255, or 16 bits where they go beyond") {
  CHECK(bytes_of<std::int64_t>("<i8", {0, 17, 255}) == std::vector<int>{0, 17, 255});
  CHECK(bytes_of<std::int32_t>(">i4", {0, 17, 200}, std::endian::big) ==
        std::vector<int>{0, 17, 200});
  CHECK(bytes_of<std::uint16_t>("<u2", {0, 257 * 17, 65535}) == std::vector<int>{0, 17, 255});
  CHECK(bytes_of<std::int16_t>("<i2", {-3, 17, 260}) == std::vector<int>{0, 17, 255});
  CHECK(bytes_of<std::uint8_t>("|b1", {0, 1, 1}) == std::vector<int>{0, 255, 255});
}

TEST_CASE("a range that is no picture's is refused with its ends") {
  CHECK(contains(refusal(cycling<float>("<f4", {-3, 2.5F, 0})), "from -3 to 2.5"));
  CHECK(contains(refusal(cycling<std::int8_t>("|i1", {-128, 127})), "from -128 to 127"));
  CHECK(contains(refusal(cycling<std::int32_t>("<i4", {0, 70000})), "70000"));
}

TEST_CASE("a value that is not finite is found wherever it stands, and named") {
  std::vector<float> values(2 * 64 * 64 * 3, 0.5F);
  for (const bool fortran : {false, true}) {
    values[12288 + 3 * 65] = std::numeric_limits<float>::quiet_NaN();
    const std::string message =
        refusal(npy_file(npy_dictionary("<f4", "(2, 64, 64, 3)", fortran), number_text(values)));
    CHECK(contains(message, "NaN"));
    CHECK(contains(message, fortran ? "[1, 33, 33, 1]" : "[1, 1, 1, 0]"));
  }
}

TEST_CASE("Fortran order gives the same pictures as C order") {
  const std::int64_t sides[4] = {3, 5, 7, 3};
  std::vector<std::uint8_t> rows;
  for (int i = 0; i < 3 * 5 * 7 * 3; ++i) rows.push_back(static_cast<std::uint8_t>(i * 37));
  std::vector<std::uint8_t> columns(rows.size());
  std::size_t at = 0;
  for (std::int64_t n = 0; n < sides[0]; ++n) {
    for (std::int64_t y = 0; y < sides[1]; ++y) {
      for (std::int64_t x = 0; x < sides[2]; ++x) {
        for (std::int64_t c = 0; c < sides[3]; ++c) {
          const std::int64_t to = n + sides[0] * (y + sides[1] * (x + sides[2] * c));
          columns[static_cast<std::size_t>(to)] = rows[at++];
        }
      }
    }
  }
  const Result<DatasetPtr> c =
      open_text(npy_file(npy_dictionary("|u1", "(3, 5, 7, 3)"), number_text(rows)));
  const Result<DatasetPtr> fortran =
      open_text(npy_file(npy_dictionary("|u1", "(3, 5, 7, 3)", true), number_text(columns)));
  REQUIRE(c);
  REQUIRE(fortran);
  for (int i = 0; i < 3; ++i) CHECK(*(*c)->picture(i) == *(*fortran)->picture(i));
  CHECK((*c)->source_width() == 7);
  CHECK((*c)->source_height() == 5);
}

TEST_CASE("grey, one channel and RGBA become RGB") {
  const std::string grey(64 * 64, 'a');
  CHECK(first_picture(npy_file(npy_dictionary("|u1", "(1, 64, 64)"), grey)) ==
        plain_picture(64, 64, 'a', 'a', 'a'));
  CHECK(first_picture(npy_file(npy_dictionary("|u1", "(1, 64, 64, 1)"), grey)) ==
        plain_picture(64, 64, 'a', 'a', 'a'));
  std::string clear;
  for (int i = 0; i < 64 * 64; ++i) clear += std::string("\1\2\3\0", 4);
  CHECK(first_picture(npy_file(npy_dictionary("|u1", "(1, 64, 64, 4)"), clear)) ==
        plain_picture(64, 64, 255, 255, 255));
}

TEST_CASE("oblong pictures give their middle square") {
  Image wide = plain_picture(30, 10, 255, 0, 0);
  paste(plain_picture(10, 10, 0, 0, 255), 10, 0, wide);
  CHECK(to_face(wide) == plain_picture(64, 64, 0, 0, 255));
  Image tall = plain_picture(10, 30, 255, 0, 0);
  paste(plain_picture(10, 10, 0, 0, 255), 0, 10, tall);
  CHECK(to_face(tall) == plain_picture(64, 64, 0, 0, 255));
}

TEST_CASE("shapes that are no pictures are refused with what to do") {
  const auto shaped = [](const std::string& shape, std::size_t bytes) {
    return refusal(npy_file(npy_dictionary("|u1", shape), std::string(bytes, 'x')));
  };
  CHECK(contains(shaped("(2, 12288)", 24576), "reshape"));
  CHECK(contains(shaped("(2, 3, 64, 64)", 24576), "transpose(0, 2, 3, 1)"));
  CHECK(contains(shaped("(64, 64, 3)", 12288), "single picture"));
  CHECK(contains(shaped("(0, 64, 64, 3)", 0), "no pictures"));
  CHECK(contains(shaped("(2, 0, 64, 3)", 0), "1 to 16384"));
  CHECK(contains(shaped("(1, 1, 20000, 1)", 20000), "1 to 16384"));
  CHECK(contains(shaped("(1, 8, 8, 2)", 128), "channel count"));
  CHECK(contains(shaped("()", 1), "reshape"));
}

TEST_CASE("files of other kinds are called by their name") {
  CHECK(contains(refusal(""), "empty"));
  CHECK(contains(refusal("PK\3\4xxxx"), "zip archive"));
  CHECK(contains(refusal("\x80\4\x95xxxx"), "pickle"));
  CHECK(contains(refusal("\x1f\x8bxxxx"), "gunzip"));
  CHECK(contains(refusal("\x89PNGxxxx"), "folder"));
  CHECK(contains(refusal("a,b,c\n"), "neither .npy nor IDX"));
  const Result<DatasetPtr> absent = open_dataset("/no/such/data");
  REQUIRE_FALSE(absent);
  CHECK(absent.error().code == ErrorCode::kNotFound);
  CHECK_FALSE(open_dataset("/dev/null"));
  CHECK_FALSE(open_dataset(""));
}

TEST_CASE("labels beside a file come with it, and must fit it") {
  const TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder / "x.npy", npy_pictures(2)));
  REQUIRE(write_file_atomically(folder / "x.csv", "index,hair\n0,red\n1,blue\n"));
  const Result<DatasetPtr> dataset = open_dataset(folder / "x.npy");
  REQUIRE(dataset);
  CHECK(describe_labels((*dataset)->labels(), 1) == "hair=blue");
  REQUIRE(write_file_atomically(folder / "x.csv", "index,hair\n0,red\n"));
  const Result<DatasetPtr> unequal = open_dataset(folder / "x.npy");
  REQUIRE_FALSE(unequal);
  CHECK(unequal.error().where == folder / "x.csv");
  CHECK(contains(unequal.error().message, "1 rows of labels for 2 pictures"));
}

TEST_CASE("reading a converted file reports progress and can be stopped") {
  const std::string file = cycling<float>("<f4", {0, 1});
  OpenOptions options;
  int calls = 0;
  options.progress = [&](double share) {
    CHECK(share >= 0);
    CHECK(share < 1);
    ++calls;
    return true;
  };
  CHECK(open_text(file, options));
  CHECK(calls > 0);
  options.progress = [](double) { return false; };
  const Result<DatasetPtr> stopped = open_text(file, options);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::kCanceled);
}

TEST_CASE("what must be converted is converted once, and again when the file changes") {
  const TemporaryFolder folder;
  const TemporaryFolder cache;
  int calls = 0;
  const OpenOptions options{cache.path(), [&](double) { return ++calls > 0; }};
  const auto open = [&](const OpenOptions& with) {
    const Result<DatasetPtr> dataset = open_dataset(folder / "x.npy", with);
    REQUIRE(dataset);
    return *dataset;
  };
  REQUIRE(write_file_atomically(folder / "x.npy", cycling<float>("<f4", {0, 1})));
  const std::string hash = open({})->hash();
  CHECK(open(options)->hash() == hash);
  CHECK(calls > 0);
  calls = 0;
  CHECK(open(options)->block().size() == kFaceBytes);
  CHECK(open(options)->hash() == hash);
  CHECK(calls == 0);
  CHECK(open({"/dev/null/cache", {}})->hash() == hash);
  REQUIRE(write_file_atomically(folder / "x.npy", cycling<double>("<f8", {0, 0.5})));
  CHECK(open(options)->hash() != hash);
}

TEST_CASE("IDX files of digits are read, both as bytes and as big-endian floats") {
  const std::string digits = idx_file(8, {2, 28, 28}, std::string(2 * 28 * 28, '\x40'));
  const Result<DatasetPtr> bytes = open_text(digits);
  REQUIRE(bytes);
  CHECK((*bytes)->size() == 2);
  CHECK((*bytes)->source_width() == 28);
  CHECK(*(*bytes)->picture(1) == plain_picture(64, 64, 64, 64, 64));
  const std::vector<float> values(12 * 12, 1.0F);
  CHECK(first_picture(idx_file(13, {1, 12, 12, 1}, number_text(values, std::endian::big))) ==
        plain_picture(64, 64, 255, 255, 255));
}

TEST_CASE("IDX files that are cut off, lie or hold no pictures are refused") {
  const std::string digits = idx_file(8, {2, 28, 28}, std::string(2 * 28 * 28, 'x'));
  for (std::size_t length = 4; length < digits.size(); length += 7) {
    CHECK_FALSE(refusal(digits.substr(0, length)).empty());
  }
  CHECK(contains(refusal(digits + "x"), "does not fit"));
  CHECK(contains(refusal(idx_file(8, {0xffffffff, 0xffffffff, 0xffffffff}, "x")), "no file"));
  CHECK(contains(refusal(idx_file(8, {6}, "123456")), "(6,)"));
}

}  // namespace
}  // namespace facet
