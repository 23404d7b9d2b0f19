#include "core/model/picture_model.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <optional>

#include "core/model/cpu_features.h"
#include "core/model/gaussian_sampler.h"
#include "core/model/mixture_sampler.h"
#include "core/model/picture_network.h"
#include "core/model/pictures.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

// Kernels round differently for different batch shapes: exact drawing knows one shape only, and
// previews few, because LibTorch keeps a compiled kernel for each. Large dense layers read all
// their weights for a batch; convolutions, and the small flow that a hand waits for, work for each
// row.
constexpr std::int64_t kExactBatch = 16;
constexpr std::int64_t kExactDenseBatch = 100;  ///< the grid of each epoch
constexpr std::int64_t kLargestLiveBatch = 64;

/// [rows,latent] fp32, zeros after the codes.
at::Tensor stack_codes(std::span<const Latent> codes, int latent, std::int64_t rows) {
  at::Tensor batch = at::zeros({rows, latent}, at::kFloat);
  auto* row = batch.mutable_data_ptr<float>();
  for (const Latent& code : codes) {
    assert(code.size() == static_cast<std::size_t>(latent));
    row = std::ranges::copy(code, row).out;
  }
  return batch;
}

void append_rows(const at::Tensor& batch, std::size_t count, std::vector<Latent>& codes) {
  const at::Tensor rows = batch.contiguous();
  const auto width = static_cast<std::size_t>(rows.size(1));
  const auto* row = rows.const_data_ptr<float>();
  for (std::size_t i = 0; i < count; ++i, row += width) codes.emplace_back(row, row + width);
}

}  // namespace

struct PictureModel::Impl {
  Impl(WeightsPtr drawn, std::unique_ptr<const PictureNetwork> drawing, Parameters drawn_with,
       GaussianSampler gaussian_sampler, Sampler usual_sampler)
      : weights(std::move(drawn)),
        network(std::move(drawing)),
        parameters(std::move(drawn_with)),
        gaussian(std::move(gaussian_sampler)),
        sampler(usual_sampler) {}

  std::int64_t batch_shape(std::size_t count, DrawMode mode) const {
    if (mode == DrawMode::kExact) return network->is_dense() ? kExactDenseBatch : kExactBatch;
    return std::min(static_cast<std::int64_t>(std::bit_ceil(count)), kLargestLiveBatch);
  }

  /// bf16 where the CPU has units for it; and on any CPU for a single face that dense layers draw,
  /// which takes as long as reading the weights.
  const Parameters& parameters_for(DrawMode mode, std::int64_t batch) {
    const bool fast = cpu_has_bf16() || (batch == 1 && network->is_dense());
    if (mode == DrawMode::kExact || !fast) return parameters;
    if (!fast_parameters) {
      fast_parameters.emplace(network->layout(), at::kBFloat16);
      fast_parameters->copy_from(parameters);
    }
    return *fast_parameters;
  }

  WeightsPtr weights;
  std::unique_ptr<const PictureNetwork> network;
  Parameters parameters;                      // fp32, those of `weights`
  std::optional<Parameters> fast_parameters;  // bf16, once they were asked for
  GaussianSampler gaussian;
  std::optional<MixtureSampler> mixture;  // once it was asked for
  Sampler sampler;
};

PictureModel::PictureModel(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PictureModel::~PictureModel() = default;

Result<std::unique_ptr<PictureModel>> PictureModel::create(const WeightsPtr& weights, bool ema) {
  try {
    const Result<Preset> preset = find_preset(weights->preset);
    if (!preset) return preset.error();
    Result<std::unique_ptr<const PictureNetwork>> network =
        make_network(weights->preset, weights->latent, are_sharpened(weights->ema));
    if (!network) return network.error();
    Result<Parameters> parameters =
        Parameters::of((*network)->layout(), ema ? weights->ema : weights->parameters,
                       "weights of step " + std::to_string(weights->step));
    if (!parameters) return parameters.error();
    auto impl = std::make_unique<Impl>(
        weights, *std::move(network), *std::move(parameters),
        GaussianSampler(weights->latent_mean, weights->latent_covariance), preset->sampler);
    return std::unique_ptr<PictureModel>(new PictureModel(std::move(impl)));
  } catch (const std::exception& exception) {
    return library_error(exception, "Making the model");
  }
}

int PictureModel::latent() const { return impl_->weights->latent; }
Sampler PictureModel::default_sampler() const { return impl_->sampler; }
bool PictureModel::has_encoder() const { return impl_->network->has_encoder(); }
const Weights& PictureModel::weights() const { return *impl_->weights; }
const PictureNetwork& PictureModel::network() const { return *impl_->network; }
const Parameters& PictureModel::parameters() const { return impl_->parameters; }

std::vector<Latent> PictureModel::codes_of(std::span<const Latent> latents, Sampler sampler,
                                           std::span<const double> choices) const {
  assert(latents.size() == choices.size());
  std::vector<Latent> codes(latents.begin(), latents.end());
  if (sampler == Sampler::kPrior) return codes;
  const at::Tensor& recent = impl_->weights->latent_recent;
  if (sampler == Sampler::kMixture && recent.size(0) > 0) {
    if (!impl_->mixture) impl_->mixture.emplace(recent, impl_->weights->latent_variance);
    for (std::size_t i = 0; i < codes.size(); ++i) {
      codes[i] = (*impl_->mixture)(latents[i], choices[i]);
    }
    return codes;
  }
  if (sampler == Sampler::kFlow && impl_->network->flow() != nullptr) codes = carried(latents);
  for (Latent& code : codes) code = impl_->gaussian(code);
  return codes;
}

std::vector<Latent> PictureModel::carried(std::span<const Latent> latents) const {
  const at::NoGradGuard no_grad;
  const OneThread one_thread;
  std::vector<Latent> ends;
  while (!latents.empty()) {
    const std::size_t count = std::min(latents.size(), static_cast<std::size_t>(kExactBatch));
    const at::Tensor batch = stack_codes(latents.first(count), latent(), kExactBatch);
    const at::Tensor carried = impl_->network->flow()->carry(impl_->parameters, batch);
    append_rows(carried, count, ends);
    latents = latents.subspan(count);
  }
  return ends;
}

Latent PictureModel::typical(std::span<const float> code) const {
  return impl_->gaussian.typical(code);
}

std::vector<Image> PictureModel::decode(std::span<const Latent> codes, DrawMode mode) {
  const at::NoGradGuard no_grad;
  std::optional<OneThread> one_thread;
  if (mode == DrawMode::kExact) one_thread.emplace();
  std::vector<Image> images;
  images.reserve(codes.size());
  while (!codes.empty()) {
    const std::int64_t shape = impl_->batch_shape(codes.size(), mode);
    const std::size_t count = std::min(codes.size(), static_cast<std::size_t>(shape));
    const at::Tensor batch = stack_codes(codes.first(count), latent(), shape);
    const at::Tensor pictures = impl_->network->decode(impl_->parameters_for(mode, shape), batch);
    std::ranges::move(to_images(pictures, static_cast<std::int64_t>(count)),
                      std::back_inserter(images));
    codes = codes.subspan(count);
  }
  return images;
}

std::vector<Latent> PictureModel::encode(std::span<const ImagePtr> pictures, DrawMode mode) {
  const at::NoGradGuard no_grad;
  std::optional<OneThread> one_thread;
  if (mode == DrawMode::kExact) one_thread.emplace();
  std::vector<Latent> codes;
  codes.reserve(pictures.size());
  while (!pictures.empty()) {
    const std::int64_t shape = impl_->batch_shape(pictures.size(), mode);
    const std::size_t count = std::min(pictures.size(), static_cast<std::size_t>(shape));
    const at::Tensor batch = stack_pictures(pictures.first(count), shape);
    const at::Tensor means = impl_->network->encode_mean(impl_->parameters_for(mode, shape), batch);
    append_rows(means, count, codes);
    pictures = pictures.subspan(count);
  }
  return codes;
}

}  // namespace facet
