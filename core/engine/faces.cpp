#include "core/engine/faces.h"

#include <algorithm>
#include <cassert>
#include <string>

#include "core/base/numpy_random.h"

namespace facet {
namespace {

Latent scaled(Latent z, double factor) {
  if (factor != 1) {
    for (float& value : z) value = static_cast<float>(double{value} * factor);
  }
  return z;
}

Error at_position(Error error, std::size_t position) {
  if (!error.position) error.position = position;
  return error;
}

Result<Latent> painted_average(const FaceList& list, FacePainter& painter) {
  const Result<std::vector<Latent>> codes = codes_of(list.faces, painter);
  if (!codes) return codes.error();
  return mean_of(*codes);
}

const FaceList* find_by_name(std::span<const FaceList> lists, const std::string& name) {
  const auto found = std::find_if(lists.begin(), lists.end(),
                                  [&](const FaceList& list) { return list.name == name; });
  return found == lists.end() ? nullptr : &*found;
}

Error unknown_name(const ExpressionTerm& term, std::span<const FaceList> lists) {
  std::string known;
  for (const FaceList& list : lists) known += (known.empty() ? "" : ", ") + list.name;
  return {ErrorCode::kBadInput,
          "there is no list '" + term.name + "'; " +
              (known.empty() ? "make one first" : "the lists are: " + known),
          "expression", term.position};
}

Latent weighted_sum(const std::vector<ExpressionTerm>& terms, const std::vector<Latent>& averages) {
  std::vector<double> sum(averages.front().size(), 0.0);
  for (std::size_t term = 0; term < terms.size(); ++term) {
    for (std::size_t i = 0; i < sum.size(); ++i) {
      sum[i] += terms[term].weight * double{averages[term][i]};
    }
  }
  return Latent(sum.begin(), sum.end());
}

}  // namespace

Latent latent_of(const SeedFace& face, int latent) {
  std::vector<Latent> rows = seeded_latents(face.seed, face.cell + 1, latent);
  return scaled(std::move(rows.back()), face.temperature);
}

Latent seed_code(const SeedFace& face, const Latent& z, FacePainter& painter) {
  const Sampler sampler = face.sampler.value_or(painter.default_sampler());
  double choice = 0;
  if (sampler == Sampler::kMixture) {
    const int count = std::max(face.of, face.cell + 1);
    choice = seeded_draws(face.seed, count, painter.latent())
                 .choices[static_cast<std::size_t>(face.cell)];
  }
  return std::move(painter.codes_of(std::span(&z, 1), sampler, std::span(&choice, 1)).front());
}

Error no_encoder_error(const std::string& preset) {
  return {ErrorCode::kUnsupported,
          "this model has no encoder, so pictures have no code in it; pick cells of its grid, or "
          "find a code by projection: in the picture's menu, or `facet encode --project`",
          preset};
}

Status check_code(const CodeFace& face, int latent) {
  const auto length = static_cast<std::size_t>(latent);
  if (face.code->size() == length) return {};
  return Error{ErrorCode::kBadInput,
               "the code has " + std::to_string(face.code->size()) +
                   " numbers, but this model's codes have " + std::to_string(length) +
                   "; it came from another model, so pick the face again",
               face.origin};
}

Result<Latent> code_of(const Face& face, FacePainter& painter) {
  Result<std::vector<Latent>> codes = codes_of(std::span(&face, 1), painter);
  if (!codes) return codes.error();
  return std::move(codes->front());
}

Result<std::vector<Latent>> codes_of(std::span<const Face> faces, FacePainter& painter) {
  std::vector<Latent> codes(faces.size());
  std::vector<ImagePtr> pictures;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < faces.size(); ++i) {
    if (const auto* seed = std::get_if<SeedFace>(&faces[i])) {
      codes[i] = seed_code(*seed, latent_of(*seed, painter.latent()), painter);
    } else if (const auto* picture = std::get_if<PictureFace>(&faces[i])) {
      pictures.push_back(picture->picture);
      places.push_back(i);
    } else {
      const auto& kept = std::get<CodeFace>(faces[i]);
      if (const Status status = check_code(kept, painter.latent()); !status) {
        return status.error();
      }
      codes[i] = *kept.code;
    }
  }
  if (pictures.empty()) return codes;
  Result<std::vector<Latent>> encoded = painter.encode(pictures);
  if (!encoded) return encoded.error();
  for (std::size_t i = 0; i < places.size(); ++i) codes[places[i]] = std::move((*encoded)[i]);
  return codes;
}

Sampler sampler_of(const GridState& grid, const FacePainter& painter) {
  return grid.sampler.value_or(painter.default_sampler());
}

std::vector<Latent> grid_codes(const GridState& grid, FacePainter& painter) {
  const Sampler sampler = sampler_of(grid, painter);
  SeededDraws draws = seeded_draws(grid.seed, grid.rows * grid.columns, painter.latent());
  for (Latent& z : draws.latents) z = scaled(std::move(z), grid.temperature);
  return painter.codes_of(draws.latents, sampler, draws.choices);
}

Result<ArithmeticCodes> evaluate_expression(std::string_view expression,
                                            std::span<const FaceList> lists,
                                            const AverageOf& average_of) {
  Result<std::vector<ExpressionTerm>> terms = parse_expression(expression);
  if (!terms) return terms.error();
  ArithmeticCodes codes;
  codes.terms = std::move(*terms);
  for (const ExpressionTerm& term : codes.terms) {
    const FaceList* list = find_by_name(lists, term.name);
    if (list == nullptr) return unknown_name(term, lists);
    if (list->faces.empty()) {
      return Error{ErrorCode::kBadInput,
                   "the list '" + term.name + "' is empty; add a face to it first", "expression",
                   term.position};
    }
    Result<Latent> average = average_of(*list);
    if (!average) return at_position(average.error(), term.position);
    codes.averages.push_back(std::move(*average));
  }
  codes.result = weighted_sum(codes.terms, codes.averages);
  return codes;
}

Result<ArithmeticCodes> evaluate_expression(std::string_view expression,
                                            std::span<const FaceList> lists, FacePainter& painter) {
  return evaluate_expression(expression, lists,
                             [&](const FaceList& list) { return painted_average(list, painter); });
}

Result<std::vector<Latent>> evaluate_jobs(std::span<const ArithmeticJob> jobs,
                                          FacePainter& painter) {
  std::vector<Face> faces;
  for (const ArithmeticJob& job : jobs) {
    for (const FaceList& list : job.lists) {
      faces.insert(faces.end(), list.faces.begin(), list.faces.end());
    }
  }
  const Result<std::vector<Latent>> codes = codes_of(faces, painter);
  if (!codes) return codes.error();

  std::vector<Latent> results;
  std::span<const Latent> rest = *codes;
  for (const ArithmeticJob& job : jobs) {
    std::vector<std::span<const Latent>> parts;
    for (const FaceList& list : job.lists) {
      parts.push_back(rest.first(list.faces.size()));
      rest = rest.subspan(list.faces.size());
    }
    Result<ArithmeticCodes> answer =
        evaluate_expression(job.expression, job.lists, [&](const FaceList& list) {
          return Result<Latent>(mean_of(parts[static_cast<std::size_t>(&list - job.lists.data())]));
        });
    if (!answer) {
      Error error = answer.error();
      error.where = job.where;
      return error;
    }
    results.push_back(std::move(answer->result));
  }
  return results;
}

Result<PathCodes> path_codes_of(const PathState& path, FacePainter& painter) {
  Result<std::vector<Latent>> keys = codes_of(path_keys(path), painter);
  if (!keys) return keys.error();
  std::vector<Latent> steps = walk_codes(*keys, path.steps, path.kind, path.loop);
  return PathCodes{std::move(*keys), std::move(steps)};
}

}  // namespace facet
