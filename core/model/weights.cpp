#include "core/model/weights.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "core/base/hash.h"
#include "core/model/checkpoint.h"
#include "core/model/picture_network.h"
#include "core/model/posterior_moments.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

void add_tensor(Hasher& hasher, const at::Tensor& tensor) {
  for (const std::int64_t side : tensor.sizes()) hasher.add(side);
  const at::Tensor rows = tensor.contiguous();
  hasher.add(rows.const_data_ptr(), static_cast<std::size_t>(rows.nbytes()));
}

void add_map(Hasher& hasher, const TensorMap& map) {
  hasher.add(static_cast<std::int64_t>(map.size()));
  for (const auto& [name, tensor] : map) {
    hasher.add(name);
    add_tensor(hasher, tensor);
  }
}

/// bf16 tensors as fp32, the others as they are.
TensorMap as_floats(const TensorMap& tensors) {
  TensorMap floats;
  for (const auto& [name, tensor] : tensors) {
    floats[name] = tensor.scalar_type() == at::kBFloat16 ? tensor.to(at::kFloat) : tensor;
  }
  return floats;
}

Result<WeightsPtr> weights_from_state(const TrainerState& state, const std::string& where) {
  const Result<CheckpointSettings> settings = settings_from_json(state.settings, where);
  if (!settings) return settings.error();
  const TrainingPlan& plan = settings->plan;
  const Result<std::unique_ptr<const PictureNetwork>> network =
      make_network(plan.preset, plan.latent, are_sharpened(state.tensors, kAveragePrefix));
  if (!network) return network.error();
  const ParameterLayout& layout = (*network)->layout();

  Weights weights;
  weights.preset = plan.preset;
  weights.latent = plan.latent;
  weights.step = settings->step;
  weights.data_hash = settings->data_hash;
  const TensorMap tensors = as_floats(state.tensors);
  Parameters parameters(layout, at::kFloat);
  if (Status s = parameters.from_map(layout, tensors, where, kAveragePrefix); !s) return s.error();
  weights.ema = parameters.to_map(layout);
  // What is kept for looking back, and what is shipped, holds the averaged weights alone.
  const bool raw = std::ranges::any_of(
      layout.specs(), [&](const ParameterSpec& spec) { return tensors.contains(spec.name); });
  if (raw) {
    if (Status s = parameters.from_map(layout, tensors, where); !s) return s.error();
  }
  weights.parameters = parameters.to_map(layout);
  PosteriorMoments moments(plan.latent, at::kCPU);
  if ((*network)->has_encoder()) {
    if (Status s = moments.load(state.tensors, where); !s) return s.error();
  }
  moments.describe(weights);
  return make_weights(std::move(weights));
}

std::string hash_of(const Weights& weights, bool averaged) {
  Hasher hasher;
  hasher.add(std::string_view(weights.preset))
      .add(static_cast<std::int64_t>(weights.latent))
      .add(weights.step)
      .add(std::string_view(weights.data_hash));
  add_map(hasher, averaged ? weights.ema : weights.parameters);
  add_tensor(hasher, weights.latent_mean);
  add_tensor(hasher, weights.latent_covariance);
  add_tensor(hasher, weights.latent_variance);
  add_tensor(hasher, weights.latent_recent);
  return hasher.hex();
}

}  // namespace

const std::string& Weights::hash(bool averaged) const {
  const Once<std::string>& hash = averaged ? averaged_hash_ : raw_hash_;
  return hash.get([&] { return hash_of(*this, averaged); });
}

WeightsPtr make_weights(Weights weights) {
  const auto latent = std::int64_t{weights.latent};
  if (!weights.latent_variance.defined()) weights.latent_variance = at::zeros(latent, at::kDouble);
  if (!weights.latent_recent.defined()) weights.latent_recent = at::empty({0, latent}, at::kFloat);
  return std::make_shared<const Weights>(std::move(weights));
}

Result<WeightsPtr> load_weights(const std::string& path, std::vector<std::string>* warnings) {
  try {
    std::error_code failed;
    if (!std::filesystem::is_directory(path, failed)) {
      const Result<TrainerState> state = read_checkpoint(path, is_drawn_with);
      if (!state) return state.error();
      return weights_from_state(*state, path);
    }
    Result<FoundCheckpoint> found = newest_checkpoint(path, is_drawn_with);
    if (!found) return found.error();
    if (warnings != nullptr) *warnings = std::move(found->warnings);
    return weights_from_state(found->state, found->path);
  } catch (const std::exception& exception) {
    return library_error(exception, "Loading " + path);
  }
}

}  // namespace facet
