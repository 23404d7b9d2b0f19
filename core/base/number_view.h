#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/base/number_plan.h"
#include "core/base/view.h"

namespace facet {

/// A query of the number lab: text, or tiles that were scribbled with the mouse.
struct NumberQuery {
  std::string text = "12+34";
  bool from_tiles = false;  ///< for a model that reads tiles
  /// A tile of 28 x 28 for each character, ink 255; used where `from_tiles` is set.
  std::vector<std::uint8_t> tiles;
  bool operator==(const NumberQuery&) const = default;
};

/// Begins a training of `plan`, kept in a new folder of the lab's.
struct StartNumbers {
  NumberPlan plan;
  std::vector<NumberPlan> then;  ///< trained after it, one after another, each in its own folder
};
/// Brings back a run that was kept, where its newest checkpoint stands; ResumeNumbers goes on.
struct OpenNumbers {
  std::string run_folder;
};
struct PauseNumbers {};
struct ResumeNumbers {};
/// What is to be answered from now on, again and again as the weights change.
struct AskNumbers {
  NumberQuery query;
};

/// Which cells a list of styles holds: those that were clicked, or those whose tiles are foremost
/// in a measured shape, chosen anew as the weights change.
enum class StyleRule { kClicked, kThickest, kThinnest, kLeaningRight, kLeaningLeft };
inline constexpr const char* kStyleRuleNames[] = {"clicked", "thickest", "thinnest",
                                                  "leaning right", "leaning left"};
inline constexpr int kStyleColumns = 8;
inline constexpr int kStyleCells = 40;

/// A list of styles, standing for the average of their latents.
struct StyleList {
  std::string name;
  StyleRule rule = StyleRule::kClicked;
  std::vector<int> cells;  ///< of the seed's, in [0, kStyleCells)
  bool operator==(const StyleList&) const = default;
};

/// Arithmetic on styles of a model that draws: the faces' lists and expressions, for handwriting.
struct NumberStyleQuery {
  int digit = 4;             ///< that the cells show
  std::uint32_t seed = 334;  ///< cell k is row k of RandomState(seed).standard_normal((40, d))
  std::vector<StyleList> lists = {{"thick", StyleRule::kThickest, {}},
                                  {"thin", StyleRule::kThinnest, {}},
                                  {"right", StyleRule::kLeaningRight, {}},
                                  {"left", StyleRule::kLeaningLeft, {}}};
  std::string expression = "left + thick - thin";
  bool answers = false;  ///< whether answers are written in the result's style
  bool operator==(const NumberStyleQuery&) const = default;
};
struct AskStyles {
  NumberStyleQuery query;
};
using NumberCommand =
    std::variant<StartNumbers, OpenNumbers, PauseNumbers, ResumeNumbers, AskNumbers, AskStyles>;

/// What was measured on tiles: stroke width in pixels, lean to the right in degrees.
struct StyleShape {
  float thickness = 0;
  float slant = 0;
};

/// A term of an expression of styles, or its result.
struct StyleTerm {
  std::string name;
  double weight = 1;
  Picture digits;    ///< 0 to 9 in its style, beside each other
  StyleShape shape;  ///< mean of those tiles
};

struct NumberStyleView {
  NumberStyleQuery query;          ///< as drawn, every list with the cells that it holds
  Picture cells;                   ///< kStyleColumns in a row; null: the model draws nothing
  std::vector<StyleShape> shapes;  ///< of each cell
  StyleTerm result;
  std::vector<StyleTerm> terms;
  std::string error;  ///< why there is no result
};

/// A point of the curves of the lab.
struct NumberCurvePoint {
  double seconds = 0;
  double train_loss = 0;
  double test_loss = 0;
  double train_exact = 0;
  double test_exact = 0;
};

/// The curves of one training.
struct NumberCurve {
  std::string name;  ///< "text2text columns, 80 %"
  std::vector<NumberCurvePoint> points;
  std::string run_folder;  ///< of the training; empty: kept in memory
};

/// A row of the accuracy table.
struct NumberShare {
  std::string group;  ///< "operator +", "1 carry", "2 digits"
  double exact = 0;
  std::int64_t count = 0;
};

/// An unseen equation that the model got wrong.
struct NumberFailure {
  std::string query;
  std::string answer;
  std::string truth;
};

/// What the number lab tells the window: a value.
struct NumberView {
  bool running = false;
  bool started = false;
  NumberPlan plan;
  std::string run_folder;            ///< of the training; empty: kept in memory
  std::vector<std::string> earlier;  ///< folders of runs that can be opened, the newest first
  std::string activity;              ///< what is being prepared; empty: nothing
  std::int64_t step = 0;
  double seconds = 0;
  std::vector<NumberCurve> curves;  ///< of this and of earlier trainings, the newest last

  NumberQuery query;              ///< what was answered
  std::string answer;             ///< padded
  std::vector<float> confidence;  ///< of each character
  std::string read;  ///< the query's characters, as typed or as the model reads its tiles
  std::vector<float> saliency;  ///< of each of them: how much the answer hangs on it
  Picture query_tiles;          ///< as the model was shown them; null where it reads text
  Picture answer_tiles;         ///< where the model draws them
  std::string query_error;      ///< why there is no answer

  std::vector<NumberShare> table;
  std::vector<NumberFailure> failures;
  /// 100 x 200: first operand down, second across, + left and - right. Green right, red wrong; dark
  /// where trained on, nearly black where not tested yet. Null until measured, and for other than
  /// 2 digits.
  Picture pairs;
  NumberStyleView styles;
  std::string error;  ///< why training stopped
};

}  // namespace facet
