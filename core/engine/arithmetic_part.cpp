#include "core/base/hash.h"
#include "core/engine/explorer_part.h"
#include "core/engine/faces.h"

namespace facet {
namespace {

class ArithmeticPart final : public ExplorerPart {
 public:
  void plan(const Session& session, FaceStore& store) override {
    begin_plan();
    expression_ = session.arithmetic.expression;
    weights_ = store.weights();
    terms_.clear();
    averages_.clear();
    result_.reset();
    error_.reset();
    if (store.painter() == nullptr) {
      plan_without_model(session);
    } else {
      plan_with_model(session, store);
    }
    urgent_ = faces_.size();
    planned_key_ = key();
  }

  void show(FaceStore& store, View& view) override {
    const ArithmeticView* before = view.arithmetic.get();
    auto fresh = std::make_shared<ArithmeticView>();
    fresh->expression = expression_;
    fresh->error = error_;
    fresh->weights = weights_;
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      TermView term{terms_[i].name, terms_[i].weight, {}};
      if (i < averages_.size()) {
        const bool has_before =
            before != nullptr && i < before->terms.size() && before->terms[i].name == term.name;
        term.average =
            drawn_face(store, averages_[i], has_before ? before->terms[i].average : DrawnFace{});
      }
      fresh->terms.push_back(std::move(term));
    }
    if (result_) {
      fresh->result = drawn_face(store, *result_, before != nullptr ? before->result : DrawnFace{});
    } else if (before != nullptr && waiting_) {
      fresh->result = before->result;  // pictures of a term are still being encoded
      fresh->terms = before->terms;
    }
    view.arithmetic = std::move(fresh);
  }

 private:
  /// Without a model the expression can still be checked against the lists.
  void plan_without_model(const Session& session) {
    waiting_ = false;
    Result<ArithmeticCodes> answer = evaluate_expression(
        expression_, session.lists, [](const FaceList&) { return Result<Latent>(Latent{0.0F}); });
    if (answer) {
      terms_ = std::move(answer->terms);
    } else if (!expression_.empty()) {
      error_ = answer.error();
    }
  }

  void plan_with_model(const Session& session, FaceStore& store) {
    Result<ArithmeticCodes> answer = evaluate_expression(
        expression_, session.lists, [&](const FaceList& list) { return average_of(list, store); });
    waiting_ = !codes_.empty();
    if (waiting_ || expression_.empty()) return;
    if (!answer) {
      error_ = answer.error();
      return;
    }
    terms_ = std::move(answer->terms);
    if (session.arithmetic.typical_norm) answer->result = store.painter()->typical(answer->result);
    result_ = store.want(std::make_shared<const Latent>(std::move(answer->result)));
    faces_.push_back(*result_);
    for (Latent& average : answer->averages) {
      averages_.push_back(store.want(std::make_shared<const Latent>(std::move(average))));
      faces_.push_back(averages_.back());
    }
  }

  Result<Latent> average_of(const FaceList& list, FaceStore& store) {
    std::vector<Latent> known;
    for (const Face& face : list.faces) {
      const FaceCode code = store.code_of(face);
      if (code.error) return *code.error;
      if (code.pending) codes_.push_back(*code.pending);
      // A stand-in while the code is not known: the plan is made again after encoding.
      const auto length = static_cast<std::size_t>(store.painter()->latent());
      known.push_back(code.code ? *code.code : Latent(length, 0.0F));
    }
    return mean_of(known);
  }

  std::uint64_t key() const {
    Hasher hasher;
    hasher.add(std::int64_t{3}).add(expression_);
    hasher.add(weights_.hash).add(std::int64_t{weights_.ema}).add(std::int64_t{waiting_});
    if (error_) {
      hasher.add(error_->message);
      hasher.add(static_cast<std::int64_t>(error_->position.value_or(0)));
    }
    for (const ExpressionTerm& term : terms_) hasher.add(term.name).add(term.weight);
    for (const WantedFace& face : faces_) hasher.add(static_cast<std::int64_t>(face.key));
    return hasher.low64();
  }

  std::string expression_;
  WeightsId weights_;
  std::vector<ExpressionTerm> terms_;
  std::vector<WantedFace> averages_;
  std::optional<WantedFace> result_;
  std::optional<Error> error_;
  bool waiting_ = false;  ///< for codes of pictures
};

}  // namespace

std::unique_ptr<ExplorerPart> make_arithmetic_part() { return std::make_unique<ArithmeticPart>(); }

}  // namespace facet
