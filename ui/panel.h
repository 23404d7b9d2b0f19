#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/commands.h"
#include "core/base/live_measurement.h"
#include "core/base/number_view.h"
#include "core/base/projection.h"
#include "core/base/training_view.h"
#include "core/base/view.h"
#include "ui/actions.h"
#include "ui/example.h"
#include "ui/face_state.h"

namespace facet::ui {

class FaceTextures;

/// What the engine has published, taken once a frame. Never null.
struct UiInput {
  std::shared_ptr<const View> view;
  std::shared_ptr<const TrainingView> training;  ///< A
  std::shared_ptr<const DataView> data;
  std::shared_ptr<const JobView> job;
  std::vector<Notice> notices;  ///< new since the frame before
  std::vector<Opened> opened;   ///< new since the frame before
  std::shared_ptr<const LiveMeasurement> measured = std::make_shared<const LiveMeasurement>();
  std::shared_ptr<const NumberView> numbers{};  ///< null: there is no number lab
  std::shared_ptr<const TrainingView> training_b = std::make_shared<const TrainingView>();
  std::shared_ptr<const View> compared{};  ///< of the second pane; null: nothing is compared
  std::shared_ptr<const ProjectionView> projections = std::make_shared<const ProjectionView>();
};

/// What a frame asks for.
struct UiOutput {
  std::vector<TrainingOrder> training;
  std::vector<IoCommand> io;
  std::vector<NumberCommand> numbers;
  std::vector<ProjectionCommand> projections;
  std::optional<Picture> to_compare;         ///< a drawn face whose likeness somebody wants to see
  TouchedPart touched = TouchedPart::kNone;  ///< the part under the pointer's hand in this frame
  bool session_changed = false;              ///< the session differs from the frame before
  bool animating = false;                    ///< something fades: draw the next frame soon
  bool moving = false;                       ///< a walk plays: draw frames smoothly
  bool directions_shown = false;             ///< somebody looks at the model's directions
  bool toggle_full_screen = false;
  bool quit = false;
  /// A part or a face to be written as a picture, its path still empty: the workbench asks for the
  /// path by a file dialog, fills it in and moves it to `io`.
  std::optional<ExportPicture> export_wanted;
  std::vector<std::string> film_models;  ///< not empty: `export_wanted` over these, as a film
};

/// What the panel of the number lab remembers.
struct NumberPanelState {
  NumberPlan plan;    ///< of the next training
  NumberQuery query;  ///< as typed or scribbled
  NumberStyleQuery styles;
  int style_list = 0;  ///< the list that clicked cells go to
  bool show_loss = false;
  bool loss_shown = false;  ///< in the frame before
  float smoothing = 0.3F;   ///< of the curves
};

/// What a list of faces by label is to hold.
struct LabelPick {
  std::string data;           ///< the data set whose labels these are
  std::vector<int> values;    ///< of each of DataView::label_kinds; -1: any
  int count = 3;              ///< faces of the list
  bool own = false;           ///< among faces of the model
  std::int64_t matching = 0;  ///< pictures that carry the labels
};

/// The walk that plays by itself. While it plays, the path's position moves from frame to frame
/// without becoming worth undoing or keeping.
struct WalkUiState {
  bool playing = false;
  double from = 0;     ///< while it plays: the position that is kept
  float leg_s = 1.5F;  ///< seconds from one keyframe to the next
};

/// What panels remember that is not worth undoing: scroll, zoom, hover, text being typed.
struct UiState {
  /// The face under the pointer in this frame, of any panel: set by draw_face_tile, which also
  /// shows it enlarged beside the pointer; the workbench clears it before the panels are drawn.
  std::optional<Face> hovered;
  Picture hovered_picture;  ///< its 64 x 64 picture
  int rename_list = -1;     ///< list whose name is being edited
  std::string rename_text;
  std::string expression_text;  ///< text in the expression box while it is being typed
  bool crisp = true;            ///< whole multiples of 64 pixels instead of smooth enlargement
  bool log_scale = false;
  float smoothing = 0.6F;  ///< of the curves, 0 to 0.99
  bool show_raw_curve = true;
  bool curves_follow = true;            ///< their view moves with the newest step
  std::set<std::string> hidden_curves;  ///< by their names in the legend
  std::string data_text;                ///< text in the data box while it is being typed
  bool data_typing = false;
  int epoch_shown = -1;  ///< index into TrainingView::epoch_grids; -1: the newest
  FaceUiState faces;     ///< of the widgets and panels of faces
  WalkUiState walk;      ///< of the path
  NumberPanelState numbers;
  LabelPick label_pick;
  std::size_t lists_seen = 0;  ///< lists in the frame before
  int hovered_list = -1;       ///< the list under the pointer in this frame: dropped files go there

  int training = 0;  ///< A or B: the one that panels show and keys steer

  /// What buttons of panels ask for: the workbench does it at the frame's end, as the key would.
  std::vector<Action> actions;
  std::vector<std::string> recent_runs;       ///< run folders of this user, newest first
  std::vector<Example> examples;              ///< that are shipped with the program
  std::optional<std::size_t> example_wanted;  ///< the one to be opened at the frame's end
};

/// All that a panel may see and change in one frame. Panels edit `session` in place; the workbench
/// turns that into undo entries (one an item's release) and sends it to the explorer.
struct PanelContext {
  const View& view;              ///< of the pane that is being drawn
  const TrainingView& training;  ///< the one that UiState::training names
  const DataView& data;
  Session& session;
  UiState& state;
  FaceTextures& textures;
  UiOutput& output;
  /// What was measured of the model in the background.
  const LiveMeasurement& measured;
  const NumberView* numbers = nullptr;  ///< null: there is no number lab
  /// A and B.
  std::array<const TrainingView*, kTrainings> trainings{&training, &training};
  const View* compared = nullptr;  ///< of the second pane; null: it is not there
  int pane = 0;                    ///< which pane is being drawn: 0, or 1 for the second

  /// The plan of the training that is shown.
  TrainingPlan& plan() const { return plan_of(session, state.training); }
  /// The model of the pane that is being drawn.
  ModelRef& model() const { return pane == 0 ? session.model : *session.compared; }
};

// One panel a file, ui/panels/NAME_panel.cpp; each draws the inside of an ImGui window that the
// workbench has begun. Main thread.
void draw_data_panel(PanelContext& context);
void draw_training_panel(PanelContext& context);
void draw_curves_panel(PanelContext& context);
void draw_epochs_panel(PanelContext& context);
void draw_grid_panel(PanelContext& context);
void draw_lists_panel(PanelContext& context);
void draw_arithmetic_panel(PanelContext& context);
void draw_path_panel(PanelContext& context);
void draw_directions_panel(PanelContext& context);
void draw_numbers_panel(PanelContext& context);

}  // namespace facet::ui
