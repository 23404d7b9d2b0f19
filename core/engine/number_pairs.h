#pragma once

#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/numbers/number_trainer.h"

namespace facet {

/// How much the answer to a query hangs on each of its characters: the mean share of the answer's
/// characters that change when the character is replaced by each other digit (or the other
/// operation), times how sure the answer is. In [0, 1], one value a character of the unpadded
/// query.
std::vector<float> query_saliency(const NumberModel& model, const Equation& query);

/// The same for a query in tiles [L,28,28] uint8, when a tile is blanked.
std::vector<float> tile_saliency(const NumberModel& model, const at::Tensor& tiles);

/// An unseen equation that a model got wrong.
struct FailedEquation {
  std::string query;
  std::string answer;
  std::string truth;
};
/// Those that `score`, of trainer.test(), has counted as wrong.
std::vector<FailedEquation> failed_equations(const NumberTrainer& trainer,
                                             const NumberScore& score);

/// A map of all pairs of two digits, 200 x 100 RGB: the first number down, the second across, sums
/// at the left and differences at the right. Teal right, rose wrong, darker where it was trained
/// on, nearly black where it was not tested yet.
class PairsMap {
 public:
  PairsMap();
  /// Tests the next `count` of the trainer's pairs, scattered over the map, again from the first
  /// after the last. The set must be that of two digits.
  void test(const NumberTrainer& trainer, std::int64_t count);
  const Image& image() const { return image_; }

 private:
  Image image_;
  std::int64_t tested_ = 0;
};

}  // namespace facet
