#include "app/live_window.h"

#include <chrono>
#include <iterator>
#include <utility>

namespace facet {
namespace {

using Clock = std::chrono::steady_clock;
/// So long a frame waits for what the user's hand asks for: less than the time between frames.
constexpr std::chrono::milliseconds kViewPatience{9};
/// So seldom the trainings' values are taken while the hand draws with every frame: their curves
/// and figures cost three times what a face costs, and a late frame delays the next movement.
constexpr std::chrono::milliseconds kTrainingInterval{250};

template <typename T>
void append(std::vector<T>& all, std::vector<T> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Replaces `value` by the published one; whether that is another.
template <typename T>
bool replace(std::shared_ptr<const T>& value, std::shared_ptr<const T> published) {
  const bool other = value != published;
  value = std::move(published);
  return other;
}

}  // namespace

Result<std::unique_ptr<LiveWindow>> LiveWindow::create(LiveWindowOptions options) {
  std::unique_ptr<LiveWindow> live(new LiveWindow);
  Result<std::unique_ptr<ui::Window>> window = ui::Window::create(options.window);
  if (!window) return window.error();
  live->window_ = std::move(*window);
  if (options.track_places) live->places_ = std::make_unique<ItemPlaces>();

  EngineOptions engine_options;
  engine_options.runs_folder = std::move(options.runs_folder);
  engine_options.numbers_folder = std::move(options.numbers_folder);
  engine_options.cache_folder = std::move(options.cache_folder);
  engine_options.shipped_folder = std::move(options.shipped_folder);
  engine_options.wake = [published = std::move(options.published)] {
    if (published) published();
    ui::Window::wake();
  };
  Result<std::unique_ptr<Engine>> engine = Engine::create(std::move(engine_options));
  if (!engine) return engine.error();
  live->engine_ = std::move(*engine);

  if (!options.notice.empty()) {
    live->input_.notices.push_back({Notice::Level::kWarning, std::move(options.notice)});
  }
  const std::string data = options.session.plan.data;
  live->workbench_ = std::make_unique<ui::Workbench>(
      ui::WorkbenchOptions{std::move(options.settings_folder), true, true, options.reopen_run,
                           std::move(options.examples)},
      std::move(options.session));
  live->engine_->send(OpenData{data});
  live->engine_->show(std::make_shared<const Session>(live->workbench_->session()),
                      ++live->session_serial_, TouchedPart::kNone);
  return live;
}

bool LiveWindow::wait_and_draw() {
  window_->wait_events();
  return draw_if_due();
}

bool LiveWindow::draw_if_due() {
  if (take_new_values()) window_->note_new_values();
  if (!window_->frame_due()) return false;
  if (window_->in_use()) engine_->note_user();
  Built frame = build_frame();
  const bool waits = frame.waits_for_view;
  // A face that comes within a moment is shown in the frame of the movement that asked for it, not
  // in the next; and the explorer has the processor to itself meanwhile.
  if (waits && await_view()) {
    window_->drop_frame();
    frame = build_frame();
  }
  window_->end_frame(frame.animating, frame.moving);
  hand_draws_ = waits;
  return true;
}

LiveWindow::Built LiveWindow::build_frame() {
  window_->begin_frame();
  if (places_) places_->begin_frame();
  workbench_->drop(window_->take_dropped());
  ui::UiOutput output = workbench_->draw(input_);
  input_.notices.clear();
  input_.opened.clear();
  const bool touched = output.session_changed && output.touched != TouchedPart::kNone;
  const Built built{output.animating, output.moving, touched && window_->in_use()};
  // Before the swap, so that the explorer draws while the graphics card does.
  pass_on(std::move(output));
  return built;
}

bool LiveWindow::await_view() {
  const auto end = Clock::now() + kViewPatience;
  for (auto now = Clock::now(); now < end; now = Clock::now()) {
    const std::shared_ptr<const View> view = engine_->view();
    if (view && view->touched_serial >= session_serial_) {
      take_new_values();
      return true;
    }
    window_->wait_events_for(std::chrono::duration<double>(end - now).count());
  }
  // What else was published meanwhile has had its call.
  ui::Window::wake();
  return false;
}

bool LiveWindow::training_due() {
  const auto now = Clock::now();
  if (hand_draws_ && now < training_taken_ + kTrainingInterval) return false;
  training_taken_ = now;
  return true;
}

bool LiveWindow::take_new_values() {
  bool changed = replace(input_.view, engine_->view());
  changed = replace(input_.compared, engine_->compared_view()) || changed;
  if (training_due()) {
    changed = replace(input_.training, engine_->training(0)) || changed;
    changed = replace(input_.training_b, engine_->training(1)) || changed;
  }
  changed = replace(input_.data, engine_->data()) || changed;
  changed = replace(input_.job, engine_->job()) || changed;
  changed = replace(input_.measured, engine_->measured()) || changed;
  changed = replace(input_.numbers, engine_->numbers()) || changed;
  changed = replace(input_.projections, engine_->projections()) || changed;
  append(input_.notices, engine_->take_notices());
  append(input_.opened, engine_->take_opened());
  return changed || !input_.notices.empty() || !input_.opened.empty();
}

void LiveWindow::pass_on(ui::UiOutput output) {
  for (TrainingOrder& order : output.training) {
    engine_->send(std::move(order.command), order.training);
  }
  for (IoCommand& command : output.io) engine_->send(std::move(command));
  for (NumberCommand& command : output.numbers) engine_->send(std::move(command));
  for (ProjectionCommand& command : output.projections) engine_->send(std::move(command));
  if (output.to_compare) engine_->find_likeness(*std::move(output.to_compare));
  if (output.session_changed || output.directions_shown != directions_shown_) {
    directions_shown_ = output.directions_shown;
    engine_->show(std::make_shared<const Session>(workbench_->session()), ++session_serial_,
                  output.touched, directions_shown_);
  }
  if (output.toggle_full_screen) window_->toggle_full_screen();
  quit_ = quit_ || output.quit;
}

}  // namespace facet
