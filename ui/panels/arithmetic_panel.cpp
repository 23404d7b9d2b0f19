#include <imgui.h>
#include <imgui_internal.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "core/base/expression.h"
#include "ui/compared_equation.h"
#include "ui/face_actions.h"
#include "ui/face_equation.h"
#include "ui/icons.h"
#include "ui/list_pictures.h"
#include "ui/measured_figures.h"
#include "ui/panel.h"
#include "ui/panes.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

constexpr const char* kExample = "short_red - short_blue + long_blue";

/// Takes the session's expression into the box when something else than typing has changed it.
void follow_session(PanelContext& context, bool typing) {
  std::string& seen = context.state.faces.expression_seen;
  const std::string& expression = context.session.arithmetic.expression;
  if (typing || expression == seen) return;
  context.state.expression_text = seen = expression;
}

/// What is wrong with the text in the box, or with the expression as it was drawn.
std::optional<Error> current_error(const PanelContext& context) {
  const std::string& text = context.state.expression_text;
  if (text.empty()) return std::nullopt;
  if (std::optional<Error> error = check_names(context.session, text)) return error;
  const ArithmeticView* drawn = context.view.arithmetic.get();
  if (drawn != nullptr && drawn->expression == text) return drawn->error;
  return std::nullopt;
}

/// The box with the text, as it was drawn.
struct ExpressionBox {
  ImGuiID id = 0;
  ImVec2 min;
  ImVec2 max;
};

/// Marks the character at `position` of the text below the box.
void draw_position_mark(const std::string& text, std::size_t position, const ExpressionBox& box) {
  const ImGuiInputTextState* typing = ImGui::GetInputTextState(box.id);
  const float scroll = typing != nullptr && ImGui::GetActiveID() == box.id ? typing->Scroll.x : 0;
  const std::string before = text.substr(0, std::min(position, text.size()));
  ImGui::PushFont(theme().mono_font, 0);
  const float advance = ImGui::CalcTextSize("^").x;
  const float left =
      box.min.x + ImGui::GetStyle().FramePadding.x - scroll + ImGui::CalcTextSize(before.c_str()).x;
  const float x = std::clamp(left, box.min.x, box.max.x - advance);
  ImGui::GetWindowDrawList()->AddText({x, box.max.y}, shade(theme().error), "^");
  ImGui::PopFont();
}

void draw_error(const PanelContext& context, const Error& error, const ExpressionBox& box) {
  if (error.position) {
    draw_position_mark(context.state.expression_text, *error.position, box);
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, box.max.y + em(0.75F)});
  }
  ImGui::PushStyleColor(ImGuiCol_Text, theme().error);
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(error.message.c_str());
  ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
}

void draw_save_button(PanelContext& context) {
  const ArithmeticView* drawn = context.view.arithmetic.get();
  bool save = false;
  {
    const DisabledIf disabled(drawn == nullptr || drawn->result.picture.image == nullptr);
    save = icon_button(icon::kExport, "save result",
                       "Save the result beside its terms as a PNG that remembers how it was made.",
                       "Ctrl+E");
  }
  ask_for_export(context, save, PictureKind::kArithmetic);
}

void draw_expression_box(PanelContext& context) {
  ExpressionBox box;
  box.id = ImGui::GetID("##expression");
  follow_session(context, ImGui::GetActiveID() == box.id);
  std::string& text = context.state.expression_text;
  std::string& seen = context.state.faces.expression_seen;

  ImGui::PushFont(theme().mono_font, 0);
  ImGui::SetNextItemWidth(-(ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.x));
  ImGui::InputTextWithHint("##expression", kExample, &text);
  ImGui::PopFont();
  box.min = ImGui::GetItemRectMin();
  box.max = ImGui::GetItemRectMax();
  if (ImGui::IsItemActive()) context.output.touched = TouchedPart::kArithmetic;
  tooltip(
      "A sum of lists, with + - * and parentheses: 0.5 * (long_red - short_red). It is drawn "
      "while you type.");

  const bool usable = text.empty() || !check_names(context.session, text);
  if (text != seen && usable) context.session.arithmetic.expression = seen = text;
  ImGui::SameLine();
  draw_save_button(context);
  if (const std::optional<Error> error = current_error(context)) draw_error(context, *error, box);
}

void draw_norm_switch(PanelContext& context) {
  if (context.session.arithmetic.expression.empty()) return;
  ImGui::Checkbox("typical norm", &context.session.arithmetic.typical_norm);
  tooltip(
      "Sums and averages of codes lie nearer to the middle, or farther off, than the codes of "
      "faces do. This scales the result's distance from the mean code back to the usual one.");
}

bool shows_example(const PanelContext& context) {
  return std::ranges::any_of(context.state.examples, [&](const Example& example) {
    return example.session.model.path == context.session.model.path;
  });
}

/// A button for each worked example, while one is shown or nothing is.
void draw_examples(PanelContext& context) {
  const std::vector<Example>& examples = context.state.examples;
  const bool empty = context.session.arithmetic.expression.empty();
  if (examples.empty() || !(empty || shows_example(context))) return;
  ImGui::AlignTextToFramePadding();
  ImGui::TextColored(theme().dim, "Examples");
  for (std::size_t i = 0; i < examples.size(); ++i) {
    ImGui::SameLine();
    if (ImGui::Button(examples[i].name.c_str())) context.state.example_wanted = i;
    tooltip(examples[i].summary);
  }
}

/// The equation, and below it how the other pane's model answers it.
void draw_equations(PanelContext& context, const std::vector<ExpressionTerm>& terms, float height) {
  if (!has_second_pane(context) || terms.empty()) return draw_equation(context, terms, height);
  const auto names = pane_names(context);
  const float captions = 2 * (ImGui::GetTextLineHeight() + ImGui::GetStyle().ItemSpacing.y);
  const float second = std::floor(std::clamp(height * 0.25F, em(3), em(7)));
  const float spacing = ImGui::GetStyle().ItemSpacing.y;
  caption(names[0]);
  draw_equation(context, terms, height - captions - second - spacing);
  caption(names[1]);
  PanelContext other = second_pane(context);
  draw_compared_equation(other, second);
}

}  // namespace

void draw_arithmetic_panel(PanelContext& context) {
  update_list_pictures(context);
  const Result<std::vector<ExpressionTerm>> terms =
      parse_expression(context.session.arithmetic.expression);
  const float below =
      ImGui::GetFrameHeightWithSpacing() + 5 * ImGui::GetTextLineHeightWithSpacing();
  const float room = std::max(ImGui::GetContentRegionAvail().y - below, em(6));
  draw_equations(context, terms ? *terms : std::vector<ExpressionTerm>{}, room);
  draw_expression_box(context);
  draw_norm_switch(context);
  draw_examples(context);
  draw_badge(context.measured, context.session.arithmetic.expression, context.view.weights);
  if (!terms) {
    caption(
        "Drag lists from above, or faces from anywhere, onto the dashed frame: they add and "
        "subtract as averages of codes, and the sum is drawn as a face.");
  }
}

}  // namespace facet::ui
