#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/engine/curve.h"
#include "core/engine/run_folder.h"
#include "core/engine/run_schedule.h"
#include "core/engine/run_writer.h"
#include "core/engine/speed_meter.h"
#include "core/engine/training_run.h"
#include "core/train/trainer.h"

namespace facet {

/// What a TrainingRun is made of; training_run.cpp drives it, training_start.cpp makes it.
struct TrainingRun::Impl {
  Impl(RunOptions run_options, std::unique_ptr<RunFolder> run_folder,
       std::unique_ptr<JournalWriter> journal, DatasetPtr run_dataset,
       std::unique_ptr<Trainer> run_trainer);

  bool limit_reached() const;
  std::int64_t total_steps() const;
  Status fail(const Error& error);
  std::string go_back();
  void follow(const TrainingPlan& plan);
  void note(Notice::Level level, std::string text);
  void mark(std::string text);

  Status take_losses();
  void journal_losses(const std::vector<LossPoint>& losses);
  void flush_journal();
  void measure_quality(std::int64_t pictures);
  void end_epoch();
  void hand_over_checkpoint();
  void hand_over_grid(std::int64_t epoch);
  void keep_step();
  /// Reads which steps are kept; those after `step` belong to a training that is given up.
  void read_past(std::int64_t step);
  void take_reports();
  void apply(WriteReport report);
  /// Waits for all files; the first error since the last call.
  Status wait_for_files();

  RunOptions options;
  std::unique_ptr<RunFolder> folder;
  DatasetPtr dataset;
  std::unique_ptr<Trainer> trainer;
  CurveRecorder curves;
  RunSchedule schedule;
  SpeedMeter speed;
  std::string journal_text;                       ///< lines not handed over yet
  std::array<double, kMostLosses> journal_sum{};  ///< of the losses since the last line
  std::int64_t journal_count = 0;                 ///< of them
  std::int64_t copied_step = -1;                  ///< of the newest checkpoint handed over
  std::int64_t written_step = -1;                 ///< of the newest checkpoint on disk
  bool checkpoint_under_way = false;
  int grids_under_way = 0;
  int past_under_way = 0;
  std::shared_ptr<const std::vector<PastStep>> past =
      std::make_shared<const std::vector<PastStep>>();
  std::int64_t drawn_epoch = -1;  ///< of the newest grid handed over
  std::vector<Picture> grids;
  std::vector<std::int64_t> grid_epochs;
  std::vector<Notice> notices;
  std::optional<Error> failure;
  std::optional<Error> file_error;    ///< the first since wait_for_files()
  std::string last_file_message;      ///< so that a full disk is told once
  std::unique_ptr<RunWriter> writer;  ///< last: it uses the folder
};

}  // namespace facet
