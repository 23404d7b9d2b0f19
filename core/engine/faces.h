#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/expression.h"
#include "core/base/face.h"
#include "core/base/session.h"
#include "core/engine/face_painter.h"

// From parts of a session to codes: the one path that the explorer, the verbs, exports and replays
// take. Pure functions of their arguments and the painter's weights; on the painter's thread.

namespace facet {

/// The latent z of a seed's cell, times the face's temperature: latent() numbers.
Latent latent_of(const SeedFace& face, int latent);
/// The code of it, under its own sampler or the painter's.
Latent seed_code(const SeedFace& face, const Latent& z, FacePainter& painter);

/// Refuses a code of another length than the model's, naming where it came from.
Status check_code(const CodeFace& face, int latent);

/// The code of a face: a seed through the sampler, a picture through the encoder, a code as it is.
Result<Latent> code_of(const Face& face, FacePainter& painter);

/// The codes of many faces, in order; pictures are encoded together.
Result<std::vector<Latent>> codes_of(std::span<const Face> faces, FacePainter& painter);

/// The sampler that draws a grid: its own, or the model's default.
Sampler sampler_of(const GridState& grid, const FacePainter& painter);

/// rows * columns codes, row by row.
std::vector<Latent> grid_codes(const GridState& grid, FacePainter& painter);

/// Expression terms with the average code of each name, and their weighted sum.
struct ArithmeticCodes {
  std::vector<ExpressionTerm> terms;
  std::vector<Latent> averages;  ///< one for each term
  Latent result;
};

/// Answers what the average code of a list is; an Error for an empty list and the like.
using AverageOf = std::function<Result<Latent>(const FaceList&)>;

/// Evaluates `expression` over `lists`. Errors mark the position in the expression: a syntax error,
/// a name that no list has, a list without faces, or what `average_of` answers.
Result<ArithmeticCodes> evaluate_expression(std::string_view expression,
                                            std::span<const FaceList> lists,
                                            const AverageOf& average_of);
/// The same with averages taken from the painter.
Result<ArithmeticCodes> evaluate_expression(std::string_view expression,
                                            std::span<const FaceList> lists, FacePainter& painter);

/// One line of `arithmetic --batch`.
struct ArithmeticJob {
  std::vector<FaceList> lists;
  std::string expression;
  std::string where;  ///< for errors: "jobs.jsonl, line 3"
};
/// The result code of each job; all their pictures are encoded together.
Result<std::vector<Latent>> evaluate_jobs(std::span<const ArithmeticJob> jobs,
                                          FacePainter& painter);

/// The codes of a walk.
struct PathCodes {
  std::vector<Latent> keys;  ///< of path_keys(), in order
  std::vector<Latent> steps;
};
Result<PathCodes> path_codes_of(const PathState& path, FacePainter& painter);

}  // namespace facet
