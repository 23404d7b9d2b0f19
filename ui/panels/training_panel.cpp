#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>

#include "core/base/words.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/measured_figures.h"
#include "ui/panel.h"
#include "ui/theme.h"
#include "ui/training_control.h"
#include "ui/training_fields.h"
#include "ui/training_switch.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

/// What the run learns from, in two lines; a click shows the data panel.
void draw_data_line(PanelContext& context) {
  const DataView& data = context.data;
  const bool known = data.data == context.plan().data && !data.title.empty();
  const std::string title = known ? data.title : short_name(context.plan().data);
  ImGui::PushFont(theme().bold_font, 0);
  text_within(title.empty() ? "No pictures chosen" : title, ImGui::GetContentRegionAvail().x);
  ImGui::PopFont();
  if (title.empty()) {
    caption("Drop a .npy file or a folder of pictures on the window, or");
    if (ImGui::Button("Take the built-in faces###built-in faces", {-1, 0})) {
      context.plan().data = "drawn";
    }
  }
  if (data.data == context.plan().data && data.error) {
    message(Notice::Level::kError, data.error->message);
  } else if (data.loading) {
    caption("reading…");
  } else if (known) {
    caption(with_thousands(data.count) + " pictures, " + with_thousands(data.held_out) +
            " of them held out");
  }
}

/// What a person who opens Facet for the first time looks at.
void draw_recording(const TrainingView& training) {
  if (training.state != TrainingState::kIdle || training.step == 0) return;
  caption("You look at a " + training.plan.preset + " that was recorded after " +
          with_thousands(training.step) + " steps on " + short_name(training.plan.data) +
          ". Grid, arithmetic and path are live: try them. Start trains a model of your own.");
}

void draw_main_button(PanelContext& context, float width) {
  const ImVec2 size(width, em(2.1F));
  const auto label = [](const char* symbol, const char* verb) {
    return std::string(symbol) + "  " + verb + "###start or pause";
  };
  bool pressed = false;
  std::string hint;
  switch (main_action(context.training)) {
    case MainAction::kStart: {
      const auto reason = why_not_start(context.plan(), context.data);
      const DisabledIf greyed(reason.has_value());
      const bool again = context.training.state == TrainingState::kFinished;
      pressed = primary_button(label(icon::kPlay, again ? "Start new run" : "Start").c_str(), size);
      hint = reason ? *reason : "Begin a new run with the settings below.";
      break;
    }
    case MainAction::kPause:
      pressed = ImGui::Button(label(icon::kPause, "Pause").c_str(), size);
      hint = "Pause after this step; nothing is lost.";
      break;
    case MainAction::kResume:
      pressed = primary_button(label(icon::kPlay, "Resume").c_str(), size);
      hint = "Go on where the run stands.";
      break;
    case MainAction::kWait: {
      const DisabledIf greyed(true);
      ImGui::Button(label(icon::kClock, "Preparing").c_str(), size);
      hint = context.training.activity;
      break;
    }
  }
  tooltip(hint, "Space");
  if (pressed) context.state.actions.push_back(Action::kStartOrPause);
}

bool side_button(const char* symbol, const char* id, const char* hint, const char* key,
                 bool enabled) {
  ImGui::SameLine(0, ImGui::GetStyle().ItemInnerSpacing.x);
  bool pressed = false;
  {
    const DisabledIf greyed(!enabled);
    const float side = em(2.1F);
    pressed = ImGui::Button((std::string(symbol) + "###" + id).c_str(), {side, side});
  }
  tooltip(hint, key);
  return pressed;
}

void draw_buttons(PanelContext& context) {
  const bool run = has_run(context.training);
  const float side = em(2.1F) + ImGui::GetStyle().ItemInnerSpacing.x;
  draw_main_button(context, ImGui::GetContentRegionAvail().x - side * 3);
  std::vector<Action>& asked = context.state.actions;
  if (side_button(icon::kStep, "step", "One step, then pause.", "S", run)) {
    asked.push_back(Action::kStep);
  }
  if (side_button(icon::kReset, "reset",
                  "Reset: forget the weights and begin the same plan again in a new run folder. "
                  "The old run stays on disk.",
                  "", run)) {
    asked.push_back(Action::kReset);
  }
  if (side_button(icon::kSave, "save", "Save a checkpoint now.", "Ctrl+S", run)) {
    asked.push_back(Action::kSaveCheckpoint);
  }
  if (context.training.state == TrainingState::kPaused &&
      makes_another_run(context.plan(), context.training)) {
    caption("These settings make another run.");
    if (ImGui::Button("Start new run###start new run", {-1, 0})) {
      context.state.actions.push_back(Action::kStartNewRun);
    }
    tooltip("Begin a run with the settings below; the paused one stays on disk.");
  }
}

/// Share of the run that is done, and of what; a run without an end shows its epoch.
void draw_progress(const TrainingView& training) {
  double share = training.epoch - std::floor(training.epoch);
  std::string text = "epoch " + with_thousands(static_cast<std::int64_t>(training.epoch) + 1);
  if (training.total_steps > 0) {
    share = static_cast<double>(training.step) / static_cast<double>(training.total_steps);
    text = training.plan.epochs > 0
               ? "epoch " +
                     with_thousands(std::min(static_cast<std::int64_t>(training.epoch) + 1,
                                             training.plan.epochs)) +
                     " of " + with_thousands(training.plan.epochs)
               : "step " + with_thousands(training.step) + " of " +
                     with_thousands(training.total_steps);
  } else if (training.plan.seconds > 0) {
    share = training.seconds / training.plan.seconds;
    text = format_duration(training.seconds) + " of " + format_duration(training.plan.seconds);
  }
  const float height = em(0.4F);
  ImVec4 color = training.state == TrainingState::kRunning ? theme().accent : theme().faint;
  ImGui::PushStyleColor(ImGuiCol_PlotHistogram, color);
  ImGui::ProgressBar(static_cast<float>(std::clamp(share, 0.0, 1.0)), {-1, height}, "");
  ImGui::PopStyleColor();
  caption(text);
  if (training.remaining_s >= 0 && training.state == TrainingState::kRunning) {
    const std::string left = format_duration(training.remaining_s) + " left";
    const SmallText small;
    ImGui::SameLine();
    to_right(ImGui::CalcTextSize(left.c_str()).x);
    ImGui::TextColored(theme().dim, "%s", left.c_str());
  }
}

void draw_figure(const char* name, const std::string& value) {
  ImGui::TableNextColumn();
  {
    const SmallText small;
    ImGui::TextColored(theme().dim, "%s", name);
  }
  ImGui::TextUnformatted(value.c_str());
}

/// The newest values that are shares, "0.71 / 0.32": of a GAN the discriminator's outputs.
std::string newest_shares(const Curves& curves) {
  std::string text;
  for (std::size_t i = 0; i < curves.series.size() && !curves.losses.empty(); ++i) {
    if (curves.series[i].scale != LossSeries::Scale::kShare) continue;
    text += (text.empty() ? "" : " / ") + fixed(double{curves.losses.back().values[i]}, 2);
  }
  return text;
}

/// How well the model does: an autoencoder by its reconstructions, a GAN by how its discriminator
/// takes real and generated pictures, which tells whether the two keep pace.
void draw_headline_quality(const TrainingView& training) {
  if (model_kind(training.plan.preset) == ModelKind::kGan) {
    const std::string shares = training.curves ? newest_shares(*training.curves) : "";
    draw_figure("D real / gen.", shares.empty() ? "-" : shares);
    tooltip(
        "The discriminator's mean output on real and on generated pictures: near 1 and 0 it wins, "
        "both near 0.5 it cannot tell them apart.");
    return;
  }
  draw_figure("PSNR", training.psnr_db > 0 ? fixed(training.psnr_db, 2) + " dB" : "-");
  tooltip("How close held-out pictures come back after encoding and decoding; more is better.");
}

void draw_figures(const TrainingView& training) {
  if (!ImGui::BeginTable("figures", 3)) return;
  draw_figure("images/s",
              training.state == TrainingState::kRunning ? format_rate(training.images_per_s) : "-");
  draw_figure("step", with_thousands(training.step));
  draw_figure("time", format_duration(training.seconds));
  draw_headline_quality(training);
  draw_figure("epoch", fixed(training.epoch, 1));
  draw_figure("memory", training.memory_bytes > 0 ? format_bytes(training.memory_bytes) : "-");
  ImGui::EndTable();
}

/// "cpu, 2 threads, fp32"
std::string machine_of(const TrainingPlan& plan) {
  std::string text = device_name(plan.device);
  if (plan.device == Device::kCpu && plan.threads > 0) {
    text += ", " + std::to_string(plan.threads) + (plan.threads == 1 ? " thread" : " threads");
  }
  return text + ", " + precision_name(plan.precision);
}

std::string checkpoint_age(const TrainingView& training) {
  if (training.checkpoint_step < 0) return "no checkpoint yet";
  const std::int64_t ago = training.step - training.checkpoint_step;
  return ago <= 0 ? "saved" : "saved " + with_thousands(ago) + " steps ago";
}

void draw_place(const TrainingView& training) {
  if (training.run_folder.empty()) return;
  caption(machine_of(training.plan) + "; " + checkpoint_age(training));
  const SmallText small;
  ImGui::PushStyleColor(ImGuiCol_Text, theme().dim);
  text_within(training.run_folder, ImGui::GetContentRegionAvail().x);
  ImGui::PopStyleColor();
  if (ImGui::BeginPopupContextItem("run folder")) {
    if (ImGui::MenuItem("Copy path")) ImGui::SetClipboardText(training.run_folder.c_str());
    ImGui::EndPopup();
  }
}

/// Whether the first pane draws from the training that is shown, now or at an earlier step.
bool is_in_first_pane(const PanelContext& context) {
  return context.session.model.training == context.state.training;
}

/// The quality of the training that is shown, where a pane draws from it.
const LiveQuality* quality_of(const PanelContext& context) {
  if (is_in_first_pane(context)) return context.measured.quality.get();
  const std::optional<ModelRef>& compared = context.session.compared;
  const bool in_second = compared && compared->training == context.state.training;
  return in_second ? context.measured.compared.get() : nullptr;
}

std::span<const float> course_of(const PanelContext& context) {
  if (!is_in_first_pane(context)) return {};
  return context.measured.distances;
}

void draw_run(const PanelContext& context) {
  const TrainingView& training = context.training;
  if (training.state == TrainingState::kPreparing) {
    ImGui::ProgressBar(-1.0F * static_cast<float>(ImGui::GetTime()), {-1, em(0.4F)}, "");
    caption(training.activity.empty() ? "preparing" : training.activity);
    return;
  }
  if (!has_run(training)) return;
  draw_progress(training);
  draw_figures(training);
  draw_quality(quality_of(context), course_of(context), training);
  draw_place(training);
}

void draw_continue(PanelContext& context) {
  if (main_action(context.training) != MainAction::kStart) return;
  ImGui::Spacing();
  if (ImGui::Button("Continue a run…###continue", {-1, 0})) ImGui::OpenPopup("runs");
  tooltip("Go on with a run that was saved before, where its newest checkpoint stands.");
  if (!ImGui::BeginPopup("runs")) return;
  for (const std::string& folder : context.state.recent_runs) {
    if (folder == context.training.run_folder) continue;
    if (ImGui::MenuItem(short_name(folder).c_str())) {
      context.output.io.push_back(OpenPath{folder});
    }
    tooltip(folder);
  }
  if (!context.state.recent_runs.empty()) ImGui::Separator();
  if (ImGui::MenuItem("Choose a run folder…"))
    context.state.actions.push_back(Action::kContinueRun);
  ImGui::EndPopup();
}

}  // namespace

void draw_training_panel(PanelContext& context) {
  draw_training_switch(context);
  ImGui::Spacing();
  draw_data_line(context);
  ImGui::Spacing();
  draw_buttons(context);
  ImGui::Spacing();
  draw_recording(context.training);
  draw_run(context);
  ImGui::Spacing();
  draw_training_fields(context);
  draw_continue(context);
}

}  // namespace facet::ui
