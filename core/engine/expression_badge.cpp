#include "core/engine/expression_badge.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "core/base/numpy_random.h"
#include "core/engine/faces.h"
#include "core/engine/quality_meter.h"
#include "core/measure/arithmetic_cases.h"

namespace facet {
namespace {

constexpr std::int64_t kPool = 256;      // faces among which starts are sought
constexpr std::size_t kMostStarts = 48;  // of them used
constexpr std::size_t kLeastStarts = 8;
constexpr double kClear = 0.5;  // by so much what is asked for leads
constexpr std::uint32_t kSeed = 1;
constexpr std::size_t kMostRead = 16;  // faces of a list that say what it shows
constexpr int kDiffer = -2;            // the lists do not add up to a clear value
constexpr int kAgree = -1;             // all lists have the same value
constexpr int kMixed = -1;             // the faces of a list do not have the same value

using Pictures = std::vector<ImagePtr>;

/// Faces that the expression can be tried on.
struct StartPool {
  Pictures pictures;
  std::vector<Latent> codes;
  std::vector<JudgeReading> readings;
};

Result<StartPool> start_pool(FacePainter& painter, const Dataset& dataset, const Judge& judge) {
  StartPool pool;
  for (std::int64_t i = 0; i < std::min(kPool, dataset.held_out()); ++i) {
    pool.pictures.push_back(dataset.picture(dataset.training_size() + i));
  }
  Result<std::vector<Latent>> codes = painter.encode(pool.pictures);
  if (codes) {
    pool.codes = *std::move(codes);
  } else if (codes.error().code != ErrorCode::kUnsupported) {
    return codes.error();
  } else {
    pool.codes = sample_codes(painter, kSeed, static_cast<int>(kPool));
    Result<Pictures> drawn = decode_pictures(painter, pool.codes);
    if (!drawn) return drawn.error();
    pool.pictures = *std::move(drawn);
  }
  pool.readings = judge.read(pool.pictures);
  return pool;
}

/// For each term, the value of each attribute that all faces of its list show, or kMixed. An
/// average would say something of every attribute, but three faces with red hair are not picked for
/// eyes that their average seems to have.
Result<std::vector<std::vector<int>>> shown_values(const Session& session,
                                                   const std::vector<ExpressionTerm>& terms,
                                                   FacePainter& painter, const Judge& judge) {
  std::vector<std::vector<int>> shown;
  for (const ExpressionTerm& term : terms) {
    const std::span<const Face> faces = find_list(session, term.name)->faces;
    const Result<std::vector<Latent>> codes =
        codes_of(faces.first(std::min(faces.size(), kMostRead)), painter);
    if (!codes) return codes.error();
    const Result<Pictures> drawn = decode_pictures(painter, *codes);
    if (!drawn) return drawn.error();
    const std::vector<JudgeReading> readings = judge.read(*drawn);
    std::vector<int>& values = shown.emplace_back(readings.front().values);
    for (const JudgeReading& reading : readings) {
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (reading.values[i] != values[i]) values[i] = kMixed;
      }
    }
  }
  return shown;
}

/// The value of each attribute that the lists' values add up to, or kAgree, or kDiffer.
std::vector<int> asked_values(const std::vector<ExpressionTerm>& terms,
                              const std::vector<std::vector<int>>& shown,
                              const std::vector<Attribute>& attributes) {
  std::vector<int> asked;
  for (std::size_t attribute = 0; attribute < attributes.size(); ++attribute) {
    const auto is_mixed = [&](const std::vector<int>& list) { return list[attribute] == kMixed; };
    if (std::ranges::any_of(shown, is_mixed)) {
      asked.push_back(kDiffer);
      continue;
    }
    std::vector<double> sums(attributes[attribute].values.size(), 0.0);
    bool agree = true;
    for (std::size_t term = 0; term < terms.size(); ++term) {
      const int value = shown[term][attribute];
      sums[static_cast<std::size_t>(value)] += terms[term].weight;
      agree = agree && value == shown.front()[attribute];
    }
    const auto best = std::max_element(sums.begin(), sums.end());
    const double lead = *best;
    const int value = static_cast<int>(best - sums.begin());
    *best = -1e9;
    const bool clear = lead - *std::max_element(sums.begin(), sums.end()) >= kClear;
    asked.push_back(agree ? kAgree : clear ? value : kDiffer);
  }
  return asked;
}

/// Faces whose value is the start list's, of every attribute that is asked for; where there are too
/// few, of those alone that the expression changes.
std::vector<std::size_t> fitting_starts(const StartPool& pool, const std::vector<int>& asked,
                                        const std::vector<int>& start) {
  for (const bool all : {true, false}) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < pool.readings.size() && found.size() < kMostStarts; ++i) {
      bool fits = true;
      for (std::size_t attribute = 0; attribute < asked.size(); ++attribute) {
        const bool changed = asked[attribute] != start[attribute];
        if (asked[attribute] < 0 || (!all && !changed)) continue;
        fits = fits && pool.readings[i].values[attribute] == start[attribute];
      }
      if (fits) found.push_back(i);
    }
    if (found.size() >= kLeastStarts) return found;
  }
  return {};
}

std::size_t start_term(const std::vector<ExpressionTerm>& terms) {
  for (std::size_t i = terms.size(); i > 0; --i) {
    if (terms[i - 1].weight > 0) return i - 1;
  }
  return 0;
}

/// The expression without the start: what is added to a face.
Latent difference_of(const ArithmeticCodes& answer, const std::vector<Latent>& averages,
                     std::size_t start) {
  Latent difference(averages.front().size(), 0.0F);
  for (std::size_t term = 0; term < averages.size(); ++term) {
    const double weight = answer.terms[term].weight - (term == start ? 1 : 0);
    for (std::size_t i = 0; i < difference.size(); ++i) {
      difference[i] += static_cast<float>(weight * double{averages[term][i]});
    }
  }
  return difference;
}

/// A single face of each list in place of its average.
Result<std::vector<Latent>> single_picks(const Session& session, const ArithmeticCodes& answer,
                                         FacePainter& painter, NumpyRandom& random) {
  std::vector<Face> faces;
  for (const ExpressionTerm& term : answer.terms) {
    const FaceList& list = *find_list(session, term.name);
    const double place = random.random_sample() * static_cast<double>(list.faces.size());
    faces.push_back(list.faces[static_cast<std::size_t>(place)]);
  }
  return codes_of(faces, painter);
}

Latent random_like(const Latent& difference, NumpyRandom& random) {
  Latent vector(difference.size());
  for (float& value : vector) value = static_cast<float>(random.standard_normal());
  const float factor = norm(difference) / std::max(1e-12F, norm(vector));
  for (float& value : vector) value *= factor;
  return vector;
}

Latent moved(const Latent& start, const Latent& difference, bool typical, FacePainter& painter) {
  Latent code(start.size());
  std::transform(start.begin(), start.end(), difference.begin(), code.begin(), std::plus<>());
  return typical ? painter.typical(code) : code;
}

/// Draws and judges the expression on all starts, in three ways.
Status measure_starts(const Session& session, const ArithmeticCodes& answer, std::size_t start,
                      const std::vector<int>& asked, const StartPool& pool,
                      const std::vector<std::size_t>& starts, FacePainter& painter,
                      const Judge& judge, ExpressionBadge& badge) {
  const bool typical = session.arithmetic.typical_norm;
  const Latent difference = difference_of(answer, answer.averages, start);
  NumpyRandom random(kSeed);
  std::vector<Latent> codes[3];
  std::vector<ArithmeticCase> cases;
  std::vector<JudgeReading> before;
  for (const std::size_t place : starts) {
    const Result<std::vector<Latent>> singles = single_picks(session, answer, painter, random);
    if (!singles) return singles.error();
    const Latent& from = pool.codes[place];
    codes[0].push_back(moved(from, difference, typical, painter));
    codes[1].push_back(moved(from, difference_of(answer, *singles, start), typical, painter));
    codes[2].push_back(moved(from, random_like(difference, random), typical, painter));
    ArithmeticCase question;
    for (const int value : asked) question.asked.push_back(value == kDiffer ? kAgree : value);
    cases.push_back(std::move(question));
    before.push_back(pool.readings[place]);
  }
  ArithmeticScores* const scores[3] = {&badge.result, &badge.singles, &badge.random};
  for (int way = 0; way < 3; ++way) {
    const Result<Pictures> drawn = decode_pictures(painter, codes[way]);
    if (!drawn) return drawn.error();
    *scores[way] = score_results(cases, before, judge.read(*drawn));
  }
  badge.starts = static_cast<int>(starts.size());
  return {};
}

}  // namespace

Result<ExpressionBadge> measure_expression(const Session& session, FacePainter& painter,
                                           const Dataset& dataset, const Judge& judge) {
  const Result<ArithmeticCodes> answer =
      evaluate_expression(session.arithmetic.expression, session.lists, painter);
  if (!answer) return answer.error();
  ExpressionBadge badge;
  badge.expression = session.arithmetic.expression;
  badge.weights = painter.id();
  if (answer->terms.size() < 2) {
    badge.reason = "one list alone changes nothing";
    return badge;
  }
  const Result<Pictures> drawn = decode_pictures(
      painter, std::vector<Latent>{session.arithmetic.typical_norm ? painter.typical(answer->result)
                                                                   : answer->result});
  if (!drawn) return drawn.error();
  const JudgeReading result = judge.read(*drawn).front();
  const Result<std::vector<std::vector<int>>> shown =
      shown_values(session, answer->terms, painter, judge);
  if (!shown) return shown.error();
  const std::vector<int> asked = asked_values(answer->terms, *shown, judge.attributes());
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (asked[i] < 0) continue;
    const Attribute& attribute = judge.attributes()[i];
    badge.asked.push_back(attribute.name + " " +
                          attribute.values[static_cast<std::size_t>(asked[i])]);
    if (result.values[i] != asked[i]) badge.missed.push_back(badge.asked.back());
  }
  if (badge.asked.empty()) {
    badge.reason = "the judge reads nothing in which the lists clearly differ";
    return badge;
  }
  const Result<StartPool> pool = start_pool(painter, dataset, judge);
  if (!pool) return pool.error();
  const std::size_t start = start_term(answer->terms);
  const std::vector<std::size_t> starts = fitting_starts(*pool, asked, (*shown)[start]);
  if (starts.empty()) {
    badge.reason = "too few held-out faces are like " + answer->terms[start].name;
    return badge;
  }
  const Status measured =
      measure_starts(session, *answer, start, asked, *pool, starts, painter, judge, badge);
  if (!measured) return measured.error();
  return badge;
}

}  // namespace facet
