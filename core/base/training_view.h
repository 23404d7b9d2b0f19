#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/commands.h"
#include "core/base/label_kinds.h"
#include "core/base/preset.h"
#include "core/base/view.h"

namespace facet {

enum class TrainingState {
  kIdle,       ///< no run
  kPreparing,  ///< reading data, making networks, timing a trial
  kRunning,
  kPaused,
  kFinished,  ///< a limit of the plan is reached
  kFailed,    ///< stopped by an error, with the last good weights kept
};

/// How a value that a training records at each step is shown.
struct LossSeries {
  /// The scale on which it is drawn.
  enum class Scale {
    kLoss,   ///< shared by all losses
    kShare,  ///< 0 to 1
    kOwn,    ///< one without numbers
  };
  const char* key;   ///< in the journal and in JSON
  const char* name;  ///< for people
  Scale scale;
  /// Whether steps may have no such value: it is 0 then, and neither written nor drawn.
  bool optional = false;

  bool has(float value) const { return !optional || value != 0; }
};

/// Values that a training records at most.
inline constexpr std::size_t kMostLosses = 6;

/// What a training of that kind records at each step, what is minimised (of a GAN: the generator's
/// loss) first; at most kMostLosses.
std::span<const LossSeries> loss_series(ModelKind kind);

/// The values of one step, or their mean over a few steps where the curve has been thinned.
struct LossPoint {
  std::int64_t step = 0;
  std::array<float, kMostLosses> values{};  ///< in the order of loss_series()

  /// What is minimised.
  float total() const { return values[0]; }
};

/// Held-out reconstruction quality at a step.
struct QualityPoint {
  std::int64_t step = 0;
  float psnr_db = 0;
};

/// A change or event to mark on the curves.
struct Marker {
  std::int64_t step = 0;
  std::string text;
};

/// The curves of a run, bounded in size: old points are thinned, none is dropped at an end.
struct Curves {
  std::span<const LossSeries> series;  ///< what the values of `losses` are
  std::vector<LossPoint> losses;
  std::vector<QualityPoint> quality;
  std::vector<Marker> markers;
};

/// A short message for people.
struct Notice {
  enum class Level { kInfo, kWarning, kError };
  Level level = Level::kInfo;
  std::string text;
  std::uint64_t serial = 0;  ///< ascending in the process
};

/// An earlier step of a run whose weights are kept, and the file that holds them.
struct PastStep {
  std::int64_t step = 0;
  std::string path;
};

/// What the trainer tells the window: a value, published often.
struct TrainingView {
  TrainingState state = TrainingState::kIdle;
  TrainingPlan plan;  ///< as it is now: threads, precision and device resolved
  std::string run_folder;
  std::string activity;  ///< what is being prepared, for people
  std::int64_t step = 0;
  std::int64_t images = 0;
  double epoch = 0;              ///< passes over the training pictures, with fraction
  std::int64_t total_steps = 0;  ///< 0: no limit
  double seconds = 0;            ///< training time of this call
  double images_per_s = 0;       ///< over the last seconds
  double remaining_s = -1;       ///< -1: unknown
  double memory_bytes = 0;       ///< resident size of the process
  std::int64_t training_pictures = 0;
  std::int64_t held_out_pictures = 0;
  std::int64_t checkpoint_step = -1;  ///< of the newest checkpoint on disk; -1: none
  float psnr_db = 0;                  ///< newest held-out value; 0: none, or none yet
  std::shared_ptr<const Curves> curves;
  std::vector<Picture> epoch_grids;  ///< newest last; the grids kept for the last epochs
  std::vector<std::int64_t> epoch_grid_epochs;
  /// Earlier steps that can be drawn from, earliest first; never null.
  std::shared_ptr<const std::vector<PastStep>> past =
      std::make_shared<const std::vector<PastStep>>();
};

/// What is known about the data set that the session names.
struct DataView {
  std::string data;   ///< as the plan names it; empty: none yet
  std::string title;  ///< short name for people
  std::int64_t count = 0;
  std::int64_t held_out = 0;
  int source_width = 0;  ///< of the first picture, before resizing; 0: mixed
  int source_height = 0;
  std::vector<std::string> label_columns;
  /// Those of the labels that sort the pictures into a few kinds; never null.
  std::shared_ptr<const std::vector<LabelKind>> label_kinds =
      std::make_shared<const std::vector<LabelKind>>();
  std::vector<std::string> warnings;  ///< broken files that were left out, and the like
  std::vector<PictureFace> samples;   ///< up to 64 pictures, evenly spread, for the contact sheet
  std::vector<std::string> sample_labels;  ///< one line of labels for each, or empty
  bool loading = false;
  double progress = 0;  ///< 0 to 1 while loading
  std::optional<Error> error;
};

/// Long work of the io thread that can be canceled.
struct JobView {
  std::string title;    ///< what is being made, for people; empty: nothing is
  double progress = 0;  ///< 0 to 1
};

/// Something opened by OpenPath, or picked by PickFaces, for the window to put into its session (so
/// that it can be undone).
struct Opened {
  enum class Kind { kData, kModel, kRun, kNumberRun, kSession, kRecipe, kFace, kList };
  Kind kind = Kind::kData;
  std::string path;
  Session session;                        ///< kSession, kRecipe: what to restore
  PictureKind part = PictureKind::kGrid;  ///< kRecipe: the panel it restores
  Face face;                              ///< kFace: the dropped picture, 64 x 64
  FaceList list{};                        ///< kList: the picked faces
  std::int64_t among = 0;                 ///< kList: how many faces they stand for
};

}  // namespace facet
