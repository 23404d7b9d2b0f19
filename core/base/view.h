#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/base/latent.h"
#include "core/base/result.h"
#include "core/base/session.h"

namespace facet {

/// A picture with a number that moves when its pixels do, so that a texture is uploaded only then.
struct Picture {
  ImagePtr image;            ///< null: nothing to draw yet
  std::uint64_t serial = 0;  ///< unique in the process; 0: none
};

/// A drawn face with the code it was drawn from.
struct DrawnFace {
  Picture picture;
  LatentPtr code;
  float code_norm = 0;
};

/// Which weights drew a part.
struct WeightsId {
  std::string hash;  ///< of everything that draws; empty: no weights yet
  std::string preset;
  std::int64_t step = 0;
  bool ema = true;

  bool operator==(const WeightsId&) const = default;
};

struct GridView {
  GridState state;                    ///< what was drawn
  Sampler sampler = Sampler::kPrior;  ///< the one that was used
  Picture sheet;                      ///< columns*64 x rows*64
  std::vector<LatentPtr> codes;
  std::vector<float> code_norms;
  WeightsId weights;
};

struct ListView {
  std::string name;
  std::vector<DrawnFace> faces;
  DrawnFace average;
  std::optional<Error> error;  ///< why there is no average, other than an empty list
  WeightsId weights;
};

struct TermView {
  std::string name;
  double weight = 1;
  DrawnFace average;
};

struct ArithmeticView {
  std::string expression;  ///< what was drawn
  std::vector<TermView> terms;
  DrawnFace result;            ///< no picture while `error` is set
  std::optional<Error> error;  ///< an unknown name, an empty list, a position in the expression
  WeightsId weights;
};

struct PathView {
  DrawnFace a;
  DrawnFace b;
  std::vector<DrawnFace> via;
  std::vector<DrawnFace> steps;
  DrawnFace slider;       ///< the face at `position`
  double position = 0.5;  ///< what was drawn
  PathKind kind = PathKind::kLerp;
  std::optional<Error> error;  ///< why a keyframe has no code, for example one of another model
  WeightsId weights;
};

/// Standard deviations along a direction at which the ends of its slider stand, and the plane's.
inline constexpr double kEndAmount = 2;
/// Faces along a side of the plane of two directions.
inline constexpr int kPlaneSide = 5;

/// One of the directions in which the faces of a model differ most.
struct DirectionView {
  DrawnFace less;   ///< the face that was picked, kEndAmount down this direction
  DrawnFace more;   ///< and up
  float share = 0;  ///< of all the variance of the model's faces
};

struct DirectionsView {
  DrawnFace face;                         ///< with the amounts of all directions added
  std::vector<DirectionView> directions;  ///< kDirectionCount; empty: they are still being found
  /// kPlaneSide rows from the top: `across` and `up` from -kEndAmount to kEndAmount, the other
  /// directions at their amounts.
  std::vector<DrawnFace> plane;
  double progress = 0;         ///< of finding the directions, 0 to 1
  std::optional<Error> error;  ///< why the face has no code
  WeightsId weights;
};

/// What the explorer has drawn so far of the newest session. Parts that are not drawn yet are null
/// or show the session before; each names the weights it was drawn with. Immutable once published.
struct View {
  WeightsId weights;  ///< the newest weights that the explorer holds
  Sampler default_sampler = Sampler::kPrior;
  int latent = 0;                    ///< length of a code; 0: no model yet
  std::uint64_t session_serial = 0;  ///< of the newest session that is fully drawn
  std::uint64_t touched_serial = 0;  ///< of the newest session whose touched part is drawn
  std::shared_ptr<const GridView> grid;
  std::vector<std::shared_ptr<const ListView>> lists;
  std::shared_ptr<const ArithmeticView> arithmetic;
  std::shared_ptr<const PathView> path;
  std::shared_ptr<const DirectionsView> directions;  ///< null until somebody looks at them
  std::optional<Error> model_error;                  ///< why the session's model cannot draw
  double draw_ms = 0;                                ///< time of the last complete pass
};

}  // namespace facet
