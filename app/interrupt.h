#pragma once

#include <stop_token>
#include <thread>

namespace facet {

/// Turns Ctrl+C (SIGINT) and SIGTERM into a stop request, so that work can save and end cleanly.
/// Make one in main() before any other thread: threads started later inherit the blocked signals.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// Requested after the first signal; a second one ends the program at once.
  std::stop_token token() const { return source_.get_token(); }

 private:
  void watch();

  std::stop_source source_;
  int signals_ = -1;   ///< signalfd
  int finished_ = -1;  ///< eventfd, written by the destructor
  std::jthread watcher_;
};

}  // namespace facet
