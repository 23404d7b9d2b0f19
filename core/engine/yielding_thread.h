#pragma once

#include <functional>
#include <future>
#include <thread>

#include "core/base/channels.h"

namespace facet {

/// Runs work that gives way (thread_setup.h) for a while, on a thread of its own: one without
/// privilege can begin to give way but cannot stop. It starts with the first work. One thread at a
/// time.
class YieldingThread {
 public:
  /// `name`: at most 15 characters; must outlive this.
  explicit YieldingThread(const char* name) : name_(name) {}

  /// Runs `work` with one OpenMP thread and returns when it is done. Throws what `work` throws.
  void run(const std::function<void()>& work);

 private:
  const char* name_;
  Mailbox<std::packaged_task<void()>> work_;
  std::jthread thread_;  ///< last: it uses the mailbox
};

}  // namespace facet
