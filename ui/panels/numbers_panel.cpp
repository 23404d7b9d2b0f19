#include <imgui.h>
#include <implot.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

#include "core/base/words.h"
#include "ui/curve_plot.h"
#include "ui/face_textures.h"
#include "ui/face_tile.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/number_scribble.h"
#include "ui/number_styles.h"
#include "ui/panel.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

constexpr std::array kShares{0.05, 0.1, 0.5, 0.8};
constexpr float kFaint = 0.45F;

std::string percent(double share) { return fixed(100 * share, 1) + " %"; }

/// Task, preset, share and digits of the next training.
void draw_plan(NumberPlan& plan) {
  const float width = em(7);
  ImGui::SetNextItemWidth(width);
  if (ImGui::BeginCombo("###task", number_task_name(plan.task))) {
    for (const NumberTask task :
         {NumberTask::kTextToText, NumberTask::kImageToText, NumberTask::kTextToImage}) {
      if (ImGui::Selectable(number_task_name(task), task == plan.task)) {
        plan.task = task;
        plan.preset.clear();
      }
    }
    ImGui::EndCombo();
  }
  tooltip("What is learnt: answers to sums, as text or as pictures.");
  ImGui::SameLine();
  ImGui::SetNextItemWidth(width);
  if (ImGui::BeginCombo("###number-preset", plan.preset.empty() ? "best" : plan.preset.c_str())) {
    for (const NumberPreset& preset : number_presets()) {
      if (preset.task != plan.task) continue;
      const std::string name(preset.name);
      if (ImGui::Selectable(name.c_str(), name == plan.preset)) plan.preset = name;
      tooltip(std::string(preset.summary));
    }
    ImGui::EndCombo();
  }
  tooltip("The network.");
  ImGui::SameLine();
  ImGui::SetNextItemWidth(em(4.5F));
  if (ImGui::BeginCombo("###share", percent(plan.train_share).c_str())) {
    for (const double share : kShares) {
      if (ImGui::Selectable(percent(share).c_str(), share == plan.train_share)) {
        plan.train_share = share;
      }
    }
    ImGui::EndCombo();
  }
  tooltip("Share of all equations that it is trained on; it is tested on the others.");
  ImGui::SameLine();
  ImGui::SetNextItemWidth(em(3));
  ImGui::DragInt("###digits", &plan.digits, 0.05F, 1, kMaxOperandDigits, "%d digits",
                 ImGuiSliderFlags_AlwaysClamp);
  tooltip("Most digits of an operand.");
  if (plan.task == NumberTask::kTextToText) return;
  ImGui::SameLine();
  ImGui::SetNextItemWidth(-FLT_MIN);
  ImGui::InputText("###glyphs", &plan.glyphs);
  tooltip("The digits: 'drawn' by the program, or a folder with MNIST's four IDX files.");
}

/// The four splits of the report, smallest first, each for so long.
StartNumbers four_splits(NumberPlan plan) {
  plan.seconds = plan.task == NumberTask::kTextToText ? 20 : 120;
  StartNumbers start;
  for (const double share : kShares) {
    plan.train_share = share;
    start.then.push_back(plan);
  }
  start.plan = start.then.front();
  start.then.erase(start.then.begin());
  return start;
}

void ask(PanelContext& context) {
  context.output.numbers.push_back(AskNumbers{context.state.numbers.query});
}

/// Earlier trainings, to be asked and trained further.
void draw_open(PanelContext& context, const NumberView& numbers) {
  if (ImGui::Button("Open…###open-numbers")) ImGui::OpenPopup("number-runs");
  tooltip("Bring back a training that was kept.");
  if (!ImGui::BeginPopup("number-runs")) return;
  for (const std::string& folder : numbers.earlier) {
    if (folder == numbers.run_folder) continue;
    if (ImGui::MenuItem(short_name(folder).c_str())) {
      context.output.numbers.push_back(OpenNumbers{folder});
      ask(context);
    }
    tooltip(folder);
  }
  if (!numbers.earlier.empty()) ImGui::Separator();
  if (ImGui::MenuItem("Choose a run folder…")) {
    context.state.actions.push_back(Action::kContinueRun);
  }
  ImGui::EndPopup();
}

void draw_control(PanelContext& context, const NumberView& numbers) {
  NumberPanelState& state = context.state.numbers;
  draw_plan(state.plan);
  if (primary_button(numbers.started ? "Start anew###numbers-start" : "Start###numbers-start")) {
    NumberPlan plan = state.plan;
    plan.seconds = 3600;  // until it is paused, in effect
    context.output.numbers.push_back(StartNumbers{plan, {}});
    ask(context);
  }
  tooltip("Train from the beginning; the curves of earlier trainings stay.");
  ImGui::SameLine();
  if (ImGui::Button("Four splits###four-splits")) {
    context.output.numbers.push_back(four_splits(state.plan));
    ask(context);
  }
  tooltip("Train on 5, 10, 50 and 80 % one after another and see all curves in one plot.");
  ImGui::SameLine();
  {
    const DisabledIf disabled(!numbers.started);
    if (ImGui::Button(numbers.running ? "Pause###numbers-pause" : "Go on###numbers-pause")) {
      context.output.numbers.push_back(numbers.running ? NumberCommand(PauseNumbers{})
                                                       : NumberCommand(ResumeNumbers{}));
    }
  }
  ImGui::SameLine();
  draw_open(context, numbers);
  if (numbers.started) {
    ImGui::SameLine();
    ImGui::TextColored(theme().dim, "step %s, %s", with_thousands(numbers.step).c_str(),
                       format_duration(numbers.seconds).c_str());
    if (!numbers.run_folder.empty()) tooltip("Kept in " + numbers.run_folder);
  }
  if (!numbers.activity.empty()) caption(numbers.activity + "…");
  if (!numbers.error.empty()) message(Notice::Level::kError, numbers.error);
}

/// A bar of `share` under the item just drawn.
void draw_bar(float share, const ImVec4& color) {
  const ImVec2 from(ImGui::GetItemRectMin().x, ImGui::GetItemRectMax().y);
  const float width = ImGui::GetItemRectSize().x;
  ImGui::GetWindowDrawList()->AddRectFilled(
      from, {from.x + width * std::clamp(share, 0.0F, 1.0F), from.y + em(0.2F)},
      ImGui::ColorConvertFloat4ToU32(color));
}

/// Characters in a row with a bar under each: what was asked with its saliency, what was answered
/// with its confidence.
void draw_characters(const std::string& text, const std::vector<float>& shares, const ImVec4& color,
                     const char* explanation) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0) ImGui::SameLine(0, em(0.15F));
    const std::string character(1, text[i]);
    ImGui::PushID(static_cast<int>(i));
    ImGui::BeginGroup();
    ImGui::TextUnformatted(text[i] == ' ' ? "·" : character.c_str());
    ImGui::EndGroup();
    if (i < shares.size()) {
      draw_bar(shares[i], color);
      tooltip(std::string(explanation) + percent(shares[i]));
    }
    ImGui::PopID();
  }
}

void draw_tiles(PanelContext& context, const Picture& picture) {
  const TextureRegion region = context.textures.region(picture, true);
  if (region.texture == 0) return;
  const float scale = std::max(1.0F, em(3) / static_cast<float>(region.height));
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const ImVec2 size(static_cast<float>(region.width) * scale,
                    static_cast<float>(region.height) * scale);
  draw_region(*ImGui::GetWindowDrawList(), region, corner, {corner.x + size.x, corner.y + size.y});
  ImGui::Dummy(size);
}

void draw_query(PanelContext& context, const NumberView& numbers) {
  NumberPanelState& state = context.state.numbers;
  const bool reads_tiles = numbers.started && numbers.plan.task != NumberTask::kTextToText;
  ImGui::SetNextItemWidth(em(7));
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%s", state.query.text.c_str());
  if (ImGui::InputText("###number-query", text.data(), text.size())) {
    state.query.text = text.data();
    state.query.from_tiles = false;
    ask(context);
  }
  tooltip("A sum or a difference, such as 12+34.");
  if (reads_tiles) {
    ImGui::SameLine();
    if (ImGui::Checkbox("scribbled", &state.query.from_tiles)) ask(context);
    tooltip("Read the tiles below, on which the mouse writes; the right button wipes one.");
    if (state.query.from_tiles && draw_scribble(state.query.tiles, 2 * numbers.plan.digits + 1)) {
      ask(context);
    }
  }
  if (!numbers.started) {
    caption("Start the training, then every answer here comes from the model as it learns.");
    return;
  }
  if (!numbers.query_error.empty()) return message(Notice::Level::kWarning, numbers.query_error);
  if (!numbers.read.empty()) {
    draw_characters(numbers.read, numbers.saliency, theme().accent,
                    "How much the answer hangs on this character: ");
    ImGui::SameLine();
    ImGui::TextColored(theme().dim, "=");
    ImGui::SameLine();
  }
  draw_characters(numbers.answer, numbers.confidence, theme().result,
                  "How sure the model is of this character: ");
  ImGui::Dummy({0, em(0.2F)});
  if (numbers.query_tiles.image && !numbers.query.from_tiles)
    draw_tiles(context, numbers.query_tiles);
  if (numbers.answer_tiles.image) draw_tiles(context, numbers.answer_tiles);
}

/// One colour a training: its test curve full, its training curve faint.
void draw_curve(const NumberCurve& curve, int number, bool loss, float smoothing) {
  std::vector<double> seconds;
  std::vector<double> train;
  std::vector<double> test;
  for (const NumberCurvePoint& point : curve.points) {
    seconds.push_back(point.seconds);
    train.push_back(loss ? point.train_loss : point.train_exact);
    test.push_back(loss ? point.test_loss : point.test_exact);
  }
  const auto count = static_cast<int>(seconds.size());
  const std::vector<double> smooth_test = smooth(test, static_cast<double>(smoothing));
  const std::vector<double> smooth_train = smooth(train, static_cast<double>(smoothing));
  ImPlotSpec spec;
  spec.LineColor = ImPlot::GetColormapColor(number);
  spec.LineWeight = 2;
  ImGui::PushID(number);
  ImPlot::PlotLine((curve.name + " test").c_str(), seconds.data(), smooth_test.data(), count, spec);
  spec.LineColor.w = kFaint;
  spec.LineWeight = 1;
  ImPlot::PlotLine((curve.name + " train").c_str(), seconds.data(), smooth_train.data(), count,
                   spec);
  ImGui::PopID();
}

void draw_curves(const NumberView& numbers, NumberPanelState& state) {
  ImGui::Checkbox("loss", &state.show_loss);
  tooltip("Show the loss, else the share of exact answers.");
  ImGui::SameLine();
  ImGui::SetNextItemWidth(em(6));
  ImGui::SliderFloat("###number-smoothing", &state.smoothing, 0, 0.95F, "smooth %.2f");
  if (!ImPlot::BeginPlot("###number-curves", {-1, -1}, ImPlotFlags_NoTitle)) return;
  ImPlot::SetupAxes("seconds", state.show_loss ? "loss" : "exact answers",
                    ImPlotAxisFlags_AutoFit * (numbers.running ? 1 : 0), 0);
  ImPlot::SetupAxisScale(ImAxis_Y1, state.show_loss ? ImPlotScale_Log10 : ImPlotScale_Linear);
  ImPlot::SetupAxisLimits(
      ImAxis_Y1, state.show_loss ? 1e-4 : 0, state.show_loss ? 4 : 1.02,
      state.loss_shown != state.show_loss ? ImPlotCond_Always : ImPlotCond_Once);
  state.loss_shown = state.show_loss;
  for (std::size_t i = 0; i < numbers.curves.size(); ++i) {
    draw_curve(numbers.curves[i], static_cast<int>(i), state.show_loss, state.smoothing);
  }
  ImPlot::EndPlot();
}

void draw_table(const NumberView& numbers) {
  if (!ImGui::BeginTable("###number-table", 3, ImGuiTableFlags_RowBg)) return;
  for (const NumberShare& row : numbers.table) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(row.group.c_str());
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(percent(row.exact).c_str());
    ImGui::TableNextColumn();
    ImGui::TextColored(theme().dim, "of %s", with_thousands(row.count).c_str());
  }
  ImGui::EndTable();
}

void draw_failures(PanelContext& context, const NumberView& numbers) {
  if (numbers.failures.empty()) caption("No unseen equation of those tested is wrong.");
  for (const NumberFailure& failure : numbers.failures) {
    const std::string label = failure.query + " = " + failure.answer + "  (" + failure.truth + ")";
    if (ImGui::Selectable(label.c_str())) {
      context.state.numbers.query.text = failure.query;
      context.state.numbers.query.from_tiles = false;
      ask(context);
    }
    tooltip("Click to ask this one.");
  }
}

void draw_pairs(PanelContext& context, const NumberView& numbers) {
  if (!numbers.pairs.image) return caption("The map is drawn for two digits.");
  caption(
      "First number down, second across; sums left, differences right. Teal right, rose wrong, "
      "dark: trained on, black: not tested yet.");
  const TextureRegion region = context.textures.region(numbers.pairs, true);
  if (region.texture == 0) return;
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float scale = std::max(1.0F, std::min(room.x / static_cast<float>(region.width),
                                              room.y / static_cast<float>(region.height)));
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const ImVec2 size(static_cast<float>(region.width) * scale,
                    static_cast<float>(region.height) * scale);
  ImGui::InvisibleButton("pairs", size);
  draw_region(*ImGui::GetWindowDrawList(), region, corner, {corner.x + size.x, corner.y + size.y});
  if (!ImGui::IsItemHovered()) return;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const int across = std::clamp(static_cast<int>((mouse.x - corner.x) / scale), 0, 199);
  const int down = std::clamp(static_cast<int>((mouse.y - corner.y) / scale), 0, 99);
  const std::string query =
      std::to_string(down) + (across < 100 ? "+" : "-") + std::to_string(across % 100);
  ImGui::SetTooltip("%s", query.c_str());
  if (ImGui::IsItemClicked()) {
    context.state.numbers.query.text = query;
    context.state.numbers.query.from_tiles = false;
    ask(context);
  }
}

}  // namespace

void draw_numbers_panel(PanelContext& context) {
  const NumberView nothing;
  const NumberView& numbers = context.numbers != nullptr ? *context.numbers : nothing;
  draw_control(context, numbers);
  ImGui::Separator();
  draw_query(context, numbers);
  if (!numbers.started || !ImGui::BeginTabBar("###number-tabs")) return;
  if (ImGui::BeginTabItem("Curves###number-curves-tab")) {
    draw_curves(numbers, context.state.numbers);
    ImGui::EndTabItem();
  }
  if (ImGui::BeginTabItem("Accuracy###number-table-tab")) {
    draw_table(numbers);
    ImGui::EndTabItem();
  }
  if (ImGui::BeginTabItem("Failures###number-failures-tab")) {
    draw_failures(context, numbers);
    ImGui::EndTabItem();
  }
  if (ImGui::BeginTabItem("Pairs###number-pairs-tab")) {
    draw_pairs(context, numbers);
    ImGui::EndTabItem();
  }
  if (ImGui::BeginTabItem("Styles###number-styles-tab")) {
    draw_number_styles(context, numbers.styles);
    ImGui::EndTabItem();
  }
  ImGui::EndTabBar();
}

}  // namespace facet::ui
