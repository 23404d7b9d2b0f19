#include "core/data/safetensors.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "core/base/files.h"
#include "tests/support/array_bytes.h"
#include "tests/support/picture_files.h"
#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

/// A file with this header text and `values` bytes behind it.
std::string safetensors_file(const std::string& header, std::size_t values) {
  return number_text<std::uint64_t>({header.size()}) + header + std::string(values, '\1');
}

Result<SafetensorsFile> open_text(const std::string& file) {
  const TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder / "m.safetensors", file));
  return SafetensorsFile::open(folder / "m.safetensors");
}

std::string refusal(const std::string& file) {
  const Result<SafetensorsFile> opened = open_text(file);
  if (opened) return "";
  CHECK(opened.error().where.find("m.safetensors") != std::string::npos);
  return opened.error().message;
}

bool contains(const std::string& text, const std::string& part) {
  CAPTURE(text);
  return text.find(part) != std::string::npos;
}

TEST_CASE("tensors of every type and metadata come back as they were written") {
  const std::string bytes = "0123456789abcdefghijklmnopqrstuv";
  const auto span = [&](std::size_t count) {
    return as_bytes(std::string_view(bytes)).first(count);
  };
  const std::vector<TensorEntry> entries = {
      {"u8", TensorType::kU8, {7}, span(7)},        {"f64", TensorType::kF64, {2, 2}, span(32)},
      {"bf16", TensorType::kBF16, {1, 3}, span(6)}, {"f16", TensorType::kF16, {5}, span(10)},
      {"i64", TensorType::kI64, {1}, span(8)},      {"i32", TensorType::kI32, {2}, span(8)},
      {"bool", TensorType::kBOOL, {3}, span(3)},    {"scalar", TensorType::kF32, {}, span(4)},
      {"none", TensorType::kF32, {0, 5}, span(0)}};
  const TensorMetadata metadata = {{"preset", "fast-vae"}, {"text", "ä \"quoted\"\n"}};
  const TemporaryFolder folder;
  REQUIRE(write_safetensors(folder / "m.safetensors", entries, metadata));
  const Result<SafetensorsFile> file = SafetensorsFile::open(folder / "m.safetensors");
  REQUIRE(file);
  CHECK(file->metadata() == metadata);
  CHECK(file->entries().size() == entries.size());
  for (const TensorEntry& wanted : entries) {
    const TensorEntry* found = file->find(wanted.name);
    REQUIRE(found != nullptr);
    CHECK(found->type == wanted.type);
    CHECK(found->shape == wanted.shape);
    CHECK(std::equal(found->bytes.begin(), found->bytes.end(), wanted.bytes.begin(),
                     wanted.bytes.end()));
    CHECK(reinterpret_cast<std::uintptr_t>(found->bytes.data()) % tensor_type_bytes(found->type) ==
          0);
  }
  CHECK(file->find("absent") == nullptr);
}

TEST_CASE("a file without tensors is a file") {
  const TemporaryFolder folder;
  REQUIRE(write_safetensors(folder / "m.safetensors", {}, {{"a", "b"}}));
  const Result<SafetensorsFile> file = SafetensorsFile::open(folder / "m.safetensors");
  REQUIRE(file);
  CHECK(file->entries().empty());
}

TEST_CASE("entries stay valid when the file is moved") {
  Result<SafetensorsFile> file =
      open_text(safetensors_file(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}})", 2));
  REQUIRE(file);
  const SafetensorsFile moved = std::move(*file);
  REQUIRE(moved.find("a") != nullptr);
  CHECK(moved.find("a")->bytes[1] == 1);
}

TEST_CASE("an entry whose bytes do not fit its shape is never written") {
  const TemporaryFolder folder;
  const std::vector<TensorEntry> entries = {{"a", TensorType::kF32, {2}, as_bytes("1234")}};
  CHECK_FALSE(write_safetensors(folder / "m.safetensors", entries, {}));
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("headers that lie are refused with the reason") {
  const auto tensor = [](const std::string& type, const std::string& shape,
                         const std::string& offsets) {
    return R"({"a":{"dtype":")" + type + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets +
           "}}";
  };
  const auto message = [&](const std::string& header, std::size_t values) {
    return refusal(safetensors_file(header, values));
  };
  CHECK(message(tensor("F32", "[2]", "[0,8]"), 8).empty());
  CHECK(contains(message(tensor("F32", "[2]", "[0,8]"), 4), "reaches to byte 8 of 4"));
  CHECK(contains(message(tensor("F32", "[2]", "[0,8]"), 9), "end at byte 8 of 9"));
  CHECK(contains(message(tensor("F32", "[2]", "[1,9]"), 9), "gap"));
  CHECK(contains(message(tensor("F32", "[2]", "[0,4]"), 4), "not what its shape says"));
  CHECK(contains(message(tensor("F32", "[2]", "[8,0]"), 8), "reaches"));
  CHECK(contains(message(tensor("F32", "[2]", "[-8,0]"), 8), "impossible offsets"));
  CHECK(contains(message(tensor("F32", "[2]", "[0]"), 8), "impossible offsets"));
  CHECK(contains(message(tensor("F32", "[-2]", "[0,8]"), 8), "impossible shape"));
  CHECK(contains(message(tensor("F32", "[2.5]", "[0,8]"), 8), "impossible shape"));
  CHECK(contains(message(tensor("F32", "[18446744073709551615]", "[0,8]"), 8), "impossible shape"));
  CHECK(contains(message(tensor("F32", "[4294967296,4294967296]", "[0,0]"), 0), "shape says"));
  CHECK(contains(message(tensor("C64", "[1]", "[0,8]"), 8), "none of F64"));
  CHECK(contains(message(R"({"a":{"dtype":"F32"}})", 0), "lacks"));
  CHECK(contains(message(R"({"a":7})", 0), "lacks"));
  CHECK(contains(message(R"({"__metadata__":{"a":1}})", 0), "not a text"));
  CHECK(contains(message(R"({"__metadata__":[]})", 0), "not an object"));
}

TEST_CASE("tensors that overlap and names that come twice are refused") {
  const std::string two = R"({"dtype":"U8","shape":[2],"data_offsets":[0,2]})";
  CHECK(contains(refusal(safetensors_file(R"({"a":)" + two + R"(,"b":)" + two + "}", 2)),
                 "overlaps"));
  CHECK(contains(refusal(safetensors_file(R"({"a":)" + two + R"(,"a":)" + two + "}", 2)), "twice"));
}

TEST_CASE("what is no header is refused") {
  CHECK(contains(refusal(""), "0 bytes"));
  CHECK(contains(refusal("1234567"), "7 bytes"));
  CHECK(contains(refusal(std::string(8, '\xff')), "promises a header"));
  CHECK(contains(refusal(number_text<std::uint64_t>({9}) + "{}"), "promises a header"));
  CHECK(contains(refusal(safetensors_file("[]", 0)), "not a JSON object"));
  CHECK(contains(refusal(safetensors_file("{", 0)), "not a JSON object"));
  CHECK(contains(refusal(safetensors_file("\xff\xfe", 0)), "not a JSON object"));
  CHECK(contains(refusal(safetensors_file(std::string(10000, '['), 0)), "nested"));
  CHECK_FALSE(SafetensorsFile::open("/no/such/file"));
}

}  // namespace
}  // namespace facet
