#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/face.h"
#include "core/base/preset.h"

namespace facet {

/// Trainings that one window can hold: A, 0, and B, 1.
inline constexpr int kTrainings = 2;
/// "A" or "B".
const char* training_name(int training);

/// Which weights draw: a training that runs in this window, or a file.
struct ModelRef {
  std::string path;  ///< checkpoint file or run folder; empty: the live training
  bool ema = true;   ///< the averaged weights rather than the raw ones
  int training =
      0;  ///< which live training; with a path: the one that the path is a step of, if any

  bool live() const { return path.empty(); }
  bool operator==(const ModelRef&) const = default;
};

/// The grid of faces of one seed.
struct GridState {
  std::uint32_t seed = 334;
  int rows = 10;                     ///< 1 to 100
  int columns = 10;                  ///< 1 to 100
  std::optional<Sampler> sampler{};  ///< absent: the model's own default
  double temperature = 1;            ///< factor of z, 0 to 2
  std::vector<int> selected;         ///< cells, ascending

  bool operator==(const GridState&) const = default;
};

/// Named faces that stand for the average of their codes.
struct FaceList {
  std::string name;  ///< unique in the session, and usable in an expression
  std::vector<Face> faces;

  bool operator==(const FaceList&) const = default;
};

/// The expression over the lists, `short_red - short_blue + long_blue`.
struct ArithmeticState {
  std::string expression;
  /// The result's deviation from the mean code is scaled to the norm that codes typically have.
  bool typical_norm = false;

  bool operator==(const ArithmeticState&) const = default;
};

/// Most faces between the two ends of a path.
inline constexpr std::size_t kMostVia = 30;

/// The walk between two faces, or through more of them: the keyframes a, via..., b.
struct PathState {
  Face a = SeedFace{4, 0, {}, 1, 2};
  Face b = SeedFace{4, 1, {}, 1, 2};
  std::vector<Face> via{};  ///< passed between a and b, in this order; at most kMostVia
  bool loop = false;        ///< from b the walk goes back to a
  PathKind kind = PathKind::kLerp;
  int steps = 10;         ///< 2 to 100
  double position = 0.5;  ///< the slider, 0 to 1: every leg between two keyframes is equally long

  bool operator==(const PathState&) const = default;
};

/// The faces that the walk passes, a first and b last.
std::vector<Face> path_keys(const PathState& path);
/// How many legs the walk has: keyframe i stands at t = i / path_legs().
int path_legs(const PathState& path);

/// How many directions of a model there are sliders for.
inline constexpr int kDirectionCount = 8;
/// The farthest that one goes along a direction, in standard deviations.
inline constexpr double kMaxAmount = 6;

/// A face moved along the directions in which a model's faces differ most.
struct DirectionsState {
  Face face = SeedFace{334, 0, {}, 1};
  std::array<double, kDirectionCount>
      amounts{};   ///< standard deviations, -kMaxAmount to kMaxAmount
  int across = 0;  ///< the direction that the plane shows to the right
  int up = 1;      ///< and the one that it shows upwards

  bool operator==(const DirectionsState&) const = default;
};

/// What training B begins with: a GAN beside the VAE, on the faces that the program draws itself.
TrainingPlan default_plan_b();

/// Everything the user has set up, as a plain value: undo is a list of them, a session file is one,
/// the explorer's picture is a pure function of one and the weights.
struct Session {
  TrainingPlan plan;                       ///< of training A
  TrainingPlan plan_b = default_plan_b();  ///< of training B
  ModelRef model;                          ///< of the first pane
  std::optional<ModelRef> compared;        ///< of the second pane; absent: there is one pane
  GridState grid;
  std::vector<FaceList> lists;
  ArithmeticState arithmetic;
  PathState path;
  DirectionsState directions;

  bool operator==(const Session&) const = default;
};

/// The plan of training A or B.
TrainingPlan& plan_of(Session& session, int training);
const TrainingPlan& plan_of(const Session& session, int training);

/// The session as the second pane draws it: `compared` is its only model. There must be one.
Session compared_session(const Session& session);

/// The list of that name, or nullptr.
const FaceList* find_list(const Session& session, std::string_view name);

/// A list name based on `wanted` that an expression can hold and no list has yet.
std::string free_list_name(const Session& session, std::string_view wanted);

/// JSON text of a session; pictures and codes are kept inside as base64 of their bytes.
std::string session_to_json(const Session& session);

/// Reads a session back. Unknown keys are ignored; missing ones keep their default; values out of
/// range, wrong types and damaged pictures are an Error that names the key.
Result<Session> session_from_json(std::string_view text, const std::string& where);

}  // namespace facet
