#include "core/base/files.h"

#include <doctest/doctest.h>

#include <cerrno>
#include <filesystem>

#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

TEST_CASE("what is written is read back, and no temporary file stays") {
  const TemporaryFolder folder;
  const std::string bytes("a\0b\n", 4);
  REQUIRE(write_file_atomically(folder / "x", "old"));
  REQUIRE(write_file_atomically(folder / "x", bytes));
  const Result<std::string> read = read_file(folder / "x");
  REQUIRE(read);
  CHECK(*read == bytes);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a file that is not there is an error that names it") {
  const Result<std::string> read = read_file("/no/such/file");
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::kNotFound);
  CHECK(read.error().where == "/no/such/file");
}

TEST_CASE("a folder is not read as a file, and a large file not beyond the limit") {
  const TemporaryFolder folder;
  CHECK_FALSE(read_file(folder.path()));
  REQUIRE(write_file_atomically(folder / "x", "12345"));
  const Result<std::string> read = read_file(folder / "x", 4);
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::kBadInput);
}

TEST_CASE("a write that fails leaves the old file whole") {
  const TemporaryFolder folder;
  REQUIRE(make_folder(folder / "target/inside"));
  // A folder of that name cannot be replaced by a file.
  const Status status = write_file_atomically(folder / "target", "new");
  REQUIRE_FALSE(status);
  CHECK(status.error().where == folder / "target");
  CHECK(std::filesystem::is_directory(folder / "target/inside"));
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a full disk is called that") {
  const Error error = system_error("write the file", "x", ENOSPC);
  CHECK(error.code == ErrorCode::kIo);
  CHECK(error.message.find("disk space") != std::string::npos);
}

}  // namespace
}  // namespace facet
