#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/base/files.h"
#include "ui/dock_layout.h"
#include "ui/face_actions.h"
#include "ui/timeline.h"
#include "ui/walk.h"
#include "ui/workbench_impl.h"

namespace facet::ui {
namespace {

constexpr float kTextStep = 1.1F;

}  // namespace

void Workbench::Impl::show_panel(const char* name) {
  for (const PanelInfo& panel : panels()) {
    if (std::string_view(panel.name) != name) continue;
    settings.panels[name] = true;
    if (panel.side) settings.side_panels = true;
    ImGui::SetWindowFocus(panel.window);
  }
}

/// To the training that is shown.
void Workbench::Impl::order(PanelContext& context, TrainingCommand command) {
  context.output.training.push_back({std::move(command), state.training});
}

void Workbench::Impl::start_training(PanelContext& context) {
  const TrainingPlan& plan = context.plan();
  if (const auto reason = why_not_start(plan, context.data)) {
    say(Notice::Level::kError, *reason);
    return;
  }
  show_training(session, state.training);
  shown_training().plan.accept(plan);
  shown_training().start_sent = true;
  order(context, StartTraining{plan, ""});
}

void Workbench::Impl::start_or_pause(PanelContext& context) {
  switch (main_action(context.training)) {
    case MainAction::kStart:
      start_training(context);
      break;
    case MainAction::kPause:
      order(context, PauseTraining{});
      break;
    case MainAction::kResume:
      order(context, ResumeTraining{});
      break;
    case MainAction::kWait:
      break;
  }
}

void Workbench::Impl::reset_training(PanelContext& context) {
  if (!has_run(context.training)) return;
  shown_training().start_sent = true;
  order(context, ResetTraining{});
}

/// With the other training where it has a run; an earlier step with the first one that was kept;
/// else the raw weights beside the averaged ones.
void Workbench::Impl::compare_or_stop(PanelContext& context) {
  if (session.compared) {
    session.compared.reset();
    return;
  }
  const int other = 1 - session.model.training;
  const bool trains = has_run(*context.trainings[static_cast<std::size_t>(other)]);
  session.compared = session.model;
  if (trains) {
    *session.compared = {"", session.model.ema, other};
  } else if (is_kept_step(context, session.model)) {
    const auto training = static_cast<std::size_t>(session.model.training);
    session.compared->path = context.trainings[training]->past->front().path;
  } else {
    session.compared->ema = !session.model.ema;
  }
}

void Workbench::Impl::swap_panes() {
  if (session.compared) std::swap(session.model, *session.compared);
}

void Workbench::Impl::go_to(const Session& there) {
  session = there;
  state.walk.from = session.path.position;
}

void Workbench::Impl::open_example(const Example& example) {
  Session there = example.session;
  there.plan = session.plan;
  there.plan_b = session.plan_b;
  go_to(there);
  show_panel("arithmetic");
  say(Notice::Level::kInfo, example.summary + " Ctrl+Z goes back.");
}

void Workbench::Impl::add_hovered_to_list(int number) {
  if (!state.hovered) return;
  const auto lists = static_cast<int>(session.lists.size());
  if (number <= lists) {
    add_to_list(session, number - 1, {*state.hovered});
  } else if (number == lists + 1) {
    start_list(session, {*state.hovered}, list_name_for(*state.hovered));
  } else {
    say(Notice::Level::kInfo, "There are only " + std::to_string(lists) + " lists; the key " +
                                  std::to_string(lists + 1) + " starts another.");
  }
}

void Workbench::Impl::set_endpoint(Face& endpoint) {
  if (state.hovered) endpoint = *state.hovered;
}

void Workbench::Impl::close_something(PanelContext& context) {
  if (about_open || shortcuts_open) {
    about_open = shortcuts_open = false;
  } else if (!notices.dismiss() && !session.grid.selected.empty()) {
    session.grid.selected.clear();
    context.output.touched = TouchedPart::kGrid;
  }
}

void Workbench::Impl::perform(Action action, PanelContext& context) {
  UiOutput& output = context.output;
  const bool run = has_run(context.training);
  switch (action) {
    case Action::kStartOrPause:
      return start_or_pause(context);
    case Action::kStartNewRun:
      return start_training(context);
    case Action::kStep:
      if (run) order(context, StepTraining{});
      return;
    case Action::kSaveCheckpoint:
      if (run) order(context, SaveCheckpoint{});
      return;
    case Action::kReset:
      return reset_training(context);
    case Action::kOtherTraining:
      state.training = 1 - state.training;
      return;
    case Action::kCompare:
      return compare_or_stop(context);
    case Action::kSwapPanes:
      return swap_panes();
    case Action::kCompareFile:
      return ask_to_open(FileDialog::Kind::kOpenFile, "Compare with a model", dialog_folder,
                         Asked::kCompare);
    case Action::kCompareRun:
      return ask_to_open(FileDialog::Kind::kOpenFolder, "Compare with a run",
                         user_data_folder() + "/runs", Asked::kCompare);
    case Action::kNewSeed:
      return set_grid_seed(session, dice_seed(session.grid.seed, ++state.faces.dice));
    case Action::kPreviousSeed:
      return set_grid_seed(session, session.grid.seed - 1);
    case Action::kNextSeed:
      return set_grid_seed(session, session.grid.seed + 1);
    case Action::kEndpointA:
      return set_endpoint(session.path.a);
    case Action::kEndpointB:
      return set_endpoint(session.path.b);
    case Action::kKeyframe:
      if (state.hovered) add_keyframes(session, {*state.hovered});
      return;
    case Action::kPlayWalk:
      show_panel("path");
      return play_or_pause(session.path, state.walk);
    case Action::kVaryFace:
      if (!state.hovered) return;
      show_panel("directions");
      return vary_face(session, *state.hovered);
    case Action::kUndo:
      return go_to(history.undo());
    case Action::kRedo:
      return go_to(history.redo());
    case Action::kOpenFile:
      return ask_to_open(FileDialog::Kind::kOpenFile, "Open pictures, a model or a session",
                         dialog_folder);
    case Action::kOpenFolder:
      return ask_to_open(FileDialog::Kind::kOpenFolder, "Open a folder of pictures or a run",
                         dialog_folder);
    case Action::kContinueRun:
      return ask_to_open(FileDialog::Kind::kOpenFolder, "Continue a run",
                         user_data_folder() + "/runs");
    case Action::kExport:
      output.export_wanted = ExportPicture{export_kind, session, ""};
      return;
    case Action::kSaveSession:
      return ask_to_save_session();
    case Action::kQuit:
      output.quit = true;
      return;
    case Action::kLiveModel:
      session.model = {"", session.model.ema, state.training};
      return;
    case Action::kToggleEma:
      session.model.ema = !session.model.ema;
      return;
    case Action::kToggleSidePanels:
      settings.side_panels = !settings.side_panels;
      return;
    case Action::kFullScreen:
      output.toggle_full_screen = true;
      return;
    case Action::kResetLayout:
      reset_layout = settings.side_panels = true;
      settings.panels.clear();
      return;
    case Action::kLargerText:
      settings.text_scale = std::min(settings.text_scale * kTextStep, 2.0F);
      return;
    case Action::kSmallerText:
      settings.text_scale = std::max(settings.text_scale / kTextStep, 0.7F);
      return;
    case Action::kNormalText:
      settings.text_scale = 1;
      return;
    case Action::kToggleTheme:
      settings.dark = !settings.dark;
      return;
    case Action::kToggleCrisp:
      state.crisp = !state.crisp;
      return;
    case Action::kShortcuts:
      shortcuts_open = !shortcuts_open;
      return;
    case Action::kNotices:
      return show_panel("notices");
    case Action::kAbout:
      about_open = true;
      return;
    case Action::kClose:
      return close_something(context);
  }
}

void Workbench::Impl::handle_keys(PanelContext& context) {
  // A key of its own for Tab, or ImGui would step through fields with it.
  if (!ImGui::GetIO().WantTextInput) {
    ImGui::SetKeyOwner(ImGuiKey_Tab, ImHashStr("facet.workbench"));
  }
  if (dialog.is_open()) return;
  if (ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup)) {
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) ImGui::ClosePopupsExceptModals();
    return;
  }
  for (const Action action : pressed_actions()) perform(action, context);
  if (const int digit = pressed_digit(); digit > 0) add_hovered_to_list(digit);
}

}  // namespace facet::ui
