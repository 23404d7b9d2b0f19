#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>

#include "core/model/checkpoint.h"
#include "tests/core/engine/temporary_folder.h"
#include "tests/core/engine/tiny_run.h"
#include "tests/core/model/weights_hashes.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

extern char** environ;

namespace facet {
namespace {

using test::TemporaryFolder;

constexpr const char* kFolderVariable = "FACET_TEST_KILLED_RUN";

TEST_CASE("child: trains and saves until it is killed" * doctest::skip()) {
  const char* folder = std::getenv(kFolderVariable);
  REQUIRE(folder != nullptr);
  auto run =
      TrainingRun::create(test::tiny_plan(100000), test::tiny_data(), folder, test::tiny_options());
  REQUIRE(run);
  while (!(*run)->done()) {
    REQUIRE((*run)->advance());
    REQUIRE((*run)->save());
    [[maybe_unused]] const ssize_t told = ::write(STDOUT_FILENO, ".", 1);
  }
}

/// This program again, running the case above, with its output in a pipe.
class Child {
 public:
  explicit Child(const std::string& folder) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    std::string name = "/proc/self/exe";
    std::string filter = "--test-case=child: trains*";
    std::string skipped = "--no-skip";
    std::string quiet = "--no-intro";
    std::array<char*, 5> arguments = {name.data(), filter.data(), skipped.data(), quiet.data(),
                                      nullptr};
    ::setenv(kFolderVariable, folder.c_str(), 1);
    REQUIRE(::posix_spawn(&id_, name.c_str(), &actions, nullptr, arguments.data(), environ) == 0);
    ::unsetenv(kFolderVariable);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    output_ = ends[0];
  }
  ~Child() {
    kill();
    ::close(output_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Waits for so many checkpoints; false where the child ended before.
  bool wait_saves(int count) const {
    char dot = 0;
    for (int saves = 0; saves < count;) {
      if (::read(output_, &dot, 1) != 1) return false;
      saves += dot == '.' ? 1 : 0;
    }
    return true;
  }
  void kill() {
    if (id_ <= 0) return;
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
    id_ = 0;
  }

 private:
  pid_t id_ = 0;
  int output_ = -1;
};

TEST_CASE("a program killed while it trains and saves leaves a run that goes on to the bit") {
  const TemporaryFolder folder;
  const std::string path = folder / "run";
  {
    Child child(path);
    REQUIRE(child.wait_saves(3));
  }  // killed in the midst of the next step or of its checkpoint
  ResumeRequest request;
  request.steps = 6;
  auto run = TrainingRun::resume(path, test::tiny_data(), request, test::tiny_options());
  REQUIRE(run);
  CHECK((*run)->step() >= 3);
  while (!(*run)->done()) REQUIRE((*run)->advance());
  if ((*run)->step() == 6) {
    const auto whole = test::tiny_run(folder / "whole", 6);
    REQUIRE(whole);
    CHECK(test::hashes(*(*run)->snapshot()) == test::hashes(*whole->snapshot()));
  }
}

TEST_CASE("a full disk costs a notice and the newest checkpoint, not the run") {
  const TemporaryFolder folder;
  const std::string path = folder / "run";
  auto run =
      TrainingRun::create(test::tiny_plan(100), test::tiny_data(), path, test::tiny_options());
  REQUIRE(run);
  REQUIRE((*run)->advance());
  REQUIRE((*run)->save());
  // A limit on the size of files fails as a full disk does.
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = ::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{100000, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  REQUIRE((*run)->advance());
  const Status saved = (*run)->save();
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
  ::signal(SIGXFSZ, handler);

  REQUIRE_FALSE(saved);
  CHECK(saved.error().message.find("disk space") != std::string::npos);
  CHECK_FALSE((*run)->take_notices().empty());
  CHECK(newest_checkpoint(path)->state.step == 1);
  REQUIRE((*run)->advance());
  CHECK((*run)->save());
  CHECK(newest_checkpoint(path)->state.step == 3);
}

}  // namespace
}  // namespace facet
