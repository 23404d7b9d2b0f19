#include "app/bench/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>

#include "core/base/elapsed.h"
#include "core/base/files.h"
#include "core/base/json_reader.h"

namespace facet {
namespace {

constexpr int kLookIntervalMs = 50;
constexpr const char* kProgram = "/proc/self/exe";

/// Anonymous memory of a process in MB; 0 when it is gone.
double memory_of(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  std::string key;
  while (status >> key) {
    if (key == "RssAnon:") {
      double kilobytes = 0;
      status >> kilobytes;
      return kilobytes / 1024;
    }
    status.ignore(256, '\n');
  }
  return 0;
}

/// Starts the program with its stdout in `out` and its stderr nowhere. Returns its id or -1.
pid_t start(std::vector<std::string>& arguments, int out) {
  std::vector<char*> words;
  words.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t process = -1;
  const int error = ::posix_spawn(&process, kProgram, &actions, nullptr, words.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? process : -1;
}

/// Reads `in` until the child closes it, looking at the child's memory meanwhile.
std::string read_all(int in, pid_t process, const std::stop_token& stop, double& memory_mb) {
  std::string text;
  std::array<char, 4096> block{};
  bool told = false;
  while (true) {
    pollfd waiting{in, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, kLookIntervalMs);
    memory_mb = std::max(memory_mb, memory_of(process));
    if (stop.stop_requested() && !std::exchange(told, true)) ::kill(process, SIGINT);
    if (ready <= 0) continue;
    const ssize_t count = ::read(in, block.data(), block.size());
    if (count <= 0) return text;
    text.append(block.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

Result<nlohmann::json> run_child(std::vector<std::string> arguments, const std::stop_token& stop) {
  arguments.insert(arguments.begin(), "facet");
  arguments.emplace_back("--json");
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return system_error("open a pipe to", kProgram, errno);
  const auto begin = std::chrono::steady_clock::now();
  const pid_t process = start(arguments, pipe[1]);
  ::close(pipe[1]);
  std::string text;
  double memory_mb = 0;
  int status = 0;
  if (process > 0) {
    text = read_all(pipe[0], process, stop, memory_mb);
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
  }
  ::close(pipe[0]);
  const double wall_s = seconds_since(begin);
  if (stop.stop_requested()) {
    return Error{ErrorCode::kCanceled, "the benchmark was stopped", arguments[1]};
  }
  Result<nlohmann::json> answer = parse_json(text, arguments[1]);
  if (process > 0 && answer && answer->is_object() && WIFEXITED(status) &&
      WEXITSTATUS(status) == 0) {
    (*answer)["wall_s"] = wall_s;
    (*answer)["memory_mb"] = memory_mb;
    return answer;
  }
  return Error{ErrorCode::kInternal,
               "a part of the benchmark failed: " + (text.empty() ? "no answer" : text),
               arguments[1]};
}

}  // namespace facet
