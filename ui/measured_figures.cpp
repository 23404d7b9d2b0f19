#include "ui/measured_figures.h"

#include <imgui.h>

#include <algorithm>

#include "core/base/words.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

// A share of copied samples that chance alone does not give: five times what held-out faces have.
constexpr double kMuchCopied = 0.05;

std::string percent(double share) { return fixed(100 * share, 0) + " %"; }

std::string with_interval(const Estimate& estimate) {
  return fixed(estimate.value, 2) + " (" + fixed(estimate.low, 2) + " to " +
         fixed(estimate.high, 2) + ")";
}

std::string quality_tooltip(const QualityMeasurement& quality) {
  std::string text = "Sliced Wasserstein distance of " + std::to_string(quality.pictures) +
                     " samples to as many held-out faces; less is better. Two sets of real faces "
                     "have " +
                     fixed(quality.floor.value, 1) + " (" + fixed(quality.floor.low, 1) + " to " +
                     fixed(quality.floor.high, 1) + "), so smaller differences are noise.";
  text += "\nDiversity is the mean difference of two samples, beside that of two real faces.";
  text +=
      "\nNearest is the median difference of a sample to its nearest training face, beside that "
      "of a face never seen. " +
      percent(quality.copied) +
      " of the samples may be copies: closer to one training face, for how far the next ones are, "
      "than 99 % of the faces never seen.";
  return text;
}

void draw_course(std::span<const float> distances) {
  if (distances.size() < 2) return;
  ImGui::SameLine();
  const float width = std::min(em(6), ImGui::GetContentRegionAvail().x);
  if (width < em(2)) return;
  ImGui::PushStyleColor(ImGuiCol_FrameBg, ImVec4(0, 0, 0, 0));
  ImGui::PushStyleColor(ImGuiCol_PlotLines, theme().accent);
  ImGui::PlotLines("##distances", distances.data(), static_cast<int>(distances.size()), 0, nullptr,
                   0, *std::max_element(distances.begin(), distances.end()),
                   {width, ImGui::GetTextLineHeight()});
  ImGui::PopStyleColor(2);
}

std::string scores_line(const ArithmeticScores& scores) {
  return "target " + percent(scores.target.value) + ", others kept " + percent(scores.kept.value) +
         ", identity " + fixed(scores.identity.value, 2);
}

std::string scores_tooltip(const char* name, const ArithmeticScores& scores) {
  return std::string("\n") + name + ": target " + with_interval(scores.target) + ", kept " +
         with_interval(scores.kept) + ", identity " + with_interval(scores.identity);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string badge_tooltip(const ExpressionBadge& badge, const std::vector<JudgeAccuracy>& judge) {
  std::string text =
      "The difference that this expression makes, added to " + std::to_string(badge.starts) +
      " faces that were never trained on and drawn. A judge that learnt the labels "
      "reads how often all of it is reached (" +
      joined(badge.asked) + "), how many other labels stay, and how alike the two faces are to it.";
  text += scores_tooltip("Lists", badge.result);
  text += scores_tooltip("One face of each list", badge.singles);
  text += scores_tooltip("A random vector as long", badge.random);
  text += "\nThe judge reads held-out faces right:";
  for (const JudgeAccuracy& of : judge) text += " " + of.attribute + " " + percent(of.accuracy);
  return text;
}

}  // namespace

void draw_quality(const LiveQuality* live, std::span<const float> course,
                  const TrainingView& training) {
  if (live == nullptr) return;
  const QualityMeasurement& quality = live->measured;
  const SmallText small;
  ImGui::BeginGroup();
  ImGui::TextColored(theme().dim, "quality");
  ImGui::SameLine();
  ImGui::Text("%.1f", quality.distance.value);
  ImGui::SameLine(0, em(0.3F));
  ImGui::TextColored(theme().dim, "real %.1f ± %.1f", quality.floor.value,
                     (quality.floor.high - quality.floor.low) / 2);
  draw_course(course);
  std::string rest = "diversity " + fixed(quality.diversity, 2) + " of " +
                     fixed(quality.diversity_real, 2) + ", nearest " + fixed(quality.nearest, 2) +
                     " of " + fixed(quality.nearest_usual, 2);
  const std::int64_t ago = training.step - live->weights.step;
  if (ago > 0) rest += ", " + with_thousands(ago) + " steps ago";
  ImGui::PushTextWrapPos(0);
  ImGui::TextColored(quality.copied > kMuchCopied ? theme().warning : theme().dim, "%s",
                     rest.c_str());
  ImGui::PopTextWrapPos();
  ImGui::EndGroup();
  tooltip(quality_tooltip(quality));
}

void draw_badge(const LiveMeasurement& measured, const std::string& expression,
                const WeightsId& weights) {
  if (expression.empty()) return;
  if (measured.judge_progress >= 0) {
    caption("a judge learns to read the labels: " + percent(measured.judge_progress));
    return;
  }
  if (!measured.badge) return;
  const ExpressionBadge& badge = *measured.badge;
  if (!badge.reason.empty()) {
    caption("not measured: " + badge.reason);
    return;
  }
  const bool stale = badge.expression != expression || badge.weights.preset != weights.preset;
  const SmallText small;
  ImGui::BeginGroup();
  ImGui::PushTextWrapPos(0);
  ImGui::TextColored(stale ? theme().faint : theme().result, "%s",
                     scores_line(badge.result).c_str());
  ImGui::TextColored(stale ? theme().faint : theme().dim, "%s",
                     ("random vector " + percent(badge.random.target.value) + ", single picks " +
                      percent(badge.singles.target.value) + "; asked: " + joined(badge.asked))
                         .c_str());
  ImGui::PopTextWrapPos();
  ImGui::EndGroup();
  tooltip(badge_tooltip(badge, measured.judge));
}

}  // namespace facet::ui
