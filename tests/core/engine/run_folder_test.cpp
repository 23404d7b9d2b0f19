#include "core/engine/run_folder.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "core/base/files.h"
#include "tests/core/engine/temporary_folder.h"

namespace facet {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

RunRecord example() {
  RunRecord record;
  record.plan.data = "drawn:100";
  record.plan.threads = 2;
  record.data_hash = "abc";
  record.data_count = 100;
  record.program = "0.1.0";
  record.created = "2024-01-01T00:00:00Z";
  return record;
}

TEST_CASE("a new run's record is read back and its folders are there") {
  const TemporaryFolder folder;
  const std::string path = folder / "a/b/run";
  {
    const auto run = RunFolder::create(path, example());
    REQUIRE(run);
    CHECK(fs::is_directory(path + "/checkpoint"));
    CHECK(fs::is_directory(path + "/pictures"));
  }
  CHECK(is_run_folder(path));
  const auto record = read_run_record(path);
  REQUIRE(record);
  CHECK(record->plan == example().plan);
  CHECK(record->data_hash == "abc");
  CHECK(record->data_count == 100);
}

TEST_CASE("an existing run is refused without --resume") {
  const TemporaryFolder folder;
  REQUIRE(RunFolder::create(folder / "run", example()));
  const auto again = RunFolder::create(folder / "run", example());
  REQUIRE_FALSE(again);
  CHECK(again.error().message.find("--resume") != std::string::npos);
}

TEST_CASE("every early epoch's grid is kept, and few of very many") {
  int kept = 0;
  for (std::int64_t epoch = 1; epoch <= 1000000; ++epoch) kept += is_kept_epoch(epoch) ? 1 : 0;
  CHECK(kept < 300);
  for (std::int64_t epoch = 1; epoch < 32; ++epoch) CHECK(is_kept_epoch(epoch));
  for (const std::int64_t epoch : {40, 100, 200, 400}) CHECK(is_kept_epoch(epoch));
  CHECK_FALSE(is_kept_epoch(33));
}

TEST_CASE("a folder with other files is refused, one that a kill left without run.json is not") {
  const TemporaryFolder folder;
  fs::create_directories(folder / "mine");
  std::ofstream(folder / "mine/thesis.txt") << "x";
  const auto run = RunFolder::create(folder / "mine", example());
  REQUIRE_FALSE(run);
  CHECK(run.error().message.find("thesis.txt") != std::string::npos);

  fs::create_directories(folder / "left/checkpoint");
  std::ofstream(folder / "left/lock") << "";
  std::ofstream(folder / "left/run.json.123.tmp") << "{";
  CHECK(RunFolder::create(folder / "left", example()));
}

TEST_CASE("a second opener of a run folder is told that it is busy, until the first is gone") {
  const TemporaryFolder folder;
  auto first = RunFolder::create(folder / "run", example());
  REQUIRE(first);
  const auto second = RunFolder::open(folder / "run");
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::kBusy);
  first->reset();
  CHECK(RunFolder::open(folder / "run"));
}

TEST_CASE("a killed program leaves its run folder free") {
  const TemporaryFolder folder;
  REQUIRE(RunFolder::create(folder / "run", example()));
  int ready[2];
  REQUIRE(::pipe(ready) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto held = RunFolder::open(folder / "run");
    const char answer = held ? 'y' : 'n';
    [[maybe_unused]] const ssize_t written = ::write(ready[1], &answer, 1);
    ::pause();
    ::_exit(0);
  }
  char answer = 0;
  REQUIRE(::read(ready[0], &answer, 1) == 1);
  CHECK(answer == 'y');
  const auto busy = RunFolder::open(folder / "run");
  REQUIRE_FALSE(busy);
  CHECK(busy.error().code == ErrorCode::kBusy);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  CHECK(RunFolder::open(folder / "run"));
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST_CASE("opening clears away what killed writes have left") {
  const TemporaryFolder folder;
  REQUIRE(RunFolder::create(folder / "run", example()));
  const std::string left = folder / "run/checkpoint/00000010.safetensors.77.tmp";
  std::ofstream(left) << "half";
  REQUIRE(RunFolder::open(folder / "run"));
  CHECK_FALSE(fs::exists(left));
}

TEST_CASE("the newest two checkpoints are kept") {
  const TemporaryFolder folder;
  const auto run = RunFolder::create(folder / "run", example());
  REQUIRE(run);
  for (const char* step : {"00000010", "00000020", "00000030"}) {
    std::ofstream(folder / ("run/checkpoint/" + std::string(step) + ".safetensors")) << "x";
  }
  (*run)->remove_old_checkpoints();
  CHECK_FALSE(fs::exists(folder / "run/checkpoint/00000010.safetensors"));
  CHECK(fs::exists(folder / "run/checkpoint/00000020.safetensors"));
  (*run)->set_aside_checkpoints_after(20);
  CHECK_FALSE(fs::exists(folder / "run/checkpoint/00000030.safetensors"));
  CHECK(fs::exists(folder / "run/checkpoint/00000020.safetensors"));
}

TEST_CASE("damaged records are errors that name the file") {
  const TemporaryFolder folder;
  fs::create_directories(folder / "run");
  CHECK(read_run_record(folder / "run").error().code == ErrorCode::kNotFound);
  CHECK(RunFolder::open(folder / "nowhere").error().code == ErrorCode::kNotFound);
  CHECK_FALSE(fs::exists(folder / "nowhere"));
  for (const char* text :
       {"", "{", "[]", "{\"format\":\"facet-run\",\"version\":2,\"plan\":{}}",
        "{\"format\":\"facet-run\",\"version\":1}",
        "{\"format\":\"facet-run\",\"version\":1,\"plan\":{\"batch\":-1}}",
        "{\"format\":\"facet-run\",\"version\":1,\"plan\":{\"preset\":\"huge\"}}"}) {
    std::ofstream(folder / "run/run.json") << text;
    const auto record = read_run_record(folder / "run");
    REQUIRE_FALSE(record);
    CHECK(to_string(record.error()).find("run.json") != std::string::npos);
  }
}

TEST_CASE("a place where nothing can be written is an error with a remedy") {
  const auto run = RunFolder::create("/proc/facet", example());
  REQUIRE_FALSE(run);
  CHECK(run.error().where.starts_with("/proc/facet"));
  const TemporaryFolder folder;
  std::ofstream(folder / "file") << "x";
  CHECK_FALSE(RunFolder::create(folder / "file/run", example()));
}

TEST_CASE("names of new runs are free") {
  const TemporaryFolder folder;
  const std::string first = new_run_path(folder.path(), "fast-vae");
  CHECK(first.ends_with("-fast-vae"));
  fs::create_directories(first);
  const std::string second = new_run_path(folder.path(), "fast-vae");
  CHECK(second != first);
}

}  // namespace
}  // namespace facet
