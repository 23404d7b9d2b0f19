#include "ui/compare_menu.h"

#include <imgui.h>

#include <string>

#include "core/base/words.h"
#include "ui/flow.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/timeline.h"
#include "ui/training_control.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

/// The items; each sets the session's second model.
class CompareMenu {
 public:
  explicit CompareMenu(PanelContext& context) : context_(context), session_(context.session) {}

  void draw() {
    if (ImGui::MenuItem("Off", nullptr, !session_.compared)) session_.compared.reset();
    ImGui::Separator();
    other_weights();
    for (int training = 0; training < kTrainings; ++training) live(training);
    for (int training = 0; training < kTrainings; ++training) earlier_steps(training);
    ImGui::Separator();
    runs();
    ask("Model file…", Action::kCompareFile);
    if (!session_.compared) return;
    ImGui::Separator();
    ask("Swap panes", Action::kSwapPanes, "X");
  }

 private:
  void choose(const char* label, const ModelRef& model, bool enabled = true) {
    if (ImGui::MenuItem(label, nullptr, session_.compared == model, enabled)) {
      session_.compared = model;
    }
  }

  void ask(const char* label, Action action, const char* key = nullptr) {
    if (ImGui::MenuItem(label, key)) context_.state.actions.push_back(action);
  }

  const TrainingView& view(int training) const {
    return *context_.trainings[static_cast<std::size_t>(training)];
  }

  void other_weights() {
    ModelRef other = session_.model;
    other.ema = !other.ema;
    choose(other.ema ? "Averaged beside raw" : "Raw beside averaged", other,
           !is_kept_step(context_, session_.model));
    tooltip("The same model with its other weights: averaged over training, or those of a step.");
  }

  void live(int training) {
    const ModelRef model{"", true, training};
    if (session_.model.live() && session_.model.training == training) return;
    const bool runs = has_run(view(training));
    const std::string name = std::string("Training ") + training_name(training) +
                             (runs ? ": " + view(training).plan.preset : "") + "###training " +
                             training_name(training);
    choose(name.c_str(), model, runs);
    if (!runs) tooltip("Choose it at the top of the training panel and start it there.");
  }

  void earlier_steps(int training) {
    const std::vector<PastStep>& past = *view(training).past;
    const std::string name = std::string("An earlier step of ") + training_name(training);
    if (past.empty() || !ImGui::BeginMenu(name.c_str())) return;
    for (const PastStep& step : past) {
      choose(("step " + with_thousands(step.step)).c_str(), {step.path, true, training});
    }
    ImGui::EndMenu();
  }

  void runs() {
    if (!ImGui::BeginMenu("Another run")) return;
    for (const std::string& folder : context_.state.recent_runs) {
      choose(short_name(folder).c_str(), ModelRef{folder});
      tooltip(folder);
    }
    if (!context_.state.recent_runs.empty()) ImGui::Separator();
    ask("Choose a run folder…", Action::kCompareRun);
    ImGui::EndMenu();
  }

  PanelContext& context_;
  Session& session_;
};

}  // namespace

void draw_compare_button(PanelContext& context) {
  const std::string label = fitting_label(icon::kColumns, "Compare", "compare");
  flow(button_width(label.c_str()));
  if (ImGui::Button(label.c_str())) ImGui::OpenPopup("compare menu");
  tooltip("Two models side by side on the same grid, expression and path.", "C");
  if (!ImGui::BeginPopup("compare menu")) return;
  CompareMenu(context).draw();
  ImGui::EndPopup();
}

}  // namespace facet::ui
