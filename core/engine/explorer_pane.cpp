#include "core/engine/explorer_pane.h"

#include <utility>

#include "core/engine/model_painter.h"
#include "core/engine/thread_setup.h"

namespace facet {
namespace {

// Newer weights are asked for when everything is drawn; after so long even in the midst of work.
constexpr std::chrono::milliseconds kLongestPass{500};

}  // namespace

ExplorerPane::ExplorerPane(EngineLinks& links, Published<View>& view)
    : links_(links),
      explorer_(*links.picture_serials,
                [&links, &view](std::shared_ptr<const View> drawn) {
                  view.set(std::move(drawn));
                  links.wake();
                }),
      weights_(links) {}

void ExplorerPane::show(std::shared_ptr<const Session> session, std::uint64_t serial,
                        TouchedPart touched, bool directions_shown) {
  session_ = std::move(session);
  explorer_.set_session(session_, serial, touched, directions_shown);
  more_ = true;
}

bool ExplorerPane::work() {
  if (!session_) return false;
  update_painter();
  more_ = explorer_.work();
  if (!more_ || Clock::now() - asked_at_ > kLongestPass) ask_for_weights();
  return more_ || weights_moved_;
}

void ExplorerPane::fail(const Error& error) {
  painter_hash_.clear();
  explorer_.set_painter(nullptr, error);
}

void ExplorerPane::ask_for_weights() {
  if (!session_->model.live()) return;
  asked_at_ = Clock::now();
  TrainingLinks& training = links_.training(session_->model.training);
  if (training.weights_wanted.exchange(true)) return;
  // The newest weights are drawn: what this thread did since it asked for them is their cost.
  const double now_s = thread_cpu_seconds();
  training.drawing_cost_s = now_s - asked_cpu_s_;
  asked_cpu_s_ = now_s;
}

void ExplorerPane::update_painter() {
  const ModelRef& model = session_->model;
  if (drawn_model_ == model) {
    if (!weights_moved_) return;
    if (more_ && Clock::now() - taken_at_ < kLongestPass) return;
  }
  weights_moved_ = false;
  if (drawn_model_ == model && !model.live()) return;
  drawn_model_ = model;
  taken_at_ = Clock::now();
  Result<WeightsPtr> weights = weights_.of(model);
  if (weights) {
    use_weights(*std::move(weights));
  } else {
    fail(weights.error());
  }
}

void ExplorerPane::use_weights(WeightsPtr weights) {
  if (!weights) {
    painter_hash_.clear();
    explorer_.set_painter(nullptr);
    return;
  }
  const ModelRef& model = session_->model;
  const std::string hash = weights->hash(model.ema) + (model.ema ? "+" : "-");
  if (hash == painter_hash_) return;
  Result<std::unique_ptr<FacePainter>> painter =
      make_painter(std::move(weights), model.ema, DrawMode::kLive);
  if (painter) {
    painter_hash_ = hash;
    explorer_.set_painter(*std::move(painter));
  } else if (painter_hash_.empty() || !model.live()) {
    fail(painter.error());
  }
  // Otherwise a training that just diverged: the weights drawn so far stay, the trainer tells.
}

}  // namespace facet
