#include "core/engine/training_run.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <limits>

#include "core/base/elapsed.h"
#include "core/base/words.h"
#include "core/engine/past_weights.h"
#include "core/engine/thread_setup.h"
#include "core/engine/training_run_impl.h"

namespace facet {
namespace {

using Clock = std::chrono::steady_clock;

// Pictures of one measurement of held-out quality, always the same so that the curve is one curve.
constexpr std::int64_t kQualityPictures = 128;
// A forward pass costs about a third of a training step.
constexpr double kForwardShare = 1.0 / 3;
// One being drawn and one waiting; each holds a copy of the weights.
constexpr int kMostGridsUnderWay = 2;
constexpr int kMostPastUnderWay = 2;
// So many steps are journalled one by one; later ones as means over ever longer stretches.
constexpr std::int64_t kJournalSteps = 2048;

double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double total = 0;
  double resident = 0;
  file >> total >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

TrainingRun::Impl::Impl(RunOptions run_options, std::unique_ptr<RunFolder> run_folder,
                        std::unique_ptr<JournalWriter> journal, DatasetPtr run_dataset,
                        std::unique_ptr<Trainer> run_trainer)
    : options(std::move(run_options)),
      folder(std::move(run_folder)),
      dataset(std::move(run_dataset)),
      trainer(std::move(run_trainer)),
      curves(loss_series(model_kind(trainer->plan().preset))),
      schedule(options.checkpoint_s),
      writer(std::make_unique<RunWriter>(*folder, std::move(journal))) {
  if (!options.serials) options.serials = std::make_shared<SerialSource>();
}

std::int64_t TrainingRun::Impl::total_steps() const {
  const TrainingPlan& plan = folder->record().plan;
  std::int64_t total = plan.steps;
  if (plan.epochs > 0) {
    const std::int64_t per_epoch = trainer->steps_per_epoch();
    const std::int64_t most = std::numeric_limits<std::int64_t>::max() / per_epoch;
    const std::int64_t steps = std::min(plan.epochs, most) * per_epoch;
    total = total > 0 ? std::min(total, steps) : steps;
  }
  return total;
}

bool TrainingRun::Impl::limit_reached() const {
  const std::int64_t total = total_steps();
  const double seconds = folder->record().plan.seconds;
  return (total > 0 && trainer->steps_done() >= total) ||
         (seconds > 0 && speed.seconds() >= seconds);
}

void TrainingRun::Impl::note(Notice::Level level, std::string text) {
  notices.push_back({level, std::move(text), 0});
}

void TrainingRun::Impl::mark(std::string text) {
  const Marker marker{trainer->steps_done(), std::move(text)};
  journal_text += journal_line(marker);
  curves.add(marker);
}

Status TrainingRun::Impl::take_losses() {
  schedule.losses_taken(speed.seconds());
  const Result<std::vector<LossPoint>> losses = trainer->take_losses();
  if (!losses) return losses.error();
  for (const LossPoint& point : *losses) curves.add(point);
  journal_losses(*losses);
  return {};
}

void TrainingRun::Impl::journal_losses(const std::vector<LossPoint>& losses) {
  for (const LossPoint& point : losses) {
    for (std::size_t i = 0; i < kMostLosses; ++i) journal_sum[i] += double{point.values[i]};
    ++journal_count;
    const auto stretch = std::bit_floor(
        static_cast<std::uint64_t>(std::max<std::int64_t>(1, point.step / kJournalSteps)));
    if (static_cast<std::uint64_t>(point.step) % stretch != 0) continue;
    LossPoint mean{point.step, {}};
    for (std::size_t i = 0; i < kMostLosses; ++i) {
      mean.values[i] = static_cast<float>(journal_sum[i] / static_cast<double>(journal_count));
    }
    journal_text += journal_line(mean, curves.series());
    journal_sum = {};
    journal_count = 0;
  }
}

void TrainingRun::Impl::flush_journal() {
  schedule.journal_handed_over(speed.seconds());
  if (!journal_text.empty()) writer->push(AppendJournal{std::move(journal_text)});
  journal_text.clear();
}

void TrainingRun::Impl::measure_quality(std::int64_t pictures) {
  const auto begin = Clock::now();
  const double psnr_db = trainer->held_out_psnr_db(pictures);
  schedule.quality_measured(speed.seconds(), seconds_since(begin));
  if (!std::isfinite(psnr_db)) return;
  const QualityPoint point{trainer->steps_done(), static_cast<float>(psnr_db)};
  curves.add(point);
  journal_text += journal_line(point);
}

void TrainingRun::Impl::hand_over_checkpoint() {
  const double begin = thread_cpu_seconds();
  WriteCheckpoint job{trainer->save_state()};
  schedule.checkpoint_copied(speed.seconds(), thread_cpu_seconds() - begin);
  copied_step = job.state.step;
  checkpoint_under_way = true;
  flush_journal();
  writer->push(std::move(job));
}

void TrainingRun::Impl::hand_over_grid(std::int64_t epoch) {
  drawn_epoch = epoch;
  ++grids_under_way;
  writer->push(WriteGrid{trainer->averaged_snapshot(), epoch});
}

void TrainingRun::Impl::end_epoch() {
  const std::int64_t per_epoch = trainer->steps_per_epoch();
  if (!options.epoch_grids || trainer->steps_done() % per_epoch != 0) return;
  const std::int64_t epoch = trainer->steps_done() / per_epoch;
  // Where an epoch is shorter than drawing a grid takes, some go without one.
  if (is_kept_epoch(epoch) && grids_under_way < kMostGridsUnderWay) hand_over_grid(epoch);
}

void TrainingRun::Impl::read_past(std::int64_t step) {
  forget_past_after(folder->path(), step);
  past = std::make_shared<const std::vector<PastStep>>(past_steps(folder->path()));
}

void TrainingRun::Impl::keep_step() {
  if (!is_kept_step(trainer->steps_done())) return;
  // Where steps are shorter than writing takes, some of the first go without.
  if (past_under_way >= kMostPastUnderWay) return;
  ++past_under_way;
  writer->push(WritePast{trainer->averaged_state()});
}

void TrainingRun::Impl::apply(WriteReport report) {
  if (report.kind == WriteReport::Kind::kCheckpoint) checkpoint_under_way = false;
  if (report.kind == WriteReport::Kind::kGrid) --grids_under_way;
  if (report.kind == WriteReport::Kind::kPast) {
    --past_under_way;
    past = std::make_shared<const std::vector<PastStep>>(std::move(report.past));
  }
  if (report.checkpoint_step >= 0) {
    written_step = report.checkpoint_step;
    schedule.checkpoint_written(speed.seconds());
    last_file_message.clear();
  }
  if (report.error) {
    if (!file_error) file_error = report.error;
    const std::string message = to_string(*report.error);
    if (message != last_file_message) {
      note(Notice::Level::kWarning, "A file of the run could not be written. " + message);
    }
    last_file_message = message;
  }
  if (!options.live_window) return;
  for (WriteReport::Grid& grid : report.grids) {
    // Two threads write grids when the run waits for its files.
    const auto place = std::ranges::upper_bound(grid_epochs, grid.epoch) - grid_epochs.begin();
    grids.insert(grids.begin() + place, {std::move(grid.sheet), options.serials->next()});
    grid_epochs.insert(grid_epochs.begin() + place, grid.epoch);
  }
  if (grids.size() > options.kept_grids) {
    const auto extra = static_cast<std::ptrdiff_t>(grids.size() - options.kept_grids);
    grids.erase(grids.begin(), grids.begin() + extra);
    grid_epochs.erase(grid_epochs.begin(), grid_epochs.begin() + extra);
  }
}

void TrainingRun::Impl::take_reports() {
  while (std::optional<WriteReport> report = writer->take_report()) {
    apply(std::move(*report));
  }
}

Status TrainingRun::Impl::wait_for_files() {
  flush_journal();
  while (std::optional<WriteReport> report = writer->wait_report()) apply(std::move(*report));
  // Two threads wrote meanwhile: the report that came last need not have the newest list.
  past = std::make_shared<const std::vector<PastStep>>(past_steps(folder->path()));
  if (!file_error) return {};
  const Error error = *file_error;
  file_error.reset();
  return error;
}

/// What may change in mid-run applies from here on as that plan has it.
void TrainingRun::Impl::follow(const TrainingPlan& plan) {
  trainer->set_learning_rate(plan.learning_rate);
  trainer->set_kl_weight(plan.kl_weight);
  trainer->set_sharpening(plan.sharpening);
}

/// Loads the newest good checkpoint, or begins again where there is none. Returns what was done.
std::string TrainingRun::Impl::go_back() {
  [[maybe_unused]] const Status files = wait_for_files();
  const Result<FoundCheckpoint> found = newest_checkpoint(folder->path());
  const TrainingPlan plan = trainer->plan();
  if (found && trainer->load_state(found->state, found->path)) {
    copied_step = trainer->steps_done();
  } else {
    Result<std::unique_ptr<Trainer>> fresh = Trainer::create(trainer->plan(), dataset);
    if (!fresh) return "Its last good weights could not be loaded. " + to_string(fresh.error());
    trainer = *std::move(fresh);
  }
  follow(plan);
  const std::int64_t step = trainer->steps_done();
  curves.rewind(step);
  read_past(step);
  journal_sum = {};
  journal_count = 0;
  journal_text += journal_rewind(step);
  return "It went back to step " + std::to_string(step) + ".";
}

Status TrainingRun::Impl::fail(const Error& error) {
  speed.pause();
  failure = error;
  std::string text = "Training stopped: " + to_string(error);
  if (error.code == ErrorCode::kDiverged) {
    text += " " + go_back();
    mark("diverged: " + error.message);
  }
  flush_journal();
  note(Notice::Level::kError, std::move(text));
  return error;
}

TrainingRun::TrainingRun(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TrainingRun::~TrainingRun() {
  if (impl_) impl_->flush_journal();
}

bool TrainingRun::done() const { return impl_->failure || impl_->limit_reached(); }

Status TrainingRun::advance() {
  Impl& run = *impl_;
  run.speed.start(Clock::now());
  if (Status stepped = run.trainer->step(); !stepped) return run.fail(stepped.error());
  run.speed.tick(Clock::now(), run.trainer->plan().batch);
  run.take_reports();
  const double now = run.speed.seconds();
  const bool last = run.limit_reached();
  const bool checkpoint = run.schedule.checkpoint_due(now) && !run.checkpoint_under_way;
  // A state is only saved when all losses that led to it are known to be finite.
  if (run.schedule.losses_due(now) || checkpoint || last) {
    if (Status taken = run.take_losses(); !taken) return run.fail(taken.error());
  }
  run.end_epoch();
  run.keep_step();
  if (checkpoint) run.hand_over_checkpoint();
  const double step_s = run.trainer->plan().batch / std::max(1e-9, run.speed.images_per_s());
  const double expected_s =
      step_s * kForwardShare * double{kQualityPictures} / std::max(1, run.trainer->plan().batch);
  if (run.schedule.quality_due(now, expected_s)) run.measure_quality(kQualityPictures);
  if (run.schedule.journal_due(now)) run.flush_journal();
  if (last) run.speed.pause();
  return {};
}

Status TrainingRun::save() {
  Impl& run = *impl_;
  if (Status taken = run.take_losses(); !taken) return run.fail(taken.error());
  Status waited = run.wait_for_files();
  if (run.written_step == run.trainer->steps_done()) return {};
  run.hand_over_checkpoint();
  waited = run.wait_for_files();
  return run.written_step == run.trainer->steps_done() ? Status{} : waited;
}

Status TrainingRun::finish() {
  Impl& run = *impl_;
  run.speed.pause();
  const Status saved = save();
  if (run.failure) return *run.failure;
  const std::int64_t step = run.trainer->steps_done();
  const std::int64_t per_epoch = run.trainer->steps_per_epoch();
  if (run.options.epoch_grids && step > 0 && step % per_epoch == 0 &&
      run.drawn_epoch != step / per_epoch) {
    run.hand_over_grid(step / per_epoch);
  }
  run.measure_quality(std::numeric_limits<std::int64_t>::max());
  const Status waited = run.wait_for_files();
  return saved ? waited : saved;
}

void TrainingRun::retry() { impl_->failure.reset(); }

void TrainingRun::change(const ChangeTraining& to) {
  TrainingPlan plan = impl_->trainer->plan();
  const auto change = [&](const char* name, double& value, double wanted) {
    if (wanted == value) return;
    impl_->mark(std::string(name) + " " + significant(value) + " to " + significant(wanted));
    value = wanted;
  };
  change("learning rate", plan.learning_rate, to.learning_rate);
  change("KL weight", plan.kl_weight, to.kl_weight);
  change("sharpening", plan.sharpening, to.sharpening);
  impl_->follow(plan);
}

void TrainingRun::pause() { impl_->speed.pause(); }

TrainingView TrainingRun::view() {
  Impl& run = *impl_;
  run.take_reports();
  const Trainer& trainer = *run.trainer;
  TrainingView view;
  view.state = run.failure           ? TrainingState::kFailed
               : run.limit_reached() ? TrainingState::kFinished
                                     : TrainingState::kRunning;
  view.plan = trainer.plan();
  view.run_folder = run.folder->path();
  view.step = trainer.steps_done();
  view.images = trainer.images_done();
  view.epoch = static_cast<double>(view.step) / static_cast<double>(trainer.steps_per_epoch());
  view.total_steps = run.total_steps();
  view.seconds = run.speed.seconds();
  view.images_per_s = run.speed.images_per_s();
  if (view.total_steps > 0 && view.images_per_s > 0) {
    view.remaining_s =
        static_cast<double>((view.total_steps - view.step) * view.plan.batch) / view.images_per_s;
  }
  if (const double limit = view.plan.seconds; limit > 0) {
    const double left = std::max(0.0, limit - view.seconds);
    view.remaining_s = view.remaining_s < 0 ? left : std::min(view.remaining_s, left);
  }
  view.memory_bytes = resident_bytes();
  view.training_pictures = trainer.training_pictures();
  view.held_out_pictures = trainer.dataset().held_out();
  view.checkpoint_step = run.written_step;
  view.psnr_db = run.curves.psnr_db();
  view.curves = run.curves.curves();
  view.epoch_grids = run.grids;
  view.epoch_grid_epochs = run.grid_epochs;
  view.past = run.past;
  return view;
}

std::vector<Notice> TrainingRun::take_notices() {
  impl_->take_reports();
  return std::exchange(impl_->notices, {});
}

WeightsPtr TrainingRun::snapshot() { return impl_->trainer->snapshot(); }

TrainerState TrainingRun::drawing_state() { return impl_->trainer->drawing_state(); }
TrainerState TrainingRun::averaged_state() { return impl_->trainer->averaged_state(); }

const std::string& TrainingRun::path() const { return impl_->folder->path(); }
int TrainingRun::threads() const { return impl_->folder->record().plan.threads; }

std::int64_t TrainingRun::step() const { return impl_->trainer->steps_done(); }
double TrainingRun::mean_images_per_s() const { return impl_->speed.mean_images_per_s(); }

}  // namespace facet
