#include "core/train/trained_discriminator.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include "core/train/batch_source.h"
#include "core/train/gan_loss.h"

namespace facet {
namespace {

constexpr std::int64_t kSeedStep = -3;  ///< no step has it

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

TrainedDiscriminator::Step TrainedDiscriminator::train(const at::Tensor& real,
                                                       const at::Tensor& generated,
                                                       std::int64_t step, double learning_rate) {
  const bool penalised = recipe_.penalty > 0 && step % recipe_.penalty_interval == 0;
  real.requires_grad_(penalised);
  const auto [on_real, on_generated] = logits_of(real, generated);
  const at::Tensor sum =
      label_cross_entropy(on_real, true) + label_cross_entropy(on_generated, false);
  const at::Tensor loss = recipe_.halves ? sum / 2 : sum;
  if (penalised) {
    const double places = static_cast<double>(on_real.numel()) / static_cast<double>(real.size(0));
    const double weight =
        recipe_.penalty / 2 * static_cast<double>(recipe_.penalty_interval) / places;
    (loss + gradient_penalty(on_real, real) * weight).backward();
  } else {
    loss.backward();
  }
  Step done{loss.detach(), mean_output(on_real), mean_output(on_generated),
            network_.gradient_norm()};
  network_.step(learning_rate, 1);
  return done;
}

at::Tensor TrainedDiscriminator::loss_of(const at::Tensor& generated) const {
  return label_cross_entropy(discriminator_->logits(network_.frozen(), generated), true);
}

}  // namespace facet
