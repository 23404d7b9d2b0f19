#include "core/engine/projector.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <exception>
#include <limits>
#include <numbers>
#include <utility>

#include "core/base/numpy_random.h"
#include "core/model/picture_network.h"
#include "core/model/pictures.h"
#include "core/model/rows.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

constexpr std::int64_t kCandidatesAtOnce = 16;
constexpr int kScales = 4;  // 64, 32, 16 and 8 pixels a side
constexpr double kNormPenalty = 0.02;
constexpr double kFirstRate = 0.1;
constexpr double kLastRate = 0.005;

/// What a code costs besides its norm: [N], of differences [N,3,64,64].
at::Tensor distance(at::Tensor difference) {
  at::Tensor sum = difference.square().mean({1, 2, 3});
  for (int scale = 1; scale < kScales; ++scale) {
    difference = at::avg_pool2d(difference, {2, 2});
    sum = sum + difference.square().mean({1, 2, 3});
  }
  return sum / kScales;
}

ParameterLayout layout_of(std::size_t pictures, int latent) {
  ParameterLayout layout;
  layout.add("white", {static_cast<std::int64_t>(pictures), latent}, Initializer::zero());
  return layout;
}

}  // namespace

Result<std::unique_ptr<Projector>> Projector::create(WeightsPtr weights, bool ema,
                                                     std::span<const ImagePtr> pictures,
                                                     const ProjectionOptions& options) {
  assert(!pictures.empty() && options.steps > 0 && options.candidates > 0);
  Result<std::unique_ptr<PictureModel>> model = PictureModel::create(std::move(weights), ema);
  if (!model) return model.error();
  try {
    return std::unique_ptr<Projector>(new Projector(*std::move(model), pictures, options));
  } catch (const std::exception& exception) {
    return library_error(exception, "Projecting pictures");
  }
}

Projector::Projector(std::unique_ptr<PictureModel> model, std::span<const ImagePtr> pictures,
                     const ProjectionOptions& options)
    : model_(std::move(model)),
      options_(options),
      pictures_(stack_pictures(pictures, static_cast<std::int64_t>(pictures.size()))),
      mean_(model_->weights().latent_mean.to(at::kFloat)),
      deviation_(
          model_->weights().latent_covariance.diagonal().clamp_min(1e-12).sqrt().to(at::kFloat)),
      layout_(layout_of(pictures.size(), model_->latent())),
      white_(layout_, at::kFloat),
      average_(layout_, at::kFloat),
      adam_(layout_, {}, at::kCPU),
      best_cost_(pictures.size(), std::numeric_limits<float>::infinity()),
      best_square_(pictures.size()),
      best_white_(at::zeros_like(white_[0])),
      best_faces_(at::zeros_like(pictures_)) {
  const SeededDraws draws = seeded_draws(options.seed, options.candidates, model_->latent());
  candidates_ = model_->codes_of(draws.latents, model_->default_sampler(), draws.choices);
  if (model_->has_encoder()) {
    const std::vector<Latent> encoded = model_->encode(pictures, DrawMode::kExact);
    candidates_.insert(candidates_.begin(), encoded.begin(), encoded.end());
  }
  const auto count = static_cast<std::int64_t>(candidates_.size());
  first_pieces_ = static_cast<int>((count + kCandidatesAtOnce - 1) / kCandidatesAtOnce);
}

Status Projector::advance() {
  assert(!done());
  try {
    if (pieces_done_ < first_pieces_) {
      try_candidates();
    } else {
      step();
    }
    ++pieces_done_;
    return {};
  } catch (const std::exception& exception) {
    return library_error(exception, "Projecting pictures");
  }
}

at::Tensor Projector::codes_of(const at::Tensor& white) const { return white * deviation_ + mean_; }

at::Tensor Projector::penalty(const at::Tensor& white) const {
  const double typical = std::sqrt(static_cast<double>(model_->latent()));
  return (white.square().sum(1).add(1e-12).sqrt() / typical - 1).square() * kNormPenalty;
}

void Projector::keep_better(std::int64_t picture, float cost, float square, const at::Tensor& white,
                            const at::Tensor& face) {
  const auto index = static_cast<std::size_t>(picture);
  if (!(cost < best_cost_[index])) return;
  best_cost_[index] = cost;
  best_square_[index] = square;
  best_white_[picture].copy_(white);
  best_faces_[picture].copy_(face);
}

void Projector::try_candidates() {
  const at::NoGradGuard no_grad;
  const auto first = static_cast<std::size_t>(pieces_done_ * kCandidatesAtOnce);
  const std::size_t count =
      std::min(static_cast<std::size_t>(kCandidatesAtOnce), candidates_.size() - first);
  const at::Tensor codes = stack_rows(std::span(candidates_).subspan(first, count));
  const at::Tensor white = (codes - mean_) / deviation_;
  const at::Tensor faces = model_->network().decode(model_->parameters(), codes);
  const at::Tensor penalties = penalty(white);
  for (std::int64_t picture = 0; picture < pictures_.size(0); ++picture) {
    const at::Tensor difference = faces - pictures_[picture];
    const at::Tensor cost = distance(difference) + penalties;
    const std::int64_t best = cost.argmin().item<std::int64_t>();
    keep_better(picture, cost[best].item<float>(), difference[best].square().mean().item<float>(),
                white[best], faces[best]);
  }
  if (pieces_done_ + 1 < first_pieces_) return;
  candidates_.clear();
  white_[0].copy_(best_white_);
  white_.require_gradients(layout_);
}

void Projector::step() {
  const at::Tensor& white = white_[0];
  const at::Tensor faces = model_->network().decode(model_->parameters(), codes_of(white));
  const at::Tensor difference = faces - pictures_;
  const at::Tensor cost = distance(difference) + penalty(white);
  cost.sum().backward();
  {
    const at::NoGradGuard no_grad;
    const at::Tensor costs = cost.contiguous();
    const at::Tensor squares = difference.square().mean({1, 2, 3}).contiguous();
    for (std::int64_t picture = 0; picture < pictures_.size(0); ++picture) {
      keep_better(picture, costs.const_data_ptr<float>()[picture],
                  squares.const_data_ptr<float>()[picture], white[picture], faces[picture]);
    }
  }
  const double share =
      static_cast<double>(pieces_done_ - first_pieces_) / static_cast<double>(options_.steps);
  const double rate =
      kLastRate + (kFirstRate - kLastRate) * (1 + std::cos(std::numbers::pi * share)) / 2;
  adam_.step(white_, white_, average_, rate, 0);
}

std::vector<ProjectedPicture> Projector::found() const {
  std::vector<ProjectedPicture> found;
  if (pieces_done_ == 0) return found;
  const at::NoGradGuard no_grad;
  const at::Tensor codes = codes_of(best_white_).contiguous();
  const auto width = static_cast<std::size_t>(codes.size(1));
  const float* row = codes.const_data_ptr<float>();
  for (const float square : best_square_) {
    found.push_back({Latent(row, row + width), std::sqrt(double{square})});
    row += width;
  }
  return found;
}

std::vector<Image> Projector::faces() const {
  if (pieces_done_ == 0) return {};
  return to_images(best_faces_, best_faces_.size(0));
}

}  // namespace facet
