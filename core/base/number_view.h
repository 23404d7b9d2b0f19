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
  bool from_tiles = false;
  /// A tile of 28 x 28 for each character, ink 255; used where `from_tiles` is set.
  std::vector<std::uint8_t> tiles;
  bool operator==(const NumberQuery&) const = default;
};

/// Begins a training of `plan`, kept in memory, or in the folder if one is given.
struct StartNumbers {
  NumberPlan plan;
  std::string run_folder;
};
struct PauseNumbers {};
struct ResumeNumbers {};
/// What is to be answered from now on, again and again as the weights change.
struct AskNumbers {
  NumberQuery query;
};
using NumberCommand = std::variant<StartNumbers, PauseNumbers, ResumeNumbers, AskNumbers>;

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
  std::string activity;  ///< what is being prepared; empty: nothing
  std::int64_t step = 0;
  double seconds = 0;
  std::vector<NumberCurve> curves;  ///< of this and of earlier trainings, the newest last

  NumberQuery query;              ///< what was answered
  std::string answer;             ///< padded
  std::vector<float> confidence;  ///< of each character
  std::vector<float> saliency;  ///< of each character of the query: how much the answer hangs on it
  Picture query_tiles;          ///< as the model was shown them; null where it reads text
  Picture answer_tiles;         ///< where the model draws them
  std::string query_error;      ///< why there is no answer

  std::vector<NumberShare> table;
  std::vector<NumberFailure> failures;
  /// 100 x 200: first operand down, second across, + left and - right. Green right, red wrong; dark
  /// where trained on. Null until measured, and for other than 2 digits.
  Picture pairs;
  std::string error;  ///< why training stopped
};

}  // namespace facet
