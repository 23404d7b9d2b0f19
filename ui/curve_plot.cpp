#include "ui/curve_plot.h"

#include <imgui.h>
#include <implot.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "core/base/words.h"
#include "ui/curve_legend.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

/// Pixels that share two points of a curve.
constexpr float kColumn = 2;

/// The columns of the curves, as ImPlot wants them.
struct Columns {
  struct Line {
    std::vector<double> step, values;
  };
  std::vector<Line> losses;  ///< of each series the steps that have its value
  Line psnr;
};

Columns columns_of(const Curves& curves) {
  Columns columns;
  columns.losses.resize(curves.series.size());
  for (const LossPoint& point : curves.losses) {
    for (std::size_t i = 0; i < columns.losses.size(); ++i) {
      if (!curves.series[i].has(point.values[i])) continue;
      columns.losses[i].step.push_back(static_cast<double>(point.step));
      columns.losses[i].values.push_back(static_cast<double>(point.values[i]));
    }
  }
  for (const QualityPoint& point : curves.quality) {
    columns.psnr.step.push_back(static_cast<double>(point.step));
    columns.psnr.values.push_back(static_cast<double>(point.psnr_db));
  }
  return columns;
}

void plot_line(const char* name, const std::vector<double>& x, const std::vector<double>& y,
               const ImVec4& color, float weight) {
  const ImPlotRange range = ImPlot::GetPlotLimits(ImAxis_X1).X;
  const auto columns = static_cast<int>(ImPlot::GetPlotSize().x / kColumn);
  const Polyline line = visible_part(x, y, range.Min, range.Max, columns);
  ImPlotSpec spec;
  spec.LineColor = color;
  spec.LineWeight = weight;
  ImPlot::PlotLine(name, line.x.data(), line.y.data(), static_cast<int>(line.x.size()), spec);
}

/// A loss: raw and faint behind, smoothed before it.
void plot_loss(const char* name, const std::vector<double>& step, const std::vector<double>& values,
               const ImVec4& color, const UiState& state) {
  if (state.show_raw_curve && state.smoothing > 0) {
    ImVec4 faint = color;
    faint.w = 0.25F;
    const std::string raw = "###raw " + std::string(name);
    plot_line(raw.c_str(), step, values, faint, em(0.06F));
  }
  plot_line(name, step, smooth(values, static_cast<double>(state.smoothing)), color, em(0.11F));
}

void plot_markers(const std::vector<Marker>& markers) {
  if (markers.empty()) return;
  std::vector<double> steps;
  steps.reserve(markers.size());
  for (const Marker& marker : markers) steps.push_back(static_cast<double>(marker.step));
  ImPlotSpec spec;
  spec.LineColor = theme().faint;
  spec.LineWeight = em(0.06F);
  ImPlot::PlotInfLines("###markers", steps.data(), static_cast<int>(steps.size()), spec);
  const ImPlotRect limits = ImPlot::GetPlotLimits(ImAxis_X1, ImAxis_Y1);
  ImDrawList& list = *ImPlot::GetPlotDrawList();
  ImPlot::PushPlotClipRect();
  float taken_to = -1e9F;
  for (const Marker& marker : markers) {
    ImVec2 at = ImPlot::PlotToPixels(static_cast<double>(marker.step), limits.Y.Max);
    at.x += em(0.25F);
    at.y = ImPlot::GetPlotPos().y + em(0.2F);
    if (at.x < taken_to) continue;
    const ImVec2 size = ImGui::CalcTextSize(marker.text.c_str());
    list.AddRectFilled(at, {at.x + size.x, at.y + size.y}, shade(theme().panel, 0.8F));
    list.AddText(at, shade(theme().dim), marker.text.c_str());
    taken_to = at.x + size.x + em(0.5F);
  }
  ImPlot::PopPlotClipRect();
}

template <typename Point>
const Point* nearest(const std::vector<Point>& points, double step) {
  if (points.empty()) return nullptr;
  const auto after = std::lower_bound(
      points.begin(), points.end(), step,
      [](const Point& point, double value) { return static_cast<double>(point.step) < value; });
  if (after == points.end()) return &points.back();
  if (after == points.begin()) return &*after;
  const auto before = after - 1;
  const double left = step - static_cast<double>(before->step);
  return left < static_cast<double>(after->step) - step ? &*before : &*after;
}

void draw_values_at_pointer(const Curves& curves) {
  const double step = ImPlot::GetPlotMousePos(ImAxis_X1, ImAxis_Y1).x;
  const LossPoint* const loss = nearest(curves.losses, step);
  if (loss == nullptr || !ImGui::BeginTooltip()) return;
  ImGui::TextColored(theme().dim, "step %s", with_thousands(loss->step).c_str());
  for (std::size_t i = 0; i < curves.series.size(); ++i) {
    const float value = loss->values[i];
    if (!curves.series[i].has(value)) continue;
    ImGui::Text("%s  %.4g", curves.series[i].name, static_cast<double>(value));
  }
  if (const QualityPoint* const quality = nearest(curves.quality, step)) {
    ImGui::Text("held-out PSNR  %.2f dB", static_cast<double>(quality->psnr_db));
  }
  ImGui::EndTooltip();
}

/// The range that shows all series of one scale.
PlotRange range_on(LossSeries::Scale scale, const Curves& curves, const Columns& columns) {
  std::optional<PlotRange> range;
  for (std::size_t i = 0; i < curves.series.size(); ++i) {
    if (curves.series[i].scale != scale) continue;
    const PlotRange own = range_of(columns.losses[i].values);
    if (!range) range = own;
    range->low = std::min(range->low, own.low);
    range->high = std::max(range->high, own.high);
  }
  return range.value_or(PlotRange{});
}

/// Shares that every step has are those of a model that has no PSNR.
bool has_axis_of_shares(const Curves& curves) {
  return std::any_of(curves.series.begin(), curves.series.end(), [](const LossSeries& series) {
    return series.scale == LossSeries::Scale::kShare && !series.optional;
  });
}

/// The axis at the right belongs to PSNR, or to shares where a model has no PSNR.
void set_up_right_axis(const Curves& curves, const Columns& columns, ImPlotAxisFlags flags,
                       ImPlotCond when) {
  const bool shares = has_axis_of_shares(curves);
  const bool empty = columns.psnr.values.empty() && !shares;
  ImPlot::SetupAxis(
      ImAxis_Y2, shares ? "share" : "PSNR dB",
      flags | (empty ? ImPlotAxisFlags_NoDecorations : 0) | ImPlotAxisFlags_AuxDefault);
  const PlotRange psnr = range_of(columns.psnr.values);
  ImPlot::SetupAxisLimits(ImAxis_Y2, shares ? -0.02 : psnr.low - 0.5,
                          shares ? 1.02 : psnr.high + 0.5, when);
}

/// Shares beside PSNR stand on the axis without numbers, whose height is 1 for them.
void stretch_shares(const Curves& curves, const PlotRange& own, Columns& columns) {
  for (std::size_t i = 0; i < curves.series.size(); ++i) {
    const LossSeries& series = curves.series[i];
    if (series.scale != LossSeries::Scale::kShare || !series.optional) continue;
    for (double& value : columns.losses[i].values) value *= own.high;
  }
}

void set_up_axes(const Curves& curves, const Columns& columns, const PlotRange& own,
                 const UiState& state) {
  const ImPlotAxisFlags flags = ImPlotAxisFlags_NoLabel | ImPlotAxisFlags_NoHighlight |
                                ImPlotAxisFlags_NoSideSwitch | ImPlotAxisFlags_NoMenus;
  ImPlot::SetupAxes("step", "loss", flags, flags);
  if (state.log_scale) ImPlot::SetupAxisScale(ImAxis_Y1, ImPlotScale_SymLog);
  const ImPlotCond when = state.curves_follow ? ImPlotCond_Always : ImPlotCond_Once;
  set_up_right_axis(curves, columns, flags, when);
  // What is far smaller or larger than the losses has a scale of its own, without numbers.
  ImPlot::SetupAxis(ImAxis_Y3, "own scale",
                    flags | ImPlotAxisFlags_NoDecorations | ImPlotAxisFlags_Opposite);
  const PlotRange loss = range_on(LossSeries::Scale::kLoss, curves, columns);
  const double room = (loss.high - loss.low) * 0.06;
  const std::vector<double>& steps = columns.losses.front().step;
  const double first = steps.front();
  const double last = std::max(steps.back(), first + 1);
  ImPlot::SetupAxisLimits(ImAxis_X1, first, last, when);
  ImPlot::SetupAxisLimits(ImAxis_Y1, loss.low - room, loss.high + room, when);
  ImPlot::SetupAxisLimits(ImAxis_Y3, std::min(own.low, 0.0), own.high * 1.1 + 1e-6, when);
}

ImAxis axis_of(const LossSeries& series) {
  switch (series.scale) {
    case LossSeries::Scale::kLoss:
      return ImAxis_Y1;
    case LossSeries::Scale::kShare:
      return series.optional ? ImAxis_Y3 : ImAxis_Y2;
    case LossSeries::Scale::kOwn:
      return ImAxis_Y3;
  }
  return ImAxis_Y1;
}

/// The first series of a scale stands out, the second stays behind it.
ImVec4 color_of(const LossSeries& series, bool first) {
  ImVec4 color = theme().series;
  if (series.scale == LossSeries::Scale::kLoss) color = theme().text;
  if (series.scale == LossSeries::Scale::kShare) {
    color = series.optional ? theme().added : theme().accent;
  }
  if (first) return color;
  if (series.scale == LossSeries::Scale::kLoss) return theme().dim;
  color.w *= 0.5F;
  return color;
}

/// A curve and how it is drawn.
struct Curve {
  LegendEntry legend;
  const Columns::Line* line;
  ImAxis axis;
  bool loss;  ///< smoothed
};

std::vector<Curve> curves_of(const Curves& curves, const Columns& columns) {
  std::vector<Curve> drawn;
  if (!columns.psnr.values.empty()) {
    drawn.push_back({{"PSNR", theme().accent}, &columns.psnr, ImAxis_Y2, false});
  }
  std::optional<LossSeries::Scale> before;
  for (std::size_t i = 0; i < curves.series.size(); ++i) {
    const LossSeries& series = curves.series[i];
    const Columns::Line& line = columns.losses[i];
    if (line.step.empty()) continue;
    drawn.push_back(
        {{series.name, color_of(series, before != series.scale)}, &line, axis_of(series), true});
    before = series.scale;
  }
  return drawn;
}

void plot_curves(const std::vector<Curve>& curves, const UiState& state) {
  for (const Curve& curve : curves) {
    const auto& [name, color] = curve.legend;
    if (state.hidden_curves.contains(name)) continue;
    const auto& [step, values] = *curve.line;
    ImPlot::SetAxes(ImAxis_X1, curve.axis);
    if (curve.loss) {
      plot_loss(name, step, values, color, state);
    } else {
      plot_line(name, step, values, color, em(0.11F));
    }
  }
  ImPlot::SetAxes(ImAxis_X1, ImAxis_Y1);
}

/// The view follows the newest values until the user zooms or pans, and again from a double click.
void follow_or_not(UiState& state) {
  if (!ImPlot::IsPlotHovered()) return;
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    state.curves_follow = true;
  } else if (io.MouseWheel != 0 || ImGui::IsMouseDragging(ImGuiMouseButton_Left) ||
             ImGui::IsMouseDragging(ImGuiMouseButton_Right)) {
    state.curves_follow = false;
  }
}

}  // namespace

std::vector<double> smooth(const std::vector<double>& values, double share) {
  std::vector<double> smoothed;
  smoothed.reserve(values.size());
  double average = 0;
  double weight = 0;
  for (const double value : values) {
    if (std::isfinite(value)) {
      average = share * average + (1 - share) * value;
      weight = share * weight + (1 - share);
    }
    smoothed.push_back(weight > 0 ? average / weight : value);
  }
  return smoothed;
}

Polyline visible_part(const std::vector<double>& x, const std::vector<double>& y, double from,
                      double to, int columns) {
  const auto index = [&](auto place) { return static_cast<std::size_t>(place - x.begin()); };
  std::size_t first = index(std::lower_bound(x.begin(), x.end(), from));
  std::size_t last = index(std::upper_bound(x.begin(), x.end(), to));
  if (first > 0) --first;
  if (last < x.size()) ++last;
  Polyline line;
  const auto add = [&](std::size_t i) {
    line.x.push_back(x[i]);
    line.y.push_back(y[i]);
  };
  const std::size_t count = last - first;
  const auto buckets = static_cast<std::size_t>(std::max(columns, 1));
  if (count <= buckets * 2) {
    for (std::size_t i = first; i < last; ++i) add(i);
    return line;
  }
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    const auto begin = y.begin() + static_cast<std::ptrdiff_t>(first + count * bucket / buckets);
    const auto end =
        y.begin() + static_cast<std::ptrdiff_t>(first + count * (bucket + 1) / buckets);
    const auto [low, high] = std::minmax_element(begin, end);
    const auto at = [&](auto place) { return static_cast<std::size_t>(place - y.begin()); };
    add(std::min(at(low), at(high)));
    if (low != high) add(std::max(at(low), at(high)));
  }
  return line;
}

PlotRange range_of(const std::vector<double>& values) {
  std::vector<double> settled(values.begin() + static_cast<std::ptrdiff_t>(values.size() / 20),
                              values.end());
  std::erase_if(settled, [](double value) { return !std::isfinite(value); });
  if (settled.empty()) return {};
  std::sort(settled.begin(), settled.end());
  const auto at = [&](double share) {
    return settled[static_cast<std::size_t>(share * static_cast<double>(settled.size() - 1))];
  };
  PlotRange range{at(0.005), at(0.995)};
  if (range.high - range.low < 1e-9) range = {range.low - 0.5, range.high + 0.5};
  return range;
}

void draw_curve_plot(const Curves& curves, UiState& state) {
  Columns columns = columns_of(curves);
  const PlotRange own = range_on(LossSeries::Scale::kOwn, curves, columns);
  stretch_shares(curves, own, columns);
  const std::vector<Curve> drawn = curves_of(curves, columns);
  std::vector<LegendEntry> legend;
  legend.reserve(drawn.size());
  for (const Curve& curve : drawn) legend.push_back(curve.legend);
  const SmallText small;
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float below = legend_height(legend, room.x) + ImGui::GetStyle().ItemSpacing.y;
  if (ImPlot::BeginPlot("###curves", {-1, std::max(1.0F, room.y - below)},
                        ImPlotFlags_NoTitle | ImPlotFlags_NoMouseText | ImPlotFlags_NoMenus |
                            ImPlotFlags_NoLegend)) {
    set_up_axes(curves, columns, own, state);
    ImPlot::SetupFinish();
    plot_markers(curves.markers);
    plot_curves(drawn, state);
    follow_or_not(state);
    if (ImPlot::IsPlotHovered()) draw_values_at_pointer(curves);
    ImPlot::EndPlot();
  }
  draw_legend(legend, state.hidden_curves);
}

}  // namespace facet::ui
