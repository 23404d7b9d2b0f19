#include "app/interrupt.h"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>

namespace facet {

Interrupt::Interrupt() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signals_ = ::signalfd(-1, &set, SFD_CLOEXEC);
  finished_ = ::eventfd(0, EFD_CLOEXEC);
  watcher_ = std::jthread([this] { watch(); });
}

Interrupt::~Interrupt() {
  const std::uint64_t one = 1;
  // The counter of an eventfd that nobody else writes cannot overflow, so the write cannot fail.
  [[maybe_unused]] const ssize_t written = ::write(finished_, &one, sizeof one);
  watcher_.join();
  ::close(signals_);
  ::close(finished_);
}

void Interrupt::watch() {
  pollfd waiting[] = {{signals_, POLLIN, 0}, {finished_, POLLIN, 0}};
  while (true) {
    if (::poll(waiting, 2, -1) < 0) continue;
    if ((waiting[1].revents & POLLIN) != 0) return;
    if ((waiting[0].revents & POLLIN) == 0) continue;
    signalfd_siginfo info{};
    if (::read(signals_, &info, sizeof info) != sizeof info) continue;
    if (source_.stop_requested()) ::_exit(130);
    source_.request_stop();
  }
}

}  // namespace facet
