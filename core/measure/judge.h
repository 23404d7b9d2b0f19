#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/measure/attributes.h"
#include "core/measure/judge_network.h"

namespace facet {

/// What the judge sees in a face.
struct JudgeReading {
  std::vector<int> values;           ///< of each attribute, the likeliest
  std::vector<float> probabilities;  ///< of all values of all attributes, one after another
  std::vector<float> features;       ///< 128 numbers: the layer before the last
};

/// Cosine of the angle between the features of two faces: 1 when the judge sees the same.
double similarity(const JudgeReading& a, const JudgeReading& b);

struct JudgeOptions {
  std::int64_t images = 40000;  ///< seen in training at most: it ends when all is learnt
  std::uint64_t seed = 1;
};

/// A small network that learnt to read the labels of a data set from its training pictures, in
/// seconds: what arithmetic is judged by. It sees smoothed pictures too while it learns, so
/// that it reads what a model draws. Its own accuracy on the held-out pictures says how far it
/// can be believed. Immutable once trained; one thread at a time.
class Judge {
 public:
  /// Computes with the calling thread's OpenMP threads. `progress` (may be empty) gets the share
  /// done and cancels by returning false. Errors: no labels that can be learnt, fewer than 64
  /// training pictures, cancelled, out of memory.
  static Result<std::unique_ptr<Judge>> train(const Dataset& dataset,
                                              const JudgeOptions& options = {},
                                              const std::function<bool(double)>& progress = {});

  /// One that learnt the labels of this data set before, from its values(). Errors: labels that
  /// cannot be learnt; values that are missing, of other shapes or not finite, with `where`.
  static Result<std::unique_ptr<Judge>> restore(const Dataset& dataset, const TensorMap& values,
                                                const std::string& where);
  /// What reads, by name.
  TensorMap values() const { return average_.to_map(network_.layout()); }

  const std::vector<Attribute>& attributes() const { return table_.attributes; }
  /// The labels it learnt, as numbers.
  const AttributeTable& table() const { return table_; }
  /// Share of held-out pictures whose label it reads right, for each attribute; empty where no
  /// picture is held out.
  const std::vector<double>& accuracy() const { return accuracy_; }
  /// Hash of the data set whose labels it learnt.
  const std::string& data_hash() const { return data_hash_; }

  std::vector<JudgeReading> read(std::span<const ImagePtr> faces) const;

 private:
  explicit Judge(AttributeTable table);
  /// One without values. Errors: the data set's labels cannot be learnt.
  static Result<std::unique_ptr<Judge>> create(const Dataset& dataset);
  Status learn(const Dataset& dataset, const JudgeOptions& options,
               const std::function<bool(double)>& progress);
  at::Tensor loss(const at::Tensor& pictures, std::span<const std::int64_t> rows) const;
  void measure(const Dataset& dataset);

  AttributeTable table_;
  JudgeNetwork network_;
  Parameters weights_;
  Parameters average_;  ///< of the weights: what reads
  std::vector<double> accuracy_;
  std::string data_hash_;
};

}  // namespace facet
