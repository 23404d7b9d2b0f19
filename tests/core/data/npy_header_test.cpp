#include "core/data/npy_header.h"

#include <doctest/doctest.h>

#include "tests/support/array_bytes.h"
#include "tests/support/picture_files.h"

namespace facet {
namespace {

Result<ArrayLayout> parse(const std::string& file) {
  return parse_npy_header(as_bytes(file), "x.npy");
}

/// The message for a header with this dictionary and 6 bytes behind it; empty: accepted.
std::string refusal(const std::string& dictionary) {
  const Result<ArrayLayout> layout = parse(npy_file(dictionary, "123456"));
  if (layout) return "";
  CHECK(layout.error().where == "x.npy");
  CHECK(layout.error().code == ErrorCode::kBadInput);
  return layout.error().message;
}

bool contains(const std::string& text, const std::string& part) {
  CAPTURE(text);
  return text.find(part) != std::string::npos;
}

TEST_CASE("a header is read in every version, order of keys and byte order") {
  for (const int version : {1, 2, 3}) {
    const Result<ArrayLayout> layout =
        parse(npy_file(npy_dictionary(">i2", "(3, 1)", true), "123456", version));
    REQUIRE(layout);
    CHECK(layout->type == ElementType::kInt16);
    CHECK(layout->order == std::endian::big);
    CHECK(layout->fortran);
    CHECK(layout->shape == std::vector<std::int64_t>{3, 1});
    CHECK(layout->count() == 3);
  }
  CHECK(refusal(R"({"shape":(6,),"descr":"|u1","fortran_order":False})").empty());
  CHECK(refusal("{'shape': (2L, 3L), 'fortran_order': False, 'descr': '|b1'}").empty());
}

TEST_CASE("every number type of up to 64 bits is known") {
  const std::vector<std::pair<std::string, std::size_t>> types = {
      {"|b1", 1}, {"|u1", 1}, {"|i1", 1}, {"<u2", 2}, {"<i2", 2}, {"<u4", 4},
      {"<i4", 4}, {"<u8", 8}, {">i8", 8}, {"<f2", 2}, {">f4", 4}, {"<f8", 8}};
  for (const auto& [descr, bytes] : types) {
    const std::string file = npy_file(npy_dictionary(descr, "(2,)"), std::string(2 * bytes, '\0'));
    const Result<ArrayLayout> layout = parse(file);
    REQUIRE(layout);
    CHECK(element_bytes(layout->type) == bytes);
  }
}

TEST_CASE("a header of its own making is read back, and keeps its length when rows are added") {
  const std::vector<std::int64_t> none = {0, 64, 64, 3};
  const std::vector<std::int64_t> many = {1000000, 64, 64, 3};
  CHECK(format_npy_header("|u1", none).size() == format_npy_header("|u1", many).size());
  CHECK(format_npy_header("|u1", none).size() % 64 == 0);
  const Result<ArrayLayout> layout = parse(format_npy_header("|u1", none));
  REQUIRE(layout);
  CHECK(layout->shape == none);
}

TEST_CASE("impossible shapes are refused") {
  CHECK(contains(refusal(npy_dictionary("|u1", "(-1, 6)")), "negative"));
  CHECK(contains(refusal(npy_dictionary("|u1", "(99999999999999999999,)")), "too large"));
  CHECK(contains(refusal(npy_dictionary("<f8", "(4294967296, 4294967296)")), "no file can hold"));
  CHECK(contains(refusal(npy_dictionary("<f8", "(9223372036854775807,)")), "no file can hold"));
  CHECK(contains(refusal(npy_dictionary("|u1", "(6, x)")), "not a number"));
  CHECK(contains(refusal(npy_dictionary("|u1", "(6")), "a side of the shape"));
  CHECK(contains(refusal(npy_dictionary("|u1", "(6 7)")), "never closed"));
  std::string sides = "(1";
  for (int i = 0; i < 40; ++i) sides += ", 1";
  CHECK(contains(refusal(npy_dictionary("|u1", sides + ")")), "too many sides"));
}

TEST_CASE("a header that lies about the file's size is refused with both sizes") {
  const std::string more = refusal(npy_dictionary("|u1", "(7,)"));
  CHECK(contains(more, "7 bytes"));
  CHECK(contains(more, "6 bytes"));
  CHECK(contains(more, "cut off"));
  CHECK(contains(refusal(npy_dictionary("|u1", "(5,)")), "does not fit"));
}

TEST_CASE("types that are no plain numbers are refused with what to do") {
  CHECK(contains(refusal(npy_dictionary("|O", "(6,)")), "Python objects"));
  CHECK(contains(refusal("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}"),
                 "structured"));
  for (const char* descr : {"<c8", "<U4", "|S3", "<f16", "<M8[ns]", "", "<", "|u3"}) {
    CHECK(contains(refusal(npy_dictionary(descr, "(1,)")), "astype"));
  }
}

TEST_CASE("a damaged dictionary is refused with the place") {
  for (const char* text : {"", "[]", "{", "{'descr'}", "{'descr': '|u1'}", "{'a': 1}",
                           "{'descr': '|u1', 'fortran_order': 1, 'shape': (6,)}",
                           "{'descr': '|u1', 'fortran_order': False, 'shape': 6}",
                           "{'descr': '|u1', 'fortran_order': False, 'shape': (6,)} x",
                           "{'descr': '|u1' 'shape': (6,)}", "{'descr': '|u1"}) {
    CHECK(contains(refusal(text), "(byte "));
  }
}

TEST_CASE("a file that ends within its header is refused at every length") {
  const std::string file = npy_file(npy_dictionary("|u1", "(6,)"), "123456");
  for (std::size_t length = 6; length < file.size(); ++length) {
    CHECK_FALSE(parse(file.substr(0, length)));
  }
  CHECK(parse(file));
}

TEST_CASE("an unknown version and a huge header length are refused") {
  std::string file = npy_file(npy_dictionary("|u1", "(6,)"), "123456", 2);
  CHECK(parse(file));
  file[11] = '\x7f';
  CHECK_FALSE(parse(file));
  file[6] = 9;
  CHECK(contains(parse(file).error().message, "version is 9"));
}

}  // namespace
}  // namespace facet
