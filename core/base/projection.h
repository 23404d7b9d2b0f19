#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/base/session.h"
#include "core/base/view.h"

namespace facet {

/// Searches the code of a model whose face comes nearest to a picture. One search after another;
/// the model's weights are those of the moment at which its turn comes.
struct ProjectPicture {
  PictureFace picture;
  ModelRef model;
};
/// Ends a search and takes it from the view; or, with `keep`, ends one in work with the best code
/// so far as its result.
struct EndProjection {
  std::uint64_t id = 0;
  bool keep = false;
};
using ProjectionCommand = std::variant<ProjectPicture, EndProjection>;

/// One search, and what it has found so far.
struct Projection {
  enum class State { kWaiting, kRunning, kDone, kFailed };
  std::uint64_t id = 0;  ///< unique in the process
  State state = State::kWaiting;
  PictureFace picture;      ///< that is searched for
  WeightsId weights;        ///< that draw; without a hash while it waits
  DrawnFace face;           ///< the best so far; without a code at first
  double rms = 0;           ///< its root mean squared difference to the picture, 0 to 1
  double progress = 0;      ///< 0 to 1
  double remaining_s = -1;  ///< -1: unknown
  std::string error;        ///< why it failed
};

/// All searches, oldest first. Immutable once published.
struct ProjectionView {
  std::vector<Projection> projections;
};

}  // namespace facet
