#include "core/engine/number_figure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/base/words.h"
#include "core/data/drawing/canvas.h"
#include "core/engine/glyphs.h"

namespace facet {
namespace {

constexpr float kWidth = 1200;
constexpr float kHeight = 560;
constexpr float kTop = 50;
constexpr float kBottom = 480;
constexpr double kLowestLoss = 1e-4;
constexpr double kHighestLoss = 10;

struct Rgb {
  int red, green, blue;
};
// Four colours of Okabe & Ito's palette, which the common kinds of colour blindness tell apart.
constexpr std::array<Rgb, 4> kColors = {
    {{213, 94, 0}, {230, 159, 0}, {0, 158, 115}, {0, 114, 178}}};

constexpr Rgb kBaselineColor{120, 120, 120};

struct Line {
  Rgb color{};
  bool dashed = false;
  std::vector<drawing::Point> points;
  std::string title;
};
struct Text {
  std::string text;
  float x = 0;
  float y = 0;  ///< of its top
};
struct Shapes {
  std::vector<Line> lines;
  std::vector<Text> texts;
};

/// Where values lie in a panel.
struct Axes {
  float left;
  float right;
  double seconds;
  std::function<double(double)> height;  ///< of a value, 0 to 1

  drawing::Point place(double at, double value) const {
    const double x = left + (right - left) * at / seconds;
    const double y = kBottom - (kBottom - kTop) * std::clamp(height(value), 0.0, 1.0);
    return {static_cast<float>(x), static_cast<float>(y)};
  }
};

void add_frame(const Axes& axes, const std::vector<double>& ticks, Shapes& shapes) {
  const Rgb grey{160, 160, 160};
  shapes.lines.push_back(
      {grey, false, {{axes.left, kTop}, {axes.left, kBottom}, {axes.right, kBottom}}, ""});
  for (const double tick : ticks) {
    const drawing::Point at = axes.place(0, tick);
    shapes.lines.push_back({{225, 225, 225}, false, {at, {axes.right, at.y}}, ""});
    shapes.texts.push_back({significant(tick), axes.left - 58, at.y - 7});
  }
  for (int part = 0; part <= 4; ++part) {
    const double at = axes.seconds * part / 4;
    shapes.texts.push_back({fixed(at, 1), axes.place(at, 0).x - 18, kBottom + 12});
  }
}

struct ColoredSplit {
  const NumberFigure::Split* split;
  Rgb color;
};

/// All trainings in the order of the legend.
std::vector<ColoredSplit> colored(const NumberFigure& figure) {
  std::vector<ColoredSplit> all;
  for (std::size_t i = 0; i < figure.splits.size(); ++i) {
    all.push_back({&figure.splits[i], kColors[i % kColors.size()]});
  }
  if (figure.baseline) all.push_back({&*figure.baseline, kBaselineColor});
  return all;
}

void add_curves(const NumberFigure& figure, const Axes& axes, const char* what,
                const std::function<double(const SplitPoint&)>& value, Shapes& shapes) {
  for (const auto& [split, color] : colored(figure)) {
    for (const bool train : {true, false}) {
      Line line{color, train, {}, ""};
      for (const NumberPoint& point : split->points) {
        line.points.push_back(axes.place(point.seconds, value(train ? point.train : point.test)));
      }
      line.title = split->name + ", " + (train ? "train " : "test ") + what;
      shapes.lines.push_back(std::move(line));
    }
  }
}

Shapes shapes_of(const NumberFigure& figure) {
  double seconds = 1e-3;
  for (const auto& [split, color] : colored(figure)) {
    if (!split->points.empty()) seconds = std::max(seconds, split->points.back().seconds);
  }
  const double span = std::log(kHighestLoss / kLowestLoss);
  const Axes loss{90, 570, seconds, [span](double value) {
                    return std::log(std::max(value, kLowestLoss) / kLowestLoss) / span;
                  }};
  const Axes exact{690, 1170, seconds, [](double value) { return value; }};
  Shapes shapes;
  add_frame(loss, {1e-4, 1e-3, 1e-2, 1e-1, 1, 10}, shapes);
  add_frame(exact, {0, 0.25, 0.5, 0.75, 1}, shapes);
  add_curves(
      figure, loss, "loss", [](const SplitPoint& p) { return p.loss; }, shapes);
  add_curves(
      figure, exact, "exact", [](const SplitPoint& p) { return p.exact; }, shapes);
  return shapes;
}

void stroke(drawing::Canvas& canvas, drawing::Point from, drawing::Point to, Rgb color,
            float width) {
  const drawing::Point along = to - from;
  const float length = std::sqrt(along.x * along.x + along.y * along.y);
  if (length < 1e-3F) return;
  const drawing::Point across{-along.y * width / (2 * length), along.x * width / (2 * length)};
  drawing::Path area;
  area.move_to(from + across);
  area.line_to(to + across);
  area.line_to(to - across);
  area.line_to(from - across);
  const auto channel = [](int value) { return static_cast<float>(value) / 255; };
  canvas.fill(
      area, drawing::Paint::solid({channel(color.red), channel(color.green), channel(color.blue)}));
}

void draw_line(drawing::Canvas& canvas, const Line& line) {
  constexpr float kDash = 6;
  float walked = 0;
  for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
    drawing::Point from = line.points[i];
    const drawing::Point along = line.points[i + 1] - from;
    const float length = std::sqrt(along.x * along.x + along.y * along.y);
    for (float done = 0; done < length;) {
      const float piece =
          line.dashed ? std::min(length - done, kDash - std::fmod(walked, kDash)) : length;
      const drawing::Point to = from + along * (piece / length);
      const bool gap = line.dashed && static_cast<int>(walked / kDash) % 2 == 1;
      if (!gap) stroke(canvas, from, to, line.color, line.dashed ? 1.5F : 2);
      walked += std::max(piece, 1e-3F);
      done += std::max(piece, 1e-3F);
      from = to;
    }
  }
}

nlohmann::json split_json(const NumberFigure::Split& split) {
  nlohmann::json points = nlohmann::json::array();
  for (const NumberPoint& point : split.points) {
    points.push_back({{"step", point.step},
                      {"seconds", point.seconds},
                      {"train_loss", point.train.loss},
                      {"test_loss", point.test.loss},
                      {"train_exact", point.train.exact},
                      {"test_exact", point.test.exact}});
  }
  return {{"split", split.name}, {"points", points}};
}

nlohmann::json data_json(const NumberFigure& figure) {
  nlohmann::json splits = nlohmann::json::array();
  for (const NumberFigure::Split& split : figure.splits) splits.push_back(split_json(split));
  nlohmann::json json = {{"preset", figure.preset}, {"splits", splits}};
  if (figure.baseline) json["baseline"] = split_json(*figure.baseline);
  return json;
}

}  // namespace

Image figure_picture(const NumberFigure& figure) {
  const Shapes shapes = shapes_of(figure);
  drawing::Canvas canvas(static_cast<int>(kWidth));
  canvas.fill_all(drawing::Paint::solid({1, 1, 1}));
  for (const Line& line : shapes.lines) draw_line(canvas, line);
  Image square = make_image(static_cast<int>(kWidth), static_cast<int>(kWidth));
  canvas.write(square.pixels);
  Image image = make_image(static_cast<int>(kWidth), static_cast<int>(kHeight));
  paste(square, 0, 0, image);
  for (const Text& text : shapes.texts) {
    draw_glyphs(text.text, static_cast<int>(text.x), static_cast<int>(text.y), 2, 90, image);
  }
  int x = 90;
  for (const auto& [split, color] : colored(figure)) {
    Image mark = make_image(40, 6);
    for (std::size_t p = 0; p < mark.pixels.size(); p += 3) {
      mark.pixels[p] = static_cast<std::uint8_t>(color.red);
      mark.pixels[p + 1] = static_cast<std::uint8_t>(color.green);
      mark.pixels[p + 2] = static_cast<std::uint8_t>(color.blue);
    }
    paste(mark, x, 535, image);
    draw_glyphs(split->name, x + 50, 531, 2, 60, image);
    x += 130;
  }
  return image;
}

std::string figure_svg(const NumberFigure& figure) {
  const Shapes shapes = shapes_of(figure);
  std::string svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1200 560\" width=\"1200\" "
      "height=\"560\" font-family=\"sans-serif\" font-size=\"13\">\n"
      "<rect width=\"1200\" height=\"560\" fill=\"#fff\"/>\n"
      "<text x=\"90\" y=\"30\">loss (log scale), preset " +
      figure.preset +
      "; seconds</text>\n<text x=\"690\" y=\"30\">exact answers; seconds (solid: test, dashed: "
      "train)</text>\n";
  for (const Line& line : shapes.lines) {
    svg += "<polyline fill=\"none\" stroke=\"rgb(" + std::to_string(line.color.red) + "," +
           std::to_string(line.color.green) + "," + std::to_string(line.color.blue) +
           ")\" stroke-width=\"1.5\"" + (line.dashed ? " stroke-dasharray=\"6 5\"" : "") +
           " points=\"";
    for (const drawing::Point& point : line.points) {
      svg += fixed(point.x, 1) + "," + fixed(point.y, 1) + " ";
    }
    svg += "\"><title>" + line.title + "</title></polyline>\n";
  }
  for (const Text& text : shapes.texts) {
    svg += "<text x=\"" + fixed(text.x, 0) + "\" y=\"" + fixed(text.y + 12, 0) +
           "\" fill=\"#666\">" + text.text + "</text>\n";
  }
  int x = 90;
  for (const auto& [split, color] : colored(figure)) {
    svg += "<text x=\"" + std::to_string(x) + "\" y=\"545\" fill=\"rgb(" +
           std::to_string(color.red) + "," + std::to_string(color.green) + "," +
           std::to_string(color.blue) + ")\">&#9632; " + split->name + "</text>\n";
    x += 130;
  }
  return svg + "<metadata><![CDATA[" + data_json(figure).dump() + "]]></metadata>\n</svg>\n";
}

std::string figure_html(const NumberFigure& figure) {
  std::string page =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Four "
      "splits</title></head>\n<body>\n" +
      figure_svg(figure) +
      "<table border=\"1\" cellpadding=\"4\"><tr><th>split<th>step<th>seconds<th>train "
      "loss<th>test loss<th>train exact<th>test exact</tr>\n";
  for (const auto& [split, color] : colored(figure)) {
    for (const NumberPoint& point : split->points) {
      page += "<tr><td>" + split->name;
      for (const double value : {static_cast<double>(point.step), point.seconds, point.train.loss,
                                 point.test.loss, point.train.exact, point.test.exact}) {
        page += "<td>" + significant(value, 5);
      }
      page += "</tr>\n";
    }
  }
  return page + "</table>\n</body></html>\n";
}

}  // namespace facet
