#include "core/engine/recording.h"

#include <memory>

#include "core/engine/curve.h"
#include "core/engine/journal.h"
#include "core/engine/past_weights.h"
#include "core/engine/run_folder.h"
#include "core/image/codec.h"

namespace facet {

Result<TrainingView> read_recording(const std::string& run_folder, SerialSource& serials) {
  const Result<RunRecord> record = read_run_record(run_folder);
  if (!record) return record.error();
  TrainingView view;
  view.plan = record->plan;
  CurveRecorder curves(loss_series(model_kind(record->plan.preset)));
  const Result<std::size_t> read = read_journal(run_folder + "/journal.jsonl", curves);
  if (!read) return read.error();
  view.curves = curves.curves();
  view.psnr_db = curves.psnr_db();
  view.past = std::make_shared<const std::vector<PastStep>>(past_steps(run_folder));
  if (!view.past->empty()) view.step = view.past->back().step;
  for (const std::int64_t epoch : grid_epochs(run_folder)) {
    Result<LoadedPicture> picture = read_picture(grid_path(run_folder, epoch));
    if (!picture || picture->image.channels != 3) continue;
    view.epoch_grid_epochs.push_back(epoch);
    view.epoch_grids.push_back(
        {std::make_shared<const Image>(std::move(picture->image)), serials.next()});
  }
  return view;
}

}  // namespace facet
