#include "core/engine/explorer_thread.h"

#include <exception>

#include "core/engine/model_painter.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

// Newer weights are asked for when everything is drawn; after so long even in the midst of work.
constexpr std::chrono::milliseconds kLongestPass{500};

}  // namespace

ExplorerThread::ExplorerThread(EngineLinks& links)
    : links_(links), explorer_(*links.picture_serials, [this](std::shared_ptr<const View> view) {
        links_.view.set(std::move(view));
        links_.wake();
      }) {}

void ExplorerThread::serve(const std::stop_token& stop) {
  use_threads(1);
  while (!stop.stop_requested()) {
    try {
      loop(stop);
    } catch (const std::exception& exception) {
      const Error error = library_error(exception, "Drawing");
      links_.notify(error);
      painter_hash_.clear();
      explorer_.set_painter(nullptr, error);
    }
  }
}

void ExplorerThread::loop(const std::stop_token& stop) {
  bool more = false;
  while (!stop.stop_requested()) {
    take_messages(stop, !more);
    if (newer_) {
      session_ = newer_->session;
      explorer_.set_session(session_, newer_->serial, newer_->touched);
      newer_.reset();
    }
    if (!session_) continue;
    update_painter();
    more = explorer_.work();
    if (!more || Clock::now() - asked_at_ > kLongestPass) ask_for_weights();
  }
}

void ExplorerThread::take_messages(const std::stop_token& stop, bool wait) {
  std::optional<ExplorerMessage> message =
      wait ? links_.to_explorer.wait_pop(stop) : links_.to_explorer.try_pop();
  while (message) {
    if (message->session) {
      newer_ = std::move(*message);
    } else {
      weights_moved_ = true;
    }
    message = links_.to_explorer.try_pop();
  }
}

void ExplorerThread::ask_for_weights() {
  if (!session_->model.path.empty()) return;
  asked_at_ = Clock::now();
  links_.weights_wanted = true;
}

void ExplorerThread::update_painter() {
  const ModelRef& model = session_->model;
  const bool other_model = drawn_model_ != model;
  if (model.path.empty()) {
    if (!other_model && !weights_moved_) return;
    weights_moved_ = false;
    drawn_model_ = model;
    loaded_ = nullptr;
    use_weights(links_.weights.get(), model.ema);
    return;
  }
  if (!other_model) return;
  drawn_model_ = model;
  if (loaded_path_ != model.path || !loaded_) {
    Result<WeightsPtr> weights = load_weights(model.path);
    loaded_path_ = model.path;
    loaded_ = weights ? *weights : nullptr;
    if (!weights) {
      painter_hash_.clear();
      explorer_.set_painter(nullptr, weights.error());
      return;
    }
  }
  use_weights(loaded_, model.ema);
}

void ExplorerThread::use_weights(WeightsPtr weights, bool ema) {
  if (!weights) {
    painter_hash_.clear();
    explorer_.set_painter(nullptr);
    return;
  }
  const std::string hash = weights->hash + (ema ? "+" : "-");
  if (hash == painter_hash_) return;
  Result<std::unique_ptr<FacePainter>> painter =
      make_painter(std::move(weights), ema, DrawMode::kLive);
  if (painter) {
    painter_hash_ = hash;
    explorer_.set_painter(*std::move(painter));
  } else if (painter_hash_.empty() || !session_->model.path.empty()) {
    painter_hash_.clear();
    explorer_.set_painter(nullptr, painter.error());
  }
  // Otherwise a training that just diverged: the weights drawn so far stay, the trainer tells.
}

}  // namespace facet
