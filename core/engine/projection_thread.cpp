#include "core/engine/projection_thread.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "core/engine/thread_setup.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

constexpr int kProjectionNice = 5;  // as a training: somebody waits for it
constexpr std::chrono::milliseconds kNewsInterval{100};
constexpr std::size_t kMostDone = 8;

using State = Projection::State;

}  // namespace

void ProjectionThread::serve(const std::stop_token& stop) {
  set_up_thread("projection", kProjectionNice);
  use_threads(1);
  while (!stop.stop_requested()) {
    try {
      loop(stop);
    } catch (const std::exception& exception) {
      const Error error = library_error(exception, "Projecting a picture");
      for (Job& job : jobs_) {
        if (job.shown.state == State::kRunning) fail(job, error);
      }
    }
  }
}

void ProjectionThread::loop(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    Job* const job = current();
    std::optional<ProjectionCommand> command =
        job != nullptr ? links_.to_projection.try_pop() : links_.to_projection.wait_pop(stop);
    if (command) {
      handle(*std::move(command));
    } else if (job != nullptr) {
      work(*job);
    }
  }
}

void ProjectionThread::handle(ProjectionCommand command) {
  if (auto* asked = std::get_if<ProjectPicture>(&command)) {
    add(std::move(*asked));
  } else {
    end(std::get<EndProjection>(command));
  }
  publish();
}

void ProjectionThread::add(ProjectPicture command) {
  const auto done = [](const Job& job) { return job.shown.state == State::kDone; };
  if (std::ranges::count_if(jobs_, done) >= static_cast<std::ptrdiff_t>(kMostDone)) {
    jobs_.erase(std::ranges::find_if(jobs_, done));
  }
  Job job;
  job.shown.id = ++last_id_;
  job.shown.picture = std::move(command.picture);
  job.model = std::move(command.model);
  jobs_.push_back(std::move(job));
}

void ProjectionThread::end(const EndProjection& command) {
  const auto job =
      std::ranges::find_if(jobs_, [&](const Job& one) { return one.shown.id == command.id; });
  if (job == jobs_.end()) return;
  const bool running = job->shown.state == State::kRunning;
  if (command.keep && !running) return;
  if (command.keep && projector_->pieces_done() > 0) return finish(*job);
  if (running) projector_.reset();
  jobs_.erase(job);
}

ProjectionThread::Job* ProjectionThread::current() {
  for (Job& job : jobs_) {
    if (job.shown.state == State::kWaiting) begin(job);
    if (job.shown.state == State::kRunning) return &job;
  }
  return nullptr;
}

void ProjectionThread::begin(Job& job) {
  job.shown.state = State::kRunning;
  const Result<WeightsPtr> weights = source_.of(job.model);
  if (!weights) return fail(job, weights.error());
  if (!*weights) {
    return fail(job,
                {ErrorCode::kNotFound,
                 "there is no model yet that could draw; start training, or open a model", ""});
  }
  job.shown.weights = {(*weights)->hash(job.model.ema), (*weights)->preset, (*weights)->step,
                       job.model.ema};
  Result<std::unique_ptr<Projector>> projector =
      Projector::create(*weights, job.model.ema, {&job.shown.picture.picture, 1}, {});
  if (!projector) return fail(job, projector.error());
  projector_ = *std::move(projector);
  publish();
}

void ProjectionThread::work(Job& job) {
  if (const Status done = projector_->advance(); !done) return fail(job, done.error());
  const Clock::time_point now = Clock::now();
  if (projector_->pieces_done() == 1) steps_began_ = now;
  if (projector_->done()) {
    finish(job);
    publish();
  } else if (now - published_at_ >= kNewsInterval) {
    take_found(job);
    publish();
  }
}

void ProjectionThread::take_found(Job& job) {
  Projection& shown = job.shown;
  const int done = projector_->pieces_done();
  const int all = projector_->pieces();
  shown.progress = static_cast<double>(done) / all;
  // The first piece is left out: it also makes what the others use again.
  const double seconds = std::chrono::duration<double>(Clock::now() - steps_began_).count();
  shown.remaining_s = done > 1 ? seconds / (done - 1) * (all - done) : -1;
  ProjectedPicture found = std::move(projector_->found().front());
  Image face = std::move(projector_->faces().front());
  shown.rms = found.rms;
  if (shown.face.code && *shown.face.code == found.code) return;
  shown.face.code_norm = norm(found.code);
  shown.face.code = std::make_shared<const Latent>(std::move(found.code));
  shown.face.picture = {std::make_shared<const Image>(std::move(face)),
                        links_.picture_serials->next()};
}

void ProjectionThread::finish(Job& job) {
  take_found(job);
  projector_.reset();
  job.shown.state = State::kDone;
  job.shown.remaining_s = 0;
}

void ProjectionThread::fail(Job& job, const Error& error) {
  projector_.reset();
  job.shown.state = State::kFailed;
  job.shown.error = to_string(error);
  publish();
}

void ProjectionThread::publish() {
  ProjectionView view;
  for (const Job& job : jobs_) view.projections.push_back(job.shown);
  links_.projections.set(std::make_shared<const ProjectionView>(std::move(view)));
  published_at_ = Clock::now();
  links_.wake();
}

}  // namespace facet
