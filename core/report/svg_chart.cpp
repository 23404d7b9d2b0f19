#include "core/report/svg_chart.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/words.h"
#include "core/report/html_text.h"

namespace facet {
namespace {

constexpr double kWidth = 640;
constexpr double kHeight = 320;
constexpr double kLeft = 62;
constexpr double kRight = 628;
constexpr double kTop = 54;
constexpr double kBottom = 272;
constexpr int kTicks = 5;

std::string place(double value) { return fixed(value, 1); }

/// A value as an axis shows it: 20,000 as 20k.
std::string tick_text(double value) {
  const double size = std::abs(value);
  if (size >= 1e6) return significant(value / 1e6) + "M";
  if (size >= 1e4) return significant(value / 1e3) + "k";
  return significant(value);
}

/// One axis: values to places.
struct Axis {
  double low = 0;
  double high = 1;
  double begin = 0;
  double end = 1;
  bool logarithmic = false;

  bool holds(double value) const { return std::isfinite(value) && (!logarithmic || value > 0); }
  double at(double value) const {
    const auto scale = [this](double v) { return logarithmic ? std::log10(v) : v; };
    const double span = scale(high) - scale(low);
    return begin + (end - begin) * (scale(value) - scale(low)) / (span != 0 ? span : 1);
  }
};

void widen(Axis& axis, double value, bool& any) {
  if (!axis.holds(value)) return;
  axis.low = any ? std::min(axis.low, value) : value;
  axis.high = any ? std::max(axis.high, value) : value;
  any = true;
}

struct Axes {
  Axis x;
  Axis y;
  bool any = false;
};

Axes axes_of(const Chart& chart) {
  Axes axes{{0, 1, kLeft, kRight, chart.log_x}, {0, 1, kBottom, kTop, chart.log_y}, false};
  bool any_x = false;
  bool any_y = false;
  for (const ChartSeries& series : chart.series) {
    for (const auto& [x, y] : series.points) {
      if (!axes.x.holds(x) || !axes.y.holds(y)) continue;
      widen(axes.x, x, any_x);
      widen(axes.y, y, any_y);
    }
  }
  axes.any = any_y;
  for (const ChartLevel& level : chart.levels) widen(axes.y, level.value, any_y);
  if (chart.low) axes.y.low = std::min(axes.y.low, *chart.low);
  if (!chart.log_y) {
    const double margin = 0.04 * (axes.y.high - axes.y.low);
    axes.y.high += margin > 0 ? margin : 1;
    if (!chart.low) axes.y.low -= margin;
  } else if (axes.y.high <= axes.y.low) {
    axes.y.high = axes.y.low * 10;
  }
  if (axes.x.high <= axes.x.low) axes.x.high = axes.x.low + (axes.x.low > 0 ? axes.x.low : 1);
  return axes;
}

std::string text_at(double x, double y, const char* anchor, const std::string& text,
                    const std::string& more = "") {
  return "<text x=\"" + place(x) + "\" y=\"" + place(y) + "\" text-anchor=\"" + anchor + "\"" +
         more + ">" + escape_html(text) + "</text>\n";
}

std::string line(double x1, double y1, double x2, double y2, const char* style) {
  return std::string("<line class=\"") + style + "\" x1=\"" + place(x1) + "\" y1=\"" + place(y1) +
         "\" x2=\"" + place(x2) + "\" y2=\"" + place(y2) + "\"/>\n";
}

std::string frame(const Chart& chart, const Axes& axes) {
  std::string svg;
  for (const double tick : axis_ticks(axes.y.low, axes.y.high, kTicks, chart.log_y)) {
    const double y = axes.y.at(tick);
    svg += line(kLeft, y, kRight, y, "grid");
    svg += text_at(kLeft - 6, y + 4, "end", tick_text(tick));
  }
  for (const double tick : axis_ticks(axes.x.low, axes.x.high, kTicks + 1, chart.log_x)) {
    const double x = axes.x.at(tick);
    svg += line(x, kBottom, x, kBottom + 4, "axis");
    svg += text_at(x, kBottom + 17, "middle", tick_text(tick));
  }
  svg += line(kLeft, kBottom, kRight, kBottom, "axis");
  svg += text_at((kLeft + kRight) / 2, kHeight - 10, "middle", chart.x_label);
  svg += text_at(14, (kTop + kBottom) / 2, "middle", chart.y_label,
                 " transform=\"rotate(-90 14 " + place((kTop + kBottom) / 2) + ")\"");
  svg += text_at(kLeft, 18, "start", chart.title, " class=\"title\"");
  return svg;
}

std::string drawn(const ChartSeries& series, const Axes& axes) {
  std::string points;
  std::string dots;
  for (const auto& [x, y] : series.points) {
    if (!axes.x.holds(x) || !axes.y.holds(y)) continue;
    const std::string at_x = place(axes.x.at(x));
    const std::string at_y = place(axes.y.at(y));
    points += (points.empty() ? "" : " ") + at_x + "," + at_y;
    if (series.dots) {
      dots += "<circle cx=\"" + at_x + "\" cy=\"" + at_y + "\" r=\"3.2\"><title>" +
              escape_html(series.name) + ": " + significant(x) + ", " + significant(y) +
              "</title></circle>\n";
    }
  }
  return "<g class=\"c" + std::to_string(series.color) + "\"><polyline" +
         (series.dashed ? " class=\"dashed\"" : "") + " points=\"" + points + "\"><title>" +
         escape_html(series.name) + "</title></polyline>\n" + dots + "</g>\n";
}

/// The names in a row under the title.
std::string legend(const Chart& chart) {
  std::string svg;
  double x = kLeft;
  const auto entry = [&](const std::string& name, int color, bool dashed) {
    svg += "<g class=\"c" + std::to_string(color) + "\"><polyline" +
           (dashed ? " class=\"dashed\"" : "") + " points=\"" + place(x) + ",34 " + place(x + 20) +
           ",34\"/></g>\n" + text_at(x + 25, 38, "start", name);
    x += 38 + 6.4 * static_cast<double>(name.size());
  };
  for (const ChartSeries& series : chart.series) entry(series.name, series.color, series.dashed);
  for (const ChartLevel& level : chart.levels) entry(level.name, level.color, true);
  return svg;
}

}  // namespace

std::vector<double> axis_ticks(double low, double high, int count, bool logarithmic) {
  std::vector<double> ticks;
  if (!(high > low)) return {low};
  if (logarithmic) {
    const int first = static_cast<int>(std::floor(std::log10(low)));
    const int last = static_cast<int>(std::ceil(std::log10(high)));
    const bool few = std::log10(high / low) < 2;
    const int step = std::max(1, (last - first) / (2 * count));
    for (int power = first; power <= last; power += step) {
      for (const double factor : {1.0, 2.0, 5.0}) {
        const double tick = factor * std::pow(10.0, power);
        if ((factor == 1 || few) && tick >= low * 0.999 && tick <= high * 1.001) {
          ticks.push_back(tick);
        }
      }
    }
    return ticks;
  }
  const double rough = (high - low) / count;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = power;
  for (const double factor : {2.0, 5.0, 10.0}) {
    if (step < rough) step = factor * power;
  }
  for (double k = std::ceil(low / step); k * step <= high + step * 1e-9; ++k) {
    ticks.push_back(k * step == 0 ? 0 : k * step);
  }
  return ticks;
}

std::string chart_svg(const Chart& chart) {
  const Axes axes = axes_of(chart);
  std::string svg = "<svg class=\"chart\" viewBox=\"0 0 640 320\" role=\"img\" aria-label=\"" +
                    escape_html(chart.title) + "\">\n";
  svg += frame(chart, axes);
  for (const ChartLevel& level : chart.levels) {
    if (!axes.y.holds(level.value)) continue;
    svg += drawn({level.name,
                  {{axes.x.low, level.value}, {axes.x.high, level.value}},
                  level.color,
                  true,
                  false},
                 axes);
  }
  for (const ChartSeries& series : chart.series) svg += drawn(series, axes);
  svg += legend(chart);
  if (!axes.any) {
    svg += text_at((kLeft + kRight) / 2, (kTop + kBottom) / 2, "middle", "nothing was measured");
  }
  return svg + "</svg>\n";
}

}  // namespace facet
