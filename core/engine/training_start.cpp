#include <filesystem>

#include "core/engine/training_run_impl.h"
#include "core/model/checkpoint.h"

namespace facet {
namespace {

namespace fs = std::filesystem;

/// So that the run can be resumed from another working directory.
std::string lasting_name(const std::string& data) {
  std::error_code error;
  if (data == "drawn" || data.starts_with("drawn:") || !fs::exists(data, error)) return data;
  return fs::absolute(data, error).lexically_normal().string();
}

Error other_setting(const char* option, const std::string& asked, const std::string& has,
                    const std::string& path) {
  return {ErrorCode::kBadInput,
          "the run has " + std::string(option) + " " + has + ", which cannot become " + asked +
              " in mid-run; leave the option out, or begin a new run in another folder",
          path};
}

Status check_fixed(const TrainingPlan& plan, const ResumeRequest& request,
                   const std::string& path) {
  if (request.preset && *request.preset != plan.preset) {
    return other_setting("--preset", *request.preset, plan.preset, path);
  }
  const auto check = [&](const char* option, const auto& asked, auto has) -> Status {
    if (!asked || *asked == has) return {};
    return other_setting(option, std::to_string(*asked), std::to_string(has), path);
  };
  if (request.start && lasting_name(*request.start) != plan.start) {
    return other_setting("--start", *request.start, plan.start.empty() ? "none" : plan.start, path);
  }
  if (Status s = check("--seed", request.training_seed, plan.training_seed); !s) return s;
  if (Status s = check("--batch", request.batch, plan.batch); !s) return s;
  return check("--latent", request.latent, plan.latent);
}

TrainingPlan changed_plan(TrainingPlan plan, const ResumeRequest& request) {
  if (request.epochs || request.steps || request.seconds) {
    plan.epochs = request.epochs.value_or(0);
    plan.steps = request.steps.value_or(0);
    plan.seconds = request.seconds.value_or(0);
  }
  plan.threads = request.threads.value_or(plan.threads);
  plan.precision = request.precision.value_or(plan.precision);
  plan.device = request.device.value_or(plan.device);
  return plan;
}

/// What may change in mid-run, as the request has it or else as the run has it.
ChangeTraining wanted_change(const TrainingPlan& plan, const ResumeRequest& request) {
  return {request.learning_rate.value_or(plan.learning_rate),
          request.kl_weight.value_or(plan.kl_weight), request.sharpening.value_or(plan.sharpening)};
}

Status check_change(TrainingPlan plan, const ResumeRequest& request) {
  const ChangeTraining change = wanted_change(plan, request);
  plan.learning_rate = change.learning_rate;
  plan.kl_weight = change.kl_weight;
  plan.sharpening = change.sharpening;
  return check_plan(plan);
}

Error other_data(const RunRecord& record, const Dataset& dataset, const std::string& path) {
  return {ErrorCode::kBadInput,
          "the run was trained on other data than '" + dataset.name() + "' (" +
              std::to_string(record.data_count) + " pictures, hash " +
              record.data_hash.substr(0, 8) +
              "); give the data set it began with: " + record.plan.data,
          path};
}

}  // namespace

Result<std::unique_ptr<TrainingRun>> TrainingRun::create(TrainingPlan plan, DatasetPtr dataset,
                                                         const std::string& path,
                                                         const RunOptions& options) {
  if (const Status checked = check_plan(plan); !checked) return checked.error();
  if (const Status free = check_new_run(path); !free) return free.error();
  plan.data = lasting_name(plan.data);
  plan.start = lasting_name(plan.start);
  Result<TrainingPlan> resolved = resolve_plan(plan, options.cache_folder);
  if (!resolved) return resolved.error();
  const RunRecord record{*resolved, dataset->hash(), dataset->size(), FACET_VERSION, utc_now()};
  Result<std::unique_ptr<Trainer>> trainer = Trainer::create(*resolved, dataset);
  if (!trainer) return trainer.error();
  Result<std::unique_ptr<RunFolder>> folder = RunFolder::create(path, record);
  if (!folder) return folder.error();
  Result<std::unique_ptr<JournalWriter>> journal = JournalWriter::open((*folder)->journal_path());
  if (!journal) return journal.error();
  return std::unique_ptr<TrainingRun>(new TrainingRun(std::make_unique<Impl>(
      options, *std::move(folder), *std::move(journal), std::move(dataset), *std::move(trainer))));
}

Result<std::unique_ptr<TrainingRun>> TrainingRun::resume(const std::string& path,
                                                         DatasetPtr dataset,
                                                         const ResumeRequest& request,
                                                         const RunOptions& options) {
  Result<std::unique_ptr<RunFolder>> folder = RunFolder::open(path);
  if (!folder) return folder.error();
  RunRecord record = (*folder)->record();
  if (const Status fixed = check_fixed(record.plan, request, path); !fixed) return fixed.error();
  if (const Status valid = check_change(record.plan, request); !valid) return valid.error();
  if (dataset->hash() != record.data_hash) return other_data(record, *dataset, path);
  Result<TrainingPlan> plan =
      resolve_plan(changed_plan(record.plan, request), options.cache_folder);
  if (!plan) return plan.error();
  Result<FoundCheckpoint> found = newest_checkpoint(path);
  if (!found && found.error().code != ErrorCode::kNotFound) return found.error();
  TrainingPlan begun = *plan;
  if (found) begun.start.clear();  // it may be gone by now
  Result<std::unique_ptr<Trainer>> trainer = Trainer::create(begun, dataset);
  if (!trainer) return trainer.error();
  if (found) {
    const Result<CheckpointSettings> settings =
        settings_from_json(found->state.settings, found->path);
    if (!settings) return settings.error();
    if (const Status loaded = (*trainer)->load_state(found->state, found->path); !loaded) {
      return loaded.error();
    }
    (*trainer)->set_learning_rate(settings->plan.learning_rate);
    (*trainer)->set_kl_weight(settings->plan.kl_weight);
    (*trainer)->set_sharpening(settings->plan.sharpening);
    if (!found->warnings.empty()) (*folder)->set_aside_checkpoints_after(found->state.step);
  }
  if (*plan != record.plan) {
    record.plan = *plan;
    if (const Status written = (*folder)->update(record); !written) return written.error();
  }
  Result<std::unique_ptr<JournalWriter>> journal = JournalWriter::open((*folder)->journal_path());
  if (!journal) return journal.error();
  const std::string journal_path = (*folder)->journal_path();

  auto impl = std::make_unique<Impl>(options, *std::move(folder), *std::move(journal),
                                     std::move(dataset), *std::move(trainer));
  const std::int64_t step = impl->trainer->steps_done();
  if (const Result<std::size_t> read = read_journal(journal_path, impl->curves); !read) {
    impl->note(Notice::Level::kWarning,
               "The curves of earlier training could not be read. " + to_string(read.error()));
  }
  impl->curves.rewind(step);
  impl->read_past(step);
  impl->journal_text += journal_rewind(step);
  impl->copied_step = impl->written_step = found ? step : -1;
  if (found) {
    for (std::string& warning : found->warnings) {
      impl->note(Notice::Level::kWarning, std::move(warning));
    }
  }
  if (options.live_window) {
    std::vector<std::int64_t> epochs = grid_epochs(impl->folder->path());
    std::erase_if(epochs, [&](std::int64_t epoch) {
      return epoch * impl->trainer->steps_per_epoch() > step;
    });
    if (epochs.size() > options.kept_grids) {
      epochs.erase(epochs.begin(), epochs.end() - static_cast<std::ptrdiff_t>(options.kept_grids));
    }
    if (!epochs.empty()) impl->writer->push(ReadGrids{std::move(epochs)});
  }
  std::unique_ptr<TrainingRun> run(new TrainingRun(std::move(impl)));
  run->change(wanted_change(run->impl_->trainer->plan(), request));
  return run;
}

}  // namespace facet
