#include "core/engine/trainer_thread.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "core/engine/thread_setup.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

constexpr int kTrainerNice = 5;

}  // namespace

void TrainerThread::serve(const std::stop_token& stop) {
  set_up_thread("trainer", kTrainerNice);
  for (int training = 0; training < kTrainings; ++training) {
    turns_.push_back({TrainingSlot(links_, training, pool_, yielding_, stop)});
  }
  loop(stop);
  while (std::optional<TrainerMessage> message = links_.to_trainer.try_pop()) {
    if (std::holds_alternative<ExportLive>(*message)) handle(std::move(*message));
  }
  for (Turn& turn : turns_) guard(turn, [](TrainingSlot& slot) { slot.close_run(); });
}

template <typename Work>
void TrainerThread::guard(Turn& turn, Work work) {
  try {
    work(turn.slot);
  } catch (const std::exception& exception) {
    links_.notify(library_error(exception, "Training"));
    turn.slot.drop_run();
  }
}

void TrainerThread::loop(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    for (Turn& turn : turns_) {
      if (turn.slot.training()) continue;
      guard(turn, [](TrainingSlot& slot) { slot.come_to_rest(); });
    }
    Turn* const turn = next();
    std::optional<TrainerMessage> message =
        turn != nullptr ? links_.to_trainer.try_pop() : links_.to_trainer.wait_pop(stop);
    if (message) {
      handle(std::move(*message));
    } else if (turn != nullptr) {
      step(*turn);
    }
  }
}

TrainerThread::Turn* TrainerThread::next() {
  double least_s = 0;
  Turn* found = nullptr;
  for (Turn& turn : turns_) {
    if (!turn.slot.training() || !turn.took_part) continue;
    if (found == nullptr || turn.had_s < least_s) {
      found = &turn;
      least_s = turn.had_s;
    }
  }
  for (Turn& turn : turns_) {
    const bool takes_part = turn.slot.training();
    if (takes_part && !turn.took_part) turn.had_s = least_s;
    turn.took_part = takes_part;
    if (takes_part && found == nullptr) found = &turn;
  }
  return found;
}

void TrainerThread::step(Turn& turn) {
  const auto begin = std::chrono::steady_clock::now();
  guard(turn, [](TrainingSlot& slot) { slot.step(); });
  turn.had_s += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void TrainerThread::handle(TrainerMessage message) {
  if (auto* live = std::get_if<ExportLive>(&message)) {
    const auto training = static_cast<std::size_t>(live->picture.session.model.training);
    guard(turns_[training], [&](TrainingSlot& slot) { slot.handle(std::move(*live)); });
    return;
  }
  const auto& order = std::get<TrainingOrder>(message);
  guard(turns_[static_cast<std::size_t>(order.training)],
        [&](TrainingSlot& slot) { slot.handle(order.command); });
}

}  // namespace facet
