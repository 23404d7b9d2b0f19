#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/measurement.h"
#include "core/base/view.h"

namespace facet {

/// How well the session's expression does what it asks for, over many starts: a picture badge.
struct ExpressionBadge {
  std::string expression;  ///< what was measured
  WeightsId weights;
  int starts = 0;                   ///< held-out faces to which the difference was added
  std::vector<std::string> asked;   ///< "hair red": what the lists' labels add up to
  std::vector<std::string> missed;  ///< those of `asked` that the drawn result itself does not show
  /// Why there are no scores: nothing is asked for that the judge could read. Empty: scores hold.
  std::string reason;
  ArithmeticScores result;
  ArithmeticScores singles;  ///< one face of each list instead of its average
  ArithmeticScores random;   ///< a random vector of the same length instead of the difference
};

/// Quality of the samples at a step.
struct LiveQuality {
  WeightsId weights;
  QualityMeasurement measured;
};

/// The training picture that a drawn face looks most like, to see whether the face is a copy.
struct Likeness {
  std::uint64_t of = 0;  ///< serial of the drawn picture
  PictureFace nearest;   ///< the training picture
  double distance = 0;   ///< RMS difference of the two
  double usual = 0;      ///< the same of faces that were never trained on; 0: there are none
  bool is_copy = false;  ///< closer to it, for how far the next ones are, than 99 % of those
};

/// What the measuring thread has found out so far. Immutable once published.
struct LiveMeasurement {
  std::shared_ptr<const LiveQuality> quality;   ///< of the first pane's model; null: not yet
  std::shared_ptr<const LiveQuality> compared;  ///< of the second pane's model; null: not yet
  /// Distances of the steps before, oldest first, the newest last; at most 256.
  std::vector<float> distances;
  std::shared_ptr<const ExpressionBadge> badge;  ///< null: not measured yet
  std::vector<JudgeAccuracy> judge;              ///< of the data set's labels; empty: no judge yet
  std::shared_ptr<const Likeness> likeness;      ///< that was asked for last; null: none yet
  double judge_progress = -1;  ///< 0 to 1 while the judge is being trained; -1: it is not
};

}  // namespace facet
