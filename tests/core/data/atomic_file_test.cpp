#include "core/data/atomic_file.h"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "core/base/files.h"
#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

std::size_t files_in(const TemporaryFolder& folder) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(folder.path()), {}));
}

/// Runs `work` in a process of its own and returns its exit status as waitpid gives it.
template <typename Work>
int run_apart(Work work) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

TEST_CASE("nothing appears before commit, and everything after") {
  const TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder / "x", "old"));
  Result<AtomicFile> file = AtomicFile::create(folder / "x");
  REQUIRE(file);
  REQUIRE(file->write(std::string_view("head body")));
  REQUIRE(file->rewrite(0, "HEAD"));
  CHECK(*read_file(folder / "x") == "old");
  REQUIRE(file->commit());
  CHECK(*read_file(folder / "x") == "HEAD body");
  CHECK(files_in(folder) == 1);
}

TEST_CASE("a file of many blocks holds every byte, whatever the pieces it was written in") {
  const TemporaryFolder folder;
  std::string bytes(5'000'001, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<char>(i * 2654435761U >> 9U);
  Result<AtomicFile> file = AtomicFile::create(folder / "x");
  REQUIRE(file);
  const std::string_view all = bytes;
  std::size_t at = 0;
  for (const std::size_t piece : {std::size_t{8}, std::size_t{3'000'000}, std::size_t{77}}) {
    REQUIRE(file->write(all.substr(at, piece)));
    at += piece;
  }
  REQUIRE(file->rewrite(2, "header"));
  bytes.replace(2, 6, "header");
  REQUIRE(file->write(all.substr(at)));
  REQUIRE(file->commit());
  CHECK((*read_file(folder / "x") == bytes));
}

TEST_CASE("a file that is given up leaves the old one and no other") {
  const TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder / "x", "old"));
  {
    Result<AtomicFile> file = AtomicFile::create(folder / "x");
    REQUIRE(file);
    REQUIRE(file->write(std::string_view("new")));
    const AtomicFile moved = std::move(*file);
    CHECK(files_in(folder) == 2);
  }
  CHECK(*read_file(folder / "x") == "old");
  CHECK(files_in(folder) == 1);
}

TEST_CASE("a kill in the middle leaves the old file whole, and what it left can be taken away") {
  const TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder / "x", "old"));
  const int status = run_apart([&] {
    Result<AtomicFile> file = AtomicFile::create(folder / "x");
    if (!file || !file->write(std::string_view("half of the new"))) return 1;
    return ::raise(SIGKILL);
  });
  REQUIRE(WIFSIGNALED(status));
  CHECK(*read_file(folder / "x") == "old");
  CHECK(files_in(folder) == 2);
  remove_abandoned_files(folder.path());
  CHECK(*read_file(folder / "x") == "old");
  CHECK(files_in(folder) == 1);
}

TEST_CASE("a file that is still being written is not taken away") {
  const TemporaryFolder folder;
  Result<AtomicFile> file = AtomicFile::create(folder / "x");
  REQUIRE(file);
  REQUIRE(file->write(std::string_view("new")));
  remove_abandoned_files(folder.path());
  REQUIRE(file->commit());
  CHECK(*read_file(folder / "x") == "new");
}

TEST_CASE("a full disk is a sentence, and the old file stays whole") {
  const TemporaryFolder folder;
  REQUIRE(write_file_atomically(folder / "x", "old"));
  const int status = run_apart([&] {
    // A limit on file sizes stands for the full disk.
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    Result<AtomicFile> file = AtomicFile::create(folder / "x");
    if (!file || !file->write(std::string(500, 'a'))) return 1;
    const Status written = file->write(std::string(1000, 'b'));
    const Status full = written ? file->commit() : written;
    const bool named = !full && full.error().message.find("disk space") != std::string::npos &&
                       full.error().where == folder / "x";
    return named ? 0 : 2;
  });
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(*read_file(folder / "x") == "old");
  CHECK(files_in(folder) == 1);
}

TEST_CASE("a folder that is not there is an error that names the file") {
  const Result<AtomicFile> file = AtomicFile::create("/no/such/folder/x");
  REQUIRE_FALSE(file);
  CHECK(file.error().where == "/no/such/folder/x");
}

}  // namespace
}  // namespace facet
