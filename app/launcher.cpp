#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

/// Starts facet-program, which lies beside this file, with OpenMP settled: threads that wait for
/// others spin for microseconds and then sleep. By default they spin for milliseconds, and beside
/// another busy program a training on all cores falls to a tenth of its speed; or, where the
/// program's teams have more threads than there are cores (the active policy lifts that), for so
/// short a time that they sleep at every layer. libgomp reads this before main, and loading
/// LibTorch twice would take a third of a second.
int main(int, char** argv) {
  if (std::getenv("OMP_WAIT_POLICY") == nullptr) {
    ::setenv("OMP_WAIT_POLICY", "active", 1);
    ::setenv("GOMP_SPINCOUNT", "2000", 0);
  }
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::string program = (self.parent_path() / "facet-program").string();
  ::execv(program.c_str(), argv);
  std::perror(("facet: cannot start " + program + "; build it again with ./run build").c_str());
  return 1;
}
