#include "core/engine/run_writer.h"

#include <exception>

#include "core/engine/model_painter.h"
#include "core/engine/past_weights.h"
#include "core/engine/picture.h"
#include "core/engine/thread_setup.h"
#include "core/image/codec.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

constexpr int kWriterNice = 5;
constexpr std::uint64_t kMostPastBytes = std::uint64_t{512} << 20U;

}  // namespace

RunWriter::RunWriter(const RunFolder& folder, std::unique_ptr<JournalWriter> journal)
    : folder_(folder),
      journal_(std::move(journal)),
      thread_([this](const std::stop_token& stop) {
        set_up_thread("run writer", kWriterNice);
        serve(jobs_, stop);
      }),
      yielding_thread_([this](const std::stop_token& stop) {
        set_up_thread("run pictures", kWriterNice);
        give_way();
        serve(yielding_jobs_, stop);
      }) {}

RunWriter::~RunWriter() {
  hurry();
  for (std::jthread* thread : {&thread_, &yielding_thread_}) {
    thread->request_stop();
    thread->join();
  }
}

void RunWriter::push(WriteJob job) {
  ++under_way_;
  const bool can_wait =
      std::holds_alternative<WriteGrid>(job) || std::holds_alternative<WritePast>(job);
  (can_wait ? yielding_jobs_ : jobs_).push(std::move(job));
}

void RunWriter::hurry() {
  while (std::optional<WriteJob> job = yielding_jobs_.try_pop()) jobs_.push(*std::move(job));
}

std::optional<WriteReport> RunWriter::take_report() {
  std::optional<WriteReport> report = reports_.try_pop();
  if (report) --under_way_;
  return report;
}

std::optional<WriteReport> RunWriter::wait_report() {
  if (under_way_ == 0) return std::nullopt;
  hurry();
  std::optional<WriteReport> report = reports_.wait_pop({});
  --under_way_;
  return report;
}

void RunWriter::serve(Mailbox<WriteJob>& jobs, const std::stop_token& stop) {
  use_threads(1);
  // After a stop is requested the mailbox still hands out what is in it.
  while (std::optional<WriteJob> job = jobs.wait_pop(stop)) reports_.push(work(*job));
}

WriteReport RunWriter::work(WriteJob& job) {
  WriteReport report;
  report.kind = static_cast<WriteReport::Kind>(job.index());
  try {
    const Status status = std::visit([&](const auto& one) { return write(one, report); }, job);
    if (!status) report.error = status.error();
  } catch (const std::exception& exception) {
    report.error = library_error(exception, "Writing to the run folder");
  }
  return report;
}

Status RunWriter::write(const WriteCheckpoint& job, WriteReport& report) {
  Status written = write_checkpoint(checkpoint_path(folder_.path(), job.state.step), job.state);
  if (!written) return written;
  report.checkpoint_step = job.state.step;
  folder_.remove_old_checkpoints();
  return {};
}

Status RunWriter::write(const WriteGrid& job, WriteReport& report) {
  const Result<std::unique_ptr<FacePainter>> painter =
      make_painter(job.weights, true, DrawMode::kExact);
  if (!painter) return painter.error();
  const Result<DrawnPicture> grid =
      draw_picture(PictureKind::kGrid, Session{}, **painter, folder_.path());
  if (!grid) return grid.error();
  report.grids.push_back({job.epoch, std::make_shared<const Image>(
                                         compose_picture(grid->recipe.layout, grid->faces))});
  return write_picture(*grid, grid_path(folder_.path(), job.epoch));
}

Status RunWriter::write(const ReadGrids& job, WriteReport& report) {
  for (const std::int64_t epoch : job.epochs) {
    Result<LoadedPicture> picture = read_picture(grid_path(folder_.path(), epoch));
    if (!picture || picture->image.channels != 3) continue;  // a damaged one is drawn again later
    report.grids.push_back({epoch, std::make_shared<const Image>(std::move(picture->image))});
  }
  return {};
}

Status RunWriter::write(const WritePast& job, WriteReport& report) {
  const Status kept = keep_past(folder_.path(), past_state(job.state), kMostPastBytes);
  report.past = past_steps(folder_.path());
  return kept;
}

Status RunWriter::write(const AppendJournal& job, WriteReport&) {
  return journal_->append(job.lines);
}

}  // namespace facet
