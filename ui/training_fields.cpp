#include "ui/training_fields.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "ui/format.h"
#include "ui/theme.h"
#include "ui/training_control.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

constexpr float kLabelWidth = 7.2F;

enum class Limit { kNone, kEpochs, kSteps, kSeconds };
constexpr std::array kLimitNames{"never", "epochs", "steps", "seconds"};
constexpr std::array kPrecisionNames{"auto", "fp32", "bf16"};
constexpr std::array kDeviceNames{"auto", "cpu", "cuda"};

Limit limit_of(const TrainingPlan& plan) {
  if (plan.epochs > 0) return Limit::kEpochs;
  if (plan.steps > 0) return Limit::kSteps;
  return plan.seconds > 0 ? Limit::kSeconds : Limit::kNone;
}

void set_limit(Limit limit, TrainingPlan& plan) {
  plan.epochs = limit == Limit::kEpochs ? 40 : 0;
  plan.steps = limit == Limit::kSteps ? 10000 : 0;
  plan.seconds = limit == Limit::kSeconds ? 600 : 0;
}

/// One field of the plan a method; each edits in place.
class Fields {
 public:
  /// `runs`: this user's, newest first. `fixed_now`: the fields that a run fixes cannot be changed
  /// now.
  Fields(TrainingPlan& plan, const std::vector<std::string>& runs, bool fixed_now)
      : plan_(plan), runs_(runs), fixed_now_(fixed_now) {}

  void draw() {
    preset();
    if (can_start_trained(plan_.preset)) start();
    learning_rate();
    if (model_kind(plan_.preset) == ModelKind::kVae) kl_weight();
    if (can_sharpen(plan_.preset)) sharpening();
    batch();
    latent();
    limit();
    if (ImGui::TreeNodeEx("More###more", ImGuiTreeNodeFlags_NoTreePushOnOpen |
                                             ImGuiTreeNodeFlags_SpanAvailWidth)) {
      seed();
      threads();
      precision();
      device();
    }
  }

 private:
  static void label(const char* name) { field_label(name, em(kLabelWidth)); }

  void explain(const std::string& text, bool fixed) const {
    tooltip(fixed && fixed_now_
                ? text + "\n\nFixed while this run trains: pause it to set up another run."
                : text);
  }

  /// A dragged whole number within limits.
  void whole(const char* id, int& value, int low, int high, const char* format) {
    const DisabledIf greyed(fixed_now_);
    ImGui::DragInt(id, &value, 0.25F, low, high, format, ImGuiSliderFlags_AlwaysClamp);
  }

  static void number(const char* id, double& value, double low, double high, const char* format) {
    ImGui::DragScalar(id, ImGuiDataType_Double, &value, 0.005F, &low, &high, format,
                      ImGuiSliderFlags_AlwaysClamp | ImGuiSliderFlags_Logarithmic |
                          ImGuiSliderFlags_NoRoundToFormat);
  }

  template <std::size_t kCount, typename Value>
  static void choice(const char* id, const std::array<const char*, kCount>& names, Value& value) {
    int index = static_cast<int>(value);
    if (ImGui::Combo(id, &index, names.data(), static_cast<int>(kCount))) {
      value = static_cast<Value>(index);
    }
  }

  void preset() {
    label("Preset");
    {
      const DisabledIf greyed(fixed_now_);
      if (ImGui::BeginCombo("###preset", plan_.preset.c_str(), ImGuiComboFlags_HeightLarge)) {
        for (const Preset& preset : presets()) draw_preset(preset);
        ImGui::EndCombo();
      }
    }
    const Result<Preset> found = find_preset(plan_.preset);
    explain(found ? std::string(found->summary) : found.error().message, true);
  }

  void draw_preset(const Preset& preset) {
    const std::string name(preset.name);
    if (ImGui::Selectable(name.c_str(), name == plan_.preset)) {
      TrainingPlan plan = plan_for(preset, plan_.data);
      plan.threads = plan_.threads;
      plan.precision = plan_.precision;
      plan.device = plan_.device;
      plan_ = plan;
    }
    ImGui::Indent(em(0.8F));
    caption(std::string(preset.summary));
    ImGui::Unindent(em(0.8F));
  }

  void start() {
    label("Begin as");
    {
      const DisabledIf greyed(fixed_now_);
      const std::string shown = plan_.start.empty() ? "new" : short_name(plan_.start);
      if (ImGui::BeginCombo("###start", shown.c_str())) {
        if (ImGui::Selectable("new", plan_.start.empty())) plan_.start.clear();
        for (const std::string& run : runs_) draw_start(run);
        ImGui::EndCombo();
      }
    }
    explain(
        "A trained fast-vae whose decoder the generator begins as: its faces from the first step, "
        "and details learnt beside a discriminator. Its run is read once, at the start.",
        true);
  }

  void draw_start(const std::string& run) {
    if (ImGui::Selectable(short_name(run).c_str(), run == plan_.start)) plan_.start = run;
    tooltip(run);
  }

  void learning_rate() {
    label("Learning rate");
    number("###learning rate", plan_.learning_rate, 1e-7, 1, "%.3g");
    explain(
        "How far one step moves the weights. Lower it when the loss jitters; it can be changed "
        "at any time, and applies from the next step on.",
        false);
  }

  void kl_weight() {
    label("KL weight");
    number("###kl weight", plan_.kl_weight, 0, 1000, "%.3g");
    explain(
        "How strongly codes are pulled towards N(0,1): more gives smoother samples, less gives "
        "sharper reconstructions. It can be changed at any time.",
        false);
  }

  void sharpening() {
    label("Sharpening");
    number("###sharpening", plan_.sharpening, 0, 100, plan_.sharpening > 0 ? "%.2f" : "off");
    explain(
        "Above 0 a discriminator teaches the decoder to draw cleaner faces, and the encoder keeps "
        "still, so every face keeps its code. Turn it on in a trained model (it waits for 38,400 "
        "pictures). For some 15,000 pictures the faces get worse, then slowly cleaner. At 1 it "
        "counts as much as the reconstruction.",
        false);
  }

  void batch() {
    label("Batch");
    whole("###batch", plan_.batch, 1, 4096, "%d pictures");
    explain("Pictures that one step learns from.", true);
  }

  void latent() {
    label("Code length");
    whole("###latent", plan_.latent, 1, 4096, "%d numbers");
    explain("Numbers that describe one face.", true);
  }

  void limit() {
    label("Stop after");
    const DisabledIf greyed(fixed_now_);
    Limit now = limit_of(plan_);
    const bool has_value = now != Limit::kNone;
    ImGui::SetNextItemWidth(has_value ? em(5.2F) : -1);
    const Limit before = now;
    choice("###limit", kLimitNames, now);
    explain(
        "When the run ends by itself: after passes over all pictures, after steps, or after "
        "seconds of training.",
        true);
    if (now != before) return set_limit(now, plan_);
    if (!has_value) return;
    ImGui::SameLine(0, ImGui::GetStyle().ItemInnerSpacing.x);
    ImGui::SetNextItemWidth(-1);
    limit_value(now);
  }

  void limit_value(Limit limit) {
    if (limit == Limit::kSeconds) return number("###seconds", plan_.seconds, 1, 1e7, "%.0f");
    std::int64_t& value = limit == Limit::kEpochs ? plan_.epochs : plan_.steps;
    constexpr std::int64_t kLow = 1;
    constexpr std::int64_t kHigh = 1'000'000'000;
    ImGui::DragScalar("###count", ImGuiDataType_S64, &value, limit == Limit::kEpochs ? 0.2F : 50.0F,
                      &kLow, &kHigh, "%lld", ImGuiSliderFlags_AlwaysClamp);
  }

  void seed() {
    label("Training seed");
    const DisabledIf greyed(fixed_now_);
    ImGui::InputScalar("###training seed", ImGuiDataType_U64, &plan_.training_seed);
    explain(
        "Starts the run's random numbers: the same seed, data and settings train the same "
        "model.",
        true);
  }

  void threads() {
    label("Threads");
    whole("###threads", plan_.threads, 0, 1024, plan_.threads == 0 ? "auto" : "%d");
    explain("Processor cores for training; auto leaves one to this window.", true);
  }

  void precision() {
    label("Precision");
    const DisabledIf greyed(fixed_now_);
    choice("###precision", kPrecisionNames, plan_.precision);
    explain(
        "Arithmetic of a step. bf16 is faster where the processor or card has units for it; "
        "auto measures once which is.",
        true);
  }

  void device() {
    label("Device");
    const DisabledIf greyed(fixed_now_);
    choice("###device", kDeviceNames, plan_.device);
    explain("Where training runs: the processor, or a graphics card with CUDA.", true);
  }

  TrainingPlan& plan_;
  const std::vector<std::string>& runs_;
  bool fixed_now_;
};

}  // namespace

void draw_training_fields(PanelContext& context) {
  TrainingPlan& plan = context.plan();
  const bool fixed = context.training.state == TrainingState::kRunning ||
                     context.training.state == TrainingState::kPreparing;
  if (!fixed) {
    Fields(plan, context.state.recent_runs, false).draw();
    return;
  }
  // The run's own settings are shown, but learning rate, KL weight and sharpening are the
  // session's, which the run follows.
  TrainingPlan shown = context.training.plan;
  shown.learning_rate = plan.learning_rate;
  shown.kl_weight = plan.kl_weight;
  shown.sharpening = plan.sharpening;
  Fields(shown, context.state.recent_runs, true).draw();
  plan.learning_rate = shown.learning_rate;
  plan.kl_weight = shown.kl_weight;
  plan.sharpening = shown.sharpening;
}

}  // namespace facet::ui
