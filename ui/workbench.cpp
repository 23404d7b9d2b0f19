#include "ui/workbench.h"

#include <imgui.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "ui/dock_layout.h"
#include "ui/help_windows.h"
#include "ui/job_bar.h"
#include "ui/menu_bar.h"
#include "ui/projection_card.h"
#include "ui/walk.h"
#include "ui/workbench_impl.h"

namespace facet::ui {
namespace {

/// The part that an edit changed, for an edit that no panel has claimed.
TouchedPart changed_part(const Session& before, const Session& after) {
  if (before.grid != after.grid) return TouchedPart::kGrid;
  if (before.path != after.path) return TouchedPart::kPath;
  if (before.arithmetic != after.arithmetic) return TouchedPart::kArithmetic;
  if (before.lists != after.lists) return TouchedPart::kLists;
  if (before.directions != after.directions) return TouchedPart::kDirections;
  return TouchedPart::kNone;
}

}  // namespace

Workbench::Impl::Impl(WorkbenchOptions given, Session first)
    : options(std::move(given)),
      session(first),
      before(first),
      settings(load_settings(options.settings_folder)),
      settings_saved(settings),
      history(first),
      textures(options.textures ? FaceTextures::Backend::kOpenGl : FaceTextures::Backend::kNone),
      dialog(options.native_dialogs),
      keeper(options.settings_folder),
      trainings{{{PlanFollower(first.plan)}, {PlanFollower(first.plan_b)}}} {}

void Workbench::Impl::start() {
  load_fonts(theme);
  set_theme(theme);
  update_theme();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_DockingEnable;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  io.ConfigDragClickToInputText = true;
  // Mistakes in the use of ImGui are for the tests to find, not for users to read.
  io.ConfigErrorRecoveryEnableTooltip = false;
  state.crisp = settings.crisp;
  state.log_scale = settings.log_scale;
  state.smoothing = settings.smoothing;
  state.show_raw_curve = settings.show_raw_curve;
  state.examples = options.examples;
  load_layout();
}

void Workbench::Impl::update_theme() {
  const float scale = ImGui::GetStyle().FontScaleDpi * settings.text_scale;
  if (theme_scale == scale && theme.dark == settings.dark) return;
  apply_theme(theme, settings.dark, scale);
  theme_scale = scale;
}

void Workbench::Impl::say(Notice::Level level, std::string text) {
  if (!text.empty()) notices.add(level, std::move(text), ImGui::GetTime());
}

void Workbench::Impl::follow_run(int training, const TrainingView& view) {
  Training& known = trainings[static_cast<std::size_t>(training)];
  if (view.run_folder == known.run_seen || view.run_folder.empty()) return;
  known.run_seen = view.run_folder;
  note_run(settings, training, known.run_seen);
  if (known.start_sent) {
    known.start_sent = false;
    return;
  }
  TrainingPlan& plan = plan_of(session, training);
  take_plan_of_run(view.plan, plan);
  known.plan.accept(plan);
}

/// Where the program was left: the runs that its panes drew from.
void Workbench::Impl::reopen_runs(UiOutput& output) {
  if (!options.reopen_run) return;
  for (int training = 0; training < kTrainings; ++training) {
    const std::string& run = settings.last_runs[static_cast<std::size_t>(training)];
    std::error_code ignored;
    if (!shows_training(session, training) || run.empty()) continue;
    if (!std::filesystem::exists(run, ignored)) continue;
    output.training.push_back({ContinueRun{run, true}, training});
    // The session keeps the plan it was left with.
    trainings[static_cast<std::size_t>(training)].start_sent = true;
  }
}

void Workbench::Impl::take_input(const UiInput& input, UiOutput& output) {
  for (const Notice& notice : input.notices) say(notice.level, notice.text);
  for (const Opened& opened : input.opened) take_opened(opened, input, output);
  follow_run(0, *input.training);
  follow_run(1, *input.training_b);
}

void Workbench::Impl::draw_panel(const PanelInfo& panel, PanelContext& context) {
  if (panel.draw != nullptr) {
    panel.draw(context);
  } else {
    draw_notices_panel(notices);
  }
  if (!ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows)) return;
  if (panel.draw == draw_grid_panel) export_kind = PictureKind::kGrid;
  if (panel.draw == draw_path_panel) export_kind = PictureKind::kPath;
  if (panel.draw == draw_arithmetic_panel) export_kind = PictureKind::kArithmetic;
}

void Workbench::Impl::draw_panels(PanelContext& context) {
  for (const PanelInfo& panel : panels()) {
    bool& open = settings.panels.try_emplace(panel.name, true).first->second;
    if (!open || (panel.side && !settings.side_panels)) continue;
    dock_beside(panel);
    ImGui::PushStyleColor(ImGuiCol_WindowBg,
                          has_background(panel) ? ImVec4(0, 0, 0, 0) : theme.panel);
    if (ImGui::Begin(panel.window, &open,
                     ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoFocusOnAppearing)) {
      draw_panel(panel, context);
    }
    ImGui::End();
    ImGui::PopStyleColor();
  }
}

void Workbench::Impl::follow_example(UiOutput& output) {
  const auto shown = std::ranges::find_if(state.examples, [&](const Example& example) {
    return example.session.model.path == session.model.path;
  });
  if (shown == state.examples.end() || shown->recording == recording_shown) return;
  recording_shown = shown->recording;
  output.training.push_back({ShowRecording{recording_shown}, 0});
}

void Workbench::Impl::finish_edit(const UiInput& input, UiOutput& output) {
  const bool editing = ImGui::IsAnyItemActive();
  follow_data(before, session, {has_run(*input.training), has_run(*input.training_b)});
  output.session_changed = first_frame || !(session == before);
  if (output.session_changed) {
    if (output.touched == TouchedPart::kNone) output.touched = changed_part(before, session);
    if (!state.walk.playing) keeper.note_change(ImGui::GetTime());
    before = session;
  }
  if (!editing && history.record(settled_session(session, state.walk))) {
    keeper.note_change(ImGui::GetTime());
  }
  const TrainingView* const views[] = {input.training.get(), input.training_b.get()};
  for (int training = 0; training < kTrainings; ++training) {
    const auto index = static_cast<std::size_t>(training);
    const bool runs = has_run(*views[training]);
    const TrainingPlan& plan = plan_of(session, training);
    if (const auto change = trainings[index].plan.follow(plan, runs, editing)) {
      output.training.push_back({*change, training});
    }
  }
  const std::string& data = plan_of(session, state.training).data;
  if (!editing && data != data_asked) {
    data_asked = data;
    if (!data_asked.empty()) output.io.push_back(OpenData{data_asked});
  }
  follow_example(output);
  first_frame = false;
}

Workbench::Workbench(WorkbenchOptions options, Session session)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(session))) {
  impl_->start();
}

Workbench::~Workbench() {
  // There is no window left to show a failure in; the next start goes on with the older session.
  (void)impl_->keeper.flush(impl_->session);
  if (!impl_->options.settings_folder.empty()) (void)impl_->save_layout();
  ImGui::GetIO().UserData = nullptr;
}

void Workbench::drop(std::vector<std::string> paths) {
  impl_->dropped.insert(impl_->dropped.end(), std::make_move_iterator(paths.begin()),
                        std::make_move_iterator(paths.end()));
}

const Session& Workbench::session() const { return impl_->session; }

UiOutput Workbench::draw(const UiInput& input) {
  Impl& self = *impl_;
  UiOutput output;
  self.update_theme();
  self.textures.begin_frame();
  self.state.hovered.reset();
  self.state.hovered_list = -1;
  self.state.recent_runs = self.settings.recent_runs;
  self.take_input(input, output);
  if (self.first_frame) self.reopen_runs(output);

  const TrainingView& shown = self.state.training == 0 ? *input.training : *input.training_b;
  PanelContext context{*input.view,
                       shown,
                       *input.data,
                       self.session,
                       self.state,
                       self.textures,
                       output,
                       *input.measured,
                       input.numbers.get(),
                       {input.training.get(), input.training_b.get()},
                       self.session.compared ? input.compared.get() : nullptr};
  const MenuBarInput menu{shown, self.session, self.state.examples, self.history.can_undo(),
                          self.history.can_redo()};
  const MenuBarOutput chosen = draw_menu_bar(menu, self.settings);
  begin_dock_space(std::exchange(self.reset_layout, false));
  self.draw_panels(context);
  draw_projection_card(context, *input.projections);
  if (draw_job_bar(*input.job)) output.io.push_back(CancelFilm{});
  draw_shortcuts_window(self.shortcuts_open);
  draw_about_window(self.about_open);

  self.handle_keys(context);
  for (const Action action : chosen.actions) self.perform(action, context);
  for (const Action action : std::exchange(self.state.actions, {})) self.perform(action, context);
  if (chosen.example) self.state.example_wanted = chosen.example;
  if (const auto example = std::exchange(self.state.example_wanted, {})) {
    self.open_example(self.state.examples[*example]);
  }
  if (!chosen.continue_run.empty()) output.io.push_back(OpenPath{chosen.continue_run});
  self.ask_where_to_export(output);
  self.finish_dialog(output);
  self.send_drops(output);
  self.finish_edit(input, output);
  self.save(ImGui::GetTime());
  if (self.notices.draw_floating(ImGui::GetTime()) || self.keeper.pending()) {
    output.animating = true;
  }
  return output;
}

}  // namespace facet::ui
