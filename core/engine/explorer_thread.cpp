#include "core/engine/explorer_thread.h"

#include <exception>
#include <utility>

#include "core/engine/thread_setup.h"
#include "core/model/runtime.h"

namespace facet {

void ExplorerThread::serve(const std::stop_token& stop) {
  set_up_thread("explorer", 0);
  use_threads(1);
  while (!stop.stop_requested()) {
    try {
      loop(stop);
    } catch (const std::exception& exception) {
      const Error error = library_error(exception, "Drawing");
      links_.notify(error);
      first_.fail(error);
      if (second_) second_->fail(error);
    }
  }
}

void ExplorerThread::loop(const std::stop_token& stop) {
  bool more = false;
  while (!stop.stop_requested()) {
    take_messages(stop, !more);
    more = first_.work();
    if (!second_) continue;
    // Between the two, so that the first pane waits for no more than one slice of the second.
    take_messages(stop, false);
    if (second_) more = second_->work() || more;
  }
}

void ExplorerThread::take_messages(const std::stop_token& stop, bool wait) {
  std::optional<ExplorerMessage> newest;
  std::optional<ExplorerMessage> message =
      wait ? links_.to_explorer.wait_pop(stop) : links_.to_explorer.try_pop();
  while (message) {
    if (message->session) {
      newest = std::move(message);
    } else {
      first_.note_weights();
      if (second_) second_->note_weights();
    }
    message = links_.to_explorer.try_pop();
  }
  if (newest) show(*newest);
}

void ExplorerThread::show(const ExplorerMessage& message) {
  first_.show(message.session, message.serial, message.touched, message.directions_shown);
  if (!message.session->compared) {
    if (!second_) return;
    second_.reset();
    links_.compared_view.set(nullptr);
    links_.wake();
    return;
  }
  if (!second_) second_ = std::make_unique<ExplorerPane>(links_, links_.compared_view);
  second_->show(std::make_shared<const Session>(compared_session(*message.session)), message.serial,
                message.touched);
}

}  // namespace facet
