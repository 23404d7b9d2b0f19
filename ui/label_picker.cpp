#include "ui/label_picker.h"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <string>

#include "core/base/words.h"
#include "ui/flow.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

constexpr int kMostPicked = 30;
constexpr float kLabelWidth = 7;  // em
constexpr float kWidth = 21;      // em

/// A value as people say it, where there is a word for it; else as it stands in the labels.
std::string shown_value(const LabelKind& kind, const std::string& value) {
  const bool number = value.find_first_not_of("0123456789") == std::string::npos;
  const std::string word = label_word(kind.name, value);
  return number && !word.ends_with("_" + value) ? word : value;
}

class LabelPicker {
 public:
  explicit LabelPicker(PanelContext& context)
      : context_(context), kinds_(*context.data.label_kinds), pick_(context.state.label_pick) {}

  void open() {
    pick_.own = model_kind(context_.view.weights.preset) == ModelKind::kGan;
    follow_data();
    count();
  }

  void draw() {
    follow_data();
    ImGui::Dummy({em(kWidth), 0});
    caption("Faces that show");
    for (std::size_t i = 0; i < kinds_.size(); ++i) draw_kind(i);
    draw_count();
    draw_source();
    ImGui::Spacing();
    draw_button();
  }

 private:
  /// The choices of another data set are forgotten; one may be opened while this window is open.
  void follow_data() {
    bool same = pick_.data == context_.data.data && pick_.values.size() == kinds_.size();
    for (std::size_t i = 0; same && i < kinds_.size(); ++i) {
      same = pick_.values[i] < static_cast<int>(kinds_[i].values.size());
    }
    if (same) return;
    pick_.values.assign(kinds_.size(), -1);
    pick_.data = context_.data.data;
    count();
  }

  void count() { pick_.matching = count_pictures(kinds_, conditions()); }

  std::vector<LabelCondition> conditions() const {
    std::vector<LabelCondition> conditions;
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
      if (pick_.values[i] < 0) continue;
      conditions.push_back(
          {kinds_[i].name, kinds_[i].values[static_cast<std::size_t>(pick_.values[i])]});
    }
    return conditions;
  }

  void draw_kind(std::size_t i) {
    const LabelKind& kind = kinds_[i];
    int& chosen = pick_.values[i];
    field_label(kind.name.c_str(), em(kLabelWidth));
    const std::string shown =
        chosen < 0 ? "any" : shown_value(kind, kind.values[static_cast<std::size_t>(chosen)]);
    if (!ImGui::BeginCombo(("###" + kind.name).c_str(), shown.c_str())) return;
    const int before = chosen;
    if (ImGui::Selectable("any", chosen < 0)) chosen = -1;
    for (int value = 0; value < static_cast<int>(kind.values.size()); ++value) {
      const std::string& text = kind.values[static_cast<std::size_t>(value)];
      if (ImGui::Selectable((shown_value(kind, text) + "###" + text).c_str(), chosen == value)) {
        chosen = value;
      }
    }
    ImGui::EndCombo();
    if (chosen != before) count();
  }

  void draw_count() {
    field_label("how many", em(kLabelWidth));
    ImGui::SliderInt("###how many", &pick_.count, 1, kMostPicked, "%d",
                     ImGuiSliderFlags_AlwaysClamp);
    tooltip(
        "Of all faces that carry these labels, those are taken whose average comes nearest to "
        "the average of all: lists that differ in their labels, and in little else.");
  }

  void draw_source() {
    field_label("among", em(kLabelWidth));
    if (ImGui::RadioButton("pictures", !pick_.own)) pick_.own = false;
    tooltip("Pictures of the data set, by their labels. They need a model with an encoder.");
    ImGui::SameLine();
    if (ImGui::RadioButton("the model's faces", pick_.own)) pick_.own = true;
    tooltip(
        "Faces that the model draws for the grid's seed, by what a judge reads in them: a small "
        "network that learns the labels from the pictures.");
    if (!pick_.own) {
      caption(with_thousands(pick_.matching) + " of " + with_thousands(context_.data.count) +
              " pictures carry these labels");
    } else if (context_.measured.judge_progress >= 0) {
      caption("a judge learns to read the labels: " +
              fixed(100 * context_.measured.judge_progress, 0) + " %");
    } else {
      caption("the first 500 of seed " + std::to_string(context_.session.grid.seed));
    }
  }

  void draw_button() {
    const std::vector<LabelCondition> wanted = conditions();
    const std::string name = list_name_of(wanted);
    const bool there = std::ranges::any_of(context_.session.lists,
                                           [&](const FaceList& list) { return list.name == name; });
    const DisabledIf disabled(wanted.empty() || (!pick_.own && pick_.matching == 0));
    const std::string label =
        wanted.empty() ? "Choose a label" : (there ? "Replace " : "Make ") + name;
    if (primary_button((label + "###make list").c_str(), {-1, 0})) {
      context_.output.io.emplace_back(
          PickFaces{{context_.data.data, wanted, pick_.count, true}, name, pick_.own});
    }
  }

  PanelContext& context_;
  const std::vector<LabelKind>& kinds_;
  LabelPick& pick_;
};

std::string button_label() { return std::string(icon::kTags) + "  By label…###by label"; }

/// Beside the panel, so that one sees the list that comes; where there is no room, as popups are.
void place_beside_panel() {
  const ImGuiViewport& viewport = *ImGui::GetMainViewport();
  const ImVec2 corner(ImGui::GetWindowPos().x - em(0.5F), ImGui::GetWindowPos().y);
  if (corner.x - em(kWidth + 2) > viewport.WorkPos.x) {
    ImGui::SetNextWindowPos(corner, ImGuiCond_Appearing, {1, 0});
  }
  ImGui::SetNextWindowSizeConstraints({0, 0}, {FLT_MAX, viewport.WorkSize.y * 0.8F});
}

}  // namespace

float label_picker_width(const PanelContext& context) {
  if (context.data.label_kinds->empty()) return 0;
  return button_width(button_label().c_str()) + ImGui::GetStyle().ItemSpacing.x;
}

void draw_label_picker(PanelContext& context, float height) {
  LabelPicker picker(context);
  if (ImGui::Button(button_label().c_str(), {0, height})) {
    picker.open();
    ImGui::OpenPopup("label picker");
  }
  tooltip("A list of faces that carry labels: those that stand best for all of them.");
  place_beside_panel();
  if (!ImGui::BeginPopup("label picker")) return;
  picker.draw();
  ImGui::EndPopup();
}

}  // namespace facet::ui
