#include "core/numbers/digit_judge.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

#include "core/train/adam.h"
#include "core/train/batch_source.h"

namespace facet {
namespace {

constexpr std::uint64_t kSeed = 0x6A75646765000001U;
constexpr std::int64_t kSteps = 1200;
constexpr std::int64_t kBatch = 256;
constexpr double kLearningRate = 2e-3;
constexpr double kAverageDecay = 0.99;
constexpr std::int64_t kReadBatch = 1000;
constexpr std::int64_t kTestedTiles = 500;
constexpr int kDigits = 10;
constexpr std::int64_t kPairs = 400;

}  // namespace

DigitJudge::DigitJudge(const GlyphSet& train)
    : network_(std::make_unique<Network>()), weights_(network_->layout, at::kFloat) {
  Parameters learning(network_->layout, at::kFloat);
  learning.initialize(network_->layout, at::make_generator<at::CPUGeneratorImpl>(kSeed));
  learning.require_gradients(network_->layout);
  Adam adam(network_->layout, {}, at::kCPU);
  at::Generator random = at::make_generator<at::CPUGeneratorImpl>(kSeed + 1);
  for (std::int64_t step = 0; step < kSteps; ++step) {
    const at::Tensor symbols = at::randint(0, kSymbols, {kBatch}, random, at::kLong);
    const std::uint64_t seed = seed_of_step(kSeed, step);
    const at::Tensor tiles = vary_tiles(tiles_to_float(train.draw(symbols, seed)), seed + 1);
    at::nll_loss(network_->reader(learning, tiles), symbols).backward();
    const double fade = 1 - static_cast<double>(step) / static_cast<double>(kSteps);
    adam.step(learning, learning, weights_, kLearningRate * std::min(1.0, 3 * fade),
              step == 0 ? 0 : kAverageDecay);
  }
}

at::Tensor DigitJudge::read(const at::Tensor& tiles) const {
  const at::NoGradGuard no_grad;
  std::vector<at::Tensor> symbols;
  for (std::int64_t first = 0; first < tiles.size(0); first += kReadBatch) {
    const std::int64_t count = std::min(kReadBatch, tiles.size(0) - first);
    symbols.push_back(
        network_->reader(weights_, tiles_to_float(tiles.narrow(0, first, count))).argmax(-1));
  }
  return at::cat(symbols);
}

double DigitJudge::accuracy(const GlyphSet& set) const {
  std::int64_t right = 0;
  std::int64_t count = 0;
  for (int digit = 0; digit < kDigits; ++digit) {
    const at::Tensor& all = set.tiles(digit);
    const at::Tensor read_as = read(all.narrow(0, 0, std::min(kTestedTiles, all.size(0))));
    right += read_as.eq(digit).sum().item<std::int64_t>();
    count += read_as.size(0);
  }
  return static_cast<double>(right) / static_cast<double>(count);
}

double class_diversity(const at::Tensor& tiles, const at::Tensor& symbols, std::uint64_t seed) {
  at::Generator random = at::make_generator<at::CPUGeneratorImpl>(seed);
  double sum = 0;
  int classes = 0;
  for (int digit = 0; digit < kDigits; ++digit) {
    const at::Tensor mine = symbols.eq(digit).nonzero().squeeze(1);
    if (mine.size(0) < 2) continue;
    const at::Tensor first = at::randint(0, mine.size(0), {kPairs}, random, at::kLong);
    const at::Tensor other =
        (first + at::randint(1, mine.size(0), {kPairs}, random, at::kLong)).remainder(mine.size(0));
    const auto pick = [&](const at::Tensor& which) {
      return tiles_to_float(tiles.index_select(0, mine.index_select(0, which)));
    };
    sum += (pick(first) - pick(other)).square().mean({1, 2}).sqrt().mean().item<double>();
    ++classes;
  }
  return classes > 0 ? sum / classes : 0;
}

}  // namespace facet
