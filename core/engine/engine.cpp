#include "core/engine/engine.h"

#include <system_error>
#include <thread>
#include <utility>

#include "core/engine/engine_links.h"
#include "core/engine/explorer_thread.h"
#include "core/engine/io_thread.h"
#include "core/engine/measure_thread.h"
#include "core/engine/number_lab.h"
#include "core/engine/projection_thread.h"
#include "core/engine/trainer_thread.h"

namespace facet {

struct Engine::Impl {
  explicit Impl(EngineOptions options)
      : links(std::move(options)),
        trainer(links),
        explorer(links),
        measure(links),
        projection(links),
        io(links) {
    links.view.set(std::make_shared<const View>());
    for (TrainingLinks& training : links.trainings) {
      training.view.set(std::make_shared<const TrainingView>());
    }
    links.data.set(std::make_shared<const DataView>());
    links.job.set(std::make_shared<const JobView>());
    links.measured.set(std::make_shared<const LiveMeasurement>());
    links.projections.set(std::make_shared<const ProjectionView>());
  }

  void start() {
    trainer_thread = std::jthread([this](const std::stop_token& stop) { trainer.serve(stop); });
    explorer_thread = std::jthread([this](const std::stop_token& stop) { explorer.serve(stop); });
    measure_thread = std::jthread([this](const std::stop_token& stop) { measure.serve(stop); });
    projection_thread =
        std::jthread([this](const std::stop_token& stop) { projection.serve(stop); });
    io_thread = std::jthread([this](const std::stop_token& stop) { io.serve(stop); });
  }

  /// The trainer first: it may still hand exports to the io thread, which writes what is waiting.
  void stop() {
    explorer_thread.request_stop();
    measure_thread.request_stop();
    projection_thread.request_stop();
    trainer_thread.request_stop();
    trainer_thread.join();
    io_thread.request_stop();
    io_thread.join();
    explorer_thread.join();
    measure_thread.join();
    projection_thread.join();
  }

  EngineLinks links;
  TrainerThread trainer;
  ExplorerThread explorer;
  MeasureThread measure;
  ProjectionThread projection;
  IoThread io;
  std::jthread trainer_thread;
  std::jthread explorer_thread;
  std::jthread measure_thread;
  std::jthread projection_thread;
  std::jthread io_thread;
  NumberLab numbers{[this] { links.wake(); }, links.picture_serials, links.options.numbers_folder};
};

Result<std::unique_ptr<Engine>> Engine::create(EngineOptions options) {
  std::unique_ptr<Engine> engine(new Engine(std::make_unique<Impl>(std::move(options))));
  try {
    engine->impl_->start();
  } catch (const std::system_error& error) {
    return Error{ErrorCode::kInternal,
                 std::string("a thread could not be started (") + error.what() +
                     "); close other programs and try again",
                 "Facet"};
  }
  return engine;
}

Engine::Engine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Engine::~Engine() { impl_->stop(); }

void Engine::send(TrainingCommand command, int training) {
  impl_->links.to_trainer.push(TrainingOrder{std::move(command), training});
}

void Engine::send(IoCommand command) {
  const auto* picture = std::get_if<ExportPicture>(&command);
  if (picture != nullptr && picture->session.model.live()) {
    impl_->links.to_trainer.push(TrainerMessage(ExportLive{*picture}));
    return;
  }
  const auto* pick = std::get_if<PickFaces>(&command);
  if (pick != nullptr && pick->own) {
    impl_->links.to_measure.push(MeasureMessage{nullptr, *pick});
  } else {
    impl_->links.to_io.push(IoMessage(std::move(command)));
  }
}

void Engine::send(NumberCommand command) { impl_->numbers.send(std::move(command)); }

void Engine::send(ProjectionCommand command) {
  impl_->links.to_projection.push(std::move(command));
}

void Engine::show(std::shared_ptr<const Session> session, std::uint64_t serial, TouchedPart touched,
                  bool directions_shown) {
  impl_->links.to_measure.push(MeasureMessage{session});
  impl_->links.to_explorer.push(
      ExplorerMessage{std::move(session), serial, touched, directions_shown});
}

void Engine::find_likeness(Picture face) {
  impl_->links.to_measure.push(MeasureMessage{nullptr, {}, std::move(face)});
}

void Engine::note_user() { impl_->links.user.note(); }

std::shared_ptr<const View> Engine::view() const { return impl_->links.view.get(); }

std::shared_ptr<const View> Engine::compared_view() const {
  return impl_->links.compared_view.get();
}

std::shared_ptr<const TrainingView> Engine::training(int training) const {
  return impl_->links.training(training).view.get();
}

std::shared_ptr<const DataView> Engine::data() const { return impl_->links.data.get(); }

std::shared_ptr<const JobView> Engine::job() const { return impl_->links.job.get(); }
std::shared_ptr<const LiveMeasurement> Engine::measured() const {
  return impl_->links.measured.get();
}
std::shared_ptr<const NumberView> Engine::numbers() const { return impl_->numbers.view(); }

std::shared_ptr<const ProjectionView> Engine::projections() const {
  return impl_->links.projections.get();
}

std::vector<Notice> Engine::take_notices() {
  std::vector<Notice> notices;
  while (std::optional<Notice> notice = impl_->links.notices.try_pop()) {
    notices.push_back(std::move(*notice));
  }
  return notices;
}

std::vector<Opened> Engine::take_opened() {
  std::vector<Opened> all;
  while (std::optional<Opened> opened = impl_->links.opened.try_pop()) {
    all.push_back(std::move(*opened));
  }
  return all;
}

}  // namespace facet
