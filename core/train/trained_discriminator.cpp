#include "core/train/trained_discriminator.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <torch/csrc/autograd/autograd.h>

#include "core/model/batch_parts.h"
#include "core/model/patches.h"
#include "core/model/pixel_weights.h"
#include "core/train/batch_source.h"
#include "core/train/gan_loss.h"

namespace facet {
namespace {

constexpr std::int64_t kSeedStep = -3;  ///< no step has it

template <typename Part>
at::Tensor sum(const std::vector<Part>& parts, at::Tensor Part::*value) {
  at::Tensor total = parts.front().*value;
  for (std::size_t i = 1; i < parts.size(); ++i) total = total + parts[i].*value;
  return total;
}

/// Discriminators saw patches alone once. To weights of 0 for the rest they are the same.
TensorMap with_roughness(TensorMap map) {
  for (const char* prefix : {"", "optimizer.mean.", "optimizer.square."}) {
    const auto found = map.find(std::string(prefix) + "discriminator.patches.weight");
    if (found == map.end() || found->second.dim() != 4) continue;
    if (found->second.size(1) != kPatchNumbers) continue;
    found->second = at::constant_pad_nd(found->second, {0, 0, 0, 0, 0, kRoughnessNumbers});
  }
  return map;
}

at::Tensor mean_output(const at::Tensor& logits) { return logits.detach().sigmoid().mean(); }

}  // namespace

TrainedDiscriminator::TrainedDiscriminator(std::unique_ptr<const Discriminator> discriminator,
                                           const GanRecipe& recipe, const at::Device& device,
                                           Precision precision)
    : discriminator_(std::move(discriminator)),
      recipe_(recipe),
      network_(discriminator_->layout(), recipe_.adam, device, precision, /*averaged=*/false) {}

void TrainedDiscriminator::initialize(std::uint64_t training_seed) {
  Parameters initial(discriminator_->layout(), at::kFloat);
  initial.initialize(discriminator_->layout(), at::make_generator<at::CPUGeneratorImpl>(
                                                   seed_of_step(training_seed, kSeedStep)));
  network_.set_values(initial);
}

Status TrainedDiscriminator::load(const TensorMap& map, const std::string& where) {
  return network_.load(with_roughness(map), where);
}

// One pass over all of them is faster, but where a gradient by the real ones is asked for, it would
// be computed for the others too.
std::pair<at::Tensor, at::Tensor> TrainedDiscriminator::logits_of(
    const at::Tensor& real, const at::Tensor& generated) const {
  const Parameters& weights = network_.computed();
  if (real.requires_grad()) {
    return {discriminator_->logits(weights, real), discriminator_->logits(weights, generated)};
  }
  const at::Tensor logits = discriminator_->logits(weights, at::cat({real, generated}));
  const std::int64_t count = real.size(0);
  return {logits.narrow(0, 0, count), logits.narrow(0, count, generated.size(0))};
}

TrainedDiscriminator::PartStep TrainedDiscriminator::learn(const at::Tensor& real,
                                                           const at::Tensor& generated,
                                                           double share, bool penalised) const {
  const at::Tensor seen = real.detach().requires_grad_(penalised);
  const auto [on_real, on_generated] = logits_of(seen, generated);
  const at::Tensor sum =
      label_cross_entropy(on_real, true) + label_cross_entropy(on_generated, false);
  const at::Tensor loss = sum * (recipe_.halves ? share / 2 : share);
  at::Tensor taught = loss;
  if (penalised) {
    const double places = static_cast<double>(on_real.numel()) / static_cast<double>(seen.size(0));
    const double weight =
        recipe_.penalty / 2 * static_cast<double>(recipe_.penalty_interval) / places;
    taught = loss + gradient_penalty(on_real, seen) * (weight * share);
  }
  return {loss.detach(), mean_output(on_real) * share, mean_output(on_generated) * share,
          network_.gradients_of(taught)};
}

TrainedDiscriminator::Step TrainedDiscriminator::train(const at::Tensor& real,
                                                       const at::Tensor& generated,
                                                       std::int64_t step, double learning_rate) {
  const bool penalised = recipe_.penalty > 0 && step % recipe_.penalty_interval == 0;
  const auto learn_part = [&](const BatchParts::Part& part) {
    return learn(part.of(real), part.of(generated), part.share, penalised);
  };
  const std::vector<PartStep> parts = BatchParts(real.size(0), real.device()).run(learn_part);
  std::vector<TrainedNetwork::Gradients> gradients;
  for (const PartStep& part : parts) gradients.push_back(part.gradients);
  return {sum(parts, &PartStep::loss), sum(parts, &PartStep::on_real),
          sum(parts, &PartStep::on_generated), network_.step(gradients, learning_rate, 1)};
}

TrainedDiscriminator::Verdict TrainedDiscriminator::judge(const at::Tensor& generated) const {
  const auto judge_part = [&](const BatchParts::Part& part) {
    const at::Tensor seen = part.of(generated).detach().requires_grad_(true);
    const at::Tensor logits = discriminator_->logits(network_.frozen(), seen);
    const at::Tensor loss = label_cross_entropy(logits, true) * part.share;
    return Verdict{loss.detach(), torch::autograd::grad({loss}, {seen})[0]};
  };
  const std::vector<Verdict> parts =
      BatchParts(generated.size(0), generated.device()).run(judge_part);
  std::vector<at::Tensor> gradients;
  for (const Verdict& part : parts) gradients.push_back(part.gradient);
  return {sum(parts, &Verdict::loss), at::cat(gradients)};
}

}  // namespace facet
