#include "core/measure/judge_network.h"

#include <ATen/ATen.h>

namespace facet {
namespace {

constexpr double kSlope = 0.1;  // of the leaky ReLU
constexpr std::int64_t kFeatures = 128;
constexpr std::int64_t kFlat = 4 * 4 * 64;
constexpr std::int64_t kSquare = 4;
constexpr std::int64_t kChannels = 48;

}  // namespace

JudgeNetwork::JudgeNetwork(std::int64_t outputs)
    : squares_(layout_, "judge.squares", kSquare * kSquare * 3, kChannels),
      convolutions_{SameConv(layout_, "judge.convolution1", kChannels, 64, 2),
                    SameConv(layout_, "judge.convolution2", 64, 64, 2)},
      features_(layout_, "judge.features", kFlat, kFeatures),
      scores_(layout_, "judge.scores", kFeatures, outputs) {}

JudgeNetwork::Output JudgeNetwork::operator()(const Parameters& parameters,
                                              const at::Tensor& pictures) const {
  // [N,64,64,3] as 16 x 16 squares, each a row of its pixels.
  const std::int64_t count = pictures.size(0);
  const std::int64_t side = pictures.size(2) / kSquare;
  at::Tensor x = (pictures * 4 - 2)
                     .permute({0, 2, 3, 1})
                     .reshape({count, side, kSquare, side, kSquare * 3})
                     .transpose(2, 3)
                     .reshape({count * side * side, kSquare * kSquare * 3});
  x = at::leaky_relu(squares_(parameters, x), kSlope)
          .view({count, side, side, kChannels})
          .permute({0, 3, 1, 2});
  for (const SameConv& convolution : convolutions_) {
    x = at::leaky_relu(convolution(parameters, x), kSlope);
  }
  x = at::leaky_relu(features_(parameters, x.flatten(1)), kSlope);
  return {x, scores_(parameters, x)};
}

}  // namespace facet
