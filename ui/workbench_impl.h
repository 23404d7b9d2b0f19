#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "ui/actions.h"
#include "ui/dock_layout.h"
#include "ui/face_textures.h"
#include "ui/file_dialog.h"
#include "ui/history.h"
#include "ui/notice_board.h"
#include "ui/session_keeper.h"
#include "ui/settings.h"
#include "ui/theme.h"
#include "ui/training_control.h"
#include "ui/workbench.h"

namespace facet::ui {

/// The workbench's state and the steps of its frame. Three files define them: workbench.cpp the
/// frame, workbench_actions.cpp what keys and menus do, workbench_files.cpp what touches files.
struct Workbench::Impl {
  /// What is remembered of a training.
  struct Training {
    PlanFollower plan;
    std::string run_seen{};   ///< run folder of the frame before
    bool start_sent = false;  ///< and its run has not been seen yet
  };

  WorkbenchOptions options;
  Session session;
  Session before;  ///< at the end of the frame before
  Settings settings;
  Settings settings_saved;
  Theme theme;
  float theme_scale = 0;
  UiState state;
  History history;
  FaceTextures textures;
  FileDialog dialog;
  NoticeBoard notices;
  SessionKeeper keeper;
  std::array<Training, kTrainings> trainings;

  bool first_frame = true;
  bool reset_layout = false;
  bool shortcuts_open = false;
  bool about_open = false;
  PictureKind export_kind = PictureKind::kGrid;  ///< of the panel that had the focus last
  std::string recording_shown;                   ///< of the example drawn from last
  std::string data_asked;                        ///< the data set of the last OpenData
  std::vector<std::string> dropped;
  std::vector<std::pair<std::string, std::string>> drop_lists;  ///< path, list it fell on

  enum class Asked { kNothing, kOpen, kCompare, kExport, kSession };
  Asked asked = Asked::kNothing;
  std::vector<std::string> film_waiting;  ///< the models of a film that waits for its name
  ExportPicture export_waiting;
  std::string dialog_folder;  ///< where the last dialog ended

  Impl(WorkbenchOptions given, Session first);

  /// Loads fonts, style and the kept layout.
  void start();
  void update_theme();
  void take_input(const UiInput& input, UiOutput& output);
  void take_opened(const Opened& opened, const UiInput& input, UiOutput& output);
  void follow_run(int training, const TrainingView& view);
  void reopen_runs(UiOutput& output);
  Training& shown_training() { return trainings[static_cast<std::size_t>(state.training)]; }
  void draw_panel(const PanelInfo& panel, PanelContext& context);
  void draw_panels(PanelContext& context);
  void handle_keys(PanelContext& context);
  void perform(Action action, PanelContext& context);
  void start_or_pause(PanelContext& context);
  void start_training(PanelContext& context);
  void reset_training(PanelContext& context);
  void order(PanelContext& context, TrainingCommand command);
  void compare_or_stop(PanelContext& context);
  void swap_panes();
  /// A state of the history; a walk that plays goes on from its position.
  void go_to(const Session& there);
  /// Its model, lists and expression take the place of what is there; the plans stay.
  void open_example(const Example& example);
  /// Shows the recorded run of the example that the session draws from.
  void follow_example(UiOutput& output);
  void add_hovered_to_list(int number);
  void set_endpoint(Face& endpoint);
  void close_something(PanelContext& context);
  void show_panel(const char* name);
  void ask_to_open(FileDialog::Kind kind, const char* title, const std::string& start,
                   Asked what = Asked::kOpen);
  void ask_to_save_session();
  void ask_where_to_export(UiOutput& output);
  void finish_dialog(UiOutput& output);
  void send_drops(UiOutput& output);
  void finish_edit(const UiInput& input, UiOutput& output);
  void load_layout();
  Status save_layout() const;
  void save(double now);
  void say(Notice::Level level, std::string text);
};

}  // namespace facet::ui
