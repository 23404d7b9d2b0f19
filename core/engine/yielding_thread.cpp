#include "core/engine/yielding_thread.h"

#include <optional>
#include <stop_token>

#include "core/engine/thread_setup.h"
#include "core/model/runtime.h"

namespace facet {

void YieldingThread::run(const std::function<void()>& work) {
  if (!thread_.joinable()) {
    thread_ = std::jthread([this](const std::stop_token& stop) {
      set_up_thread(name_);
      give_way();
      use_threads(1);
      while (std::optional<std::packaged_task<void()>> task = work_.wait_pop(stop)) (*task)();
    });
  }
  std::packaged_task<void()> task(work);
  std::future<void> done = task.get_future();
  work_.push(std::move(task));
  done.get();
}

}  // namespace facet
