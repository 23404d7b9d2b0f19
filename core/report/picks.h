#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/engine/arithmetic_jobs.h"
#include "core/engine/face_painter.h"
#include "core/measure/judge.h"

// Which faces the report's arithmetic adds and subtracts, where nobody has picked them by hand.

namespace facet {

/// "first value with one second value, minus the other first value with it, plus that one with the
/// other second value": short red - short blue + long blue. Places in an AttributeTable.
struct Question {
  std::size_t first = 0;   ///< the attribute that is changed
  int wanted = 0;          ///< its value asked for ("red")
  int had = 0;             ///< and the start's ("blue")
  std::size_t second = 0;  ///< the attribute that must stay; `first` where there is only one
  int picked = 0;          ///< its value among the picks ("short")
  int kept = 0;            ///< and the start's ("long")
};

/// The names of the three groups, and of the answer, of a question: "short_red".
struct QuestionNames {
  std::string wanted_picked;
  std::string had_picked;
  std::string had_kept;
  std::string wanted_kept;  ///< what is asked for
};

/// The question about hair and its length, for a model of faces as the report's VAE, or about mouth
/// and sex as for its GAN (`of_gan`), where there are such labels; else about the first two
/// attributes. Values that at least `picks` of the first `rows` pictures show together come first.
/// There must be an attribute.
Question choose_question(const AttributeTable& table, std::int64_t rows, bool of_gan);

QuestionNames question_names(const AttributeTable& table, const Question& question);

/// An expression whose groups were found by the program.
struct PickedRequest {
  /// All groups, also one of faces that have what is asked for, and the honest expression: start
  /// plus difference.
  ArithmeticRequest request;
  /// The report's form, with its own answer among the terms.
  std::string report_expression;
  std::string asked;  ///< name of what the answer should show
  std::string how;    ///< how the picks were found, for people: "by label: ..."
};

/// Picks by label: `{data}?hair=red&long=0~3`.
PickedRequest pick_by_label(const Dataset& dataset, const AttributeTable& table,
                            const Question& question);

/// Picks among the cells of a grid by what a judge of labels reads in them: for each group the
/// three that it is surest about.
PickedRequest pick_by_judge(std::span<const JudgeReading> cells, const AttributeTable& table,
                            const Question& question);

/// Picks without labels: along the two directions in which `features` (one row a face) vary most,
/// for each of the four corners the three rows that lie furthest out. `selection` writes rows as a
/// selection. There must be at least 12 rows of the same length.
PickedRequest pick_by_directions(
    std::span<const Latent> features,
    const std::function<std::string(std::span<const std::int64_t>)>& selection);

}  // namespace facet
