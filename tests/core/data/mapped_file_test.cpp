#include "core/data/mapped_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "core/base/files.h"
#include "tests/support/temporary_folder.h"

using namespace facet;

TEST_CASE("a mapped file reads the same whatever of it was asked for before") {
  const TemporaryFolder folder;
  std::string text(50000, 'a');
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>(i % 251);
  REQUIRE(write_file_atomically(folder / "bytes", text));
  const auto file = MappedFile::open(folder / "bytes");
  REQUIRE(file);
  for (const std::size_t begin : {0U, 1U, 4095U, 4096U, 49999U, 50000U}) {
    fetch_soon(file->bytes().subspan(begin));
    fetch_soon(file->bytes().subspan(0, begin));
  }
  fetch_soon({});
  CHECK(std::ranges::equal(file->bytes(), text, [](std::uint8_t a, char b) {
    return a == static_cast<std::uint8_t>(b);
  }));
}

TEST_CASE("only plain files are mapped") {
  const TemporaryFolder folder;
  CHECK(MappedFile::open(folder.path()).error().code == ErrorCode::kBadInput);
  CHECK(MappedFile::open(folder / "none").error().code == ErrorCode::kNotFound);
}
