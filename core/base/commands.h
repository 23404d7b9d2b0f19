#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/base/selection.h"
#include "core/base/session.h"

namespace facet {

/// Begins a run of `plan` in a new run folder; an empty path lets the engine choose one.
struct StartTraining {
  TrainingPlan plan;
  std::string run_folder;
};
/// Goes on with the run in that folder where its newest good checkpoint stands. Its faces are
/// drawn at once, before its data is read.
struct ContinueRun {
  std::string run_folder;
  bool paused = false;  ///< open it, train no step yet
};
/// Shows a recorded run that is not gone on with: its curves and epochs. Nothing is written there.
struct ShowRecording {
  std::string run_folder;
};
struct PauseTraining {};
struct ResumeTraining {};
/// Exactly one optimiser step, then paused.
struct StepTraining {};
/// Forgets the weights and begins the same plan again in a new run folder.
struct ResetTraining {};
/// Writes a checkpoint now.
struct SaveCheckpoint {};
/// Applies from the next step on; recorded as a marker.
struct ChangeTraining {
  double learning_rate = 1e-3;
  double kl_weight = 1;
  double sharpening = 0;
};

using TrainingCommand =
    std::variant<StartTraining, ContinueRun, ShowRecording, PauseTraining, ResumeTraining,
                 StepTraining, ResetTraining, SaveCheckpoint, ChangeTraining>;

/// What the window asks of one of its trainings; first in, first out.
struct TrainingOrder {
  TrainingCommand command;
  int training = 0;  ///< A or B
};

/// Which part of the session a picture file shows.
enum class PictureKind { kGrid, kPath, kArithmetic };

/// "grid", "interpolate" or "arithmetic": the verb that draws it.
const char* picture_kind_name(PictureKind kind);

/// Draws a part of the session exactly (fp32, one thread) and writes a PNG with its recipe.
struct ExportPicture {
  PictureKind kind = PictureKind::kGrid;
  Session session;
  std::string path;
};
/// Draws a part of the session from each of these models, exactly, and writes the pictures as one
/// film: `.webp` or `.gif`. Progress is a JobView.
struct ExportTimeFilm {
  ExportPicture picture;
  std::vector<std::string> models;  ///< checkpoints, as PastStep::path, in the order of the frames
};
/// Ends the film in work; no file is left of it.
struct CancelFilm {};
/// Opens whatever a file is: data set, checkpoint, run, picture with a recipe, plain picture,
/// session. The answer is an Opened value or a notice.
struct OpenPath {
  std::string path;
};
/// Loads a data set for looking at it: contact sheet, labels, what was wrong.
struct OpenData {
  std::string data;
};

/// Makes a list of faces that carry labels: of all that do, the few that stand best for them. The
/// answer is an Opened value of the kind kList, or a notice.
struct PickFaces {
  LabelSelection selection;
  std::string name;  ///< of the list
  /// Among faces of the session's first model, as a judge of the labels reads them, not among the
  /// pictures: where the model has no encoder.
  bool own = false;
};

/// Which part of the session the user is changing at this moment: it is drawn first.
enum class TouchedPart { kNone, kGrid, kLists, kArithmetic, kPath, kDirections };

/// What the window asks of the io thread; first in, first out.
using IoCommand =
    std::variant<ExportPicture, ExportTimeFilm, CancelFilm, OpenPath, OpenData, PickFaces>;

}  // namespace facet
