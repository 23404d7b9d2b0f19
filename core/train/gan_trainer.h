#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/model/gan.h"
#include "core/train/gan_recipe.h"
#include "core/train/network_trainer.h"
#include "core/train/parted_drawing.h"
#include "core/train/trained_discriminator.h"

namespace facet {

/// Trains the GAN presets: a step is one of the discriminator, then one of the generator.
class GanTrainer final : public NetworkTrainer {
 public:
  /// `plan` is resolved and checked, the dataset has pictures; throws what LibTorch throws.
  GanTrainer(const TrainingPlan& plan, DatasetPtr dataset,
             std::unique_ptr<const Generator> generator,
             std::unique_ptr<const Discriminator> discriminator);

  std::int64_t steps_per_epoch() const override;

 private:
  /// What a step of the generator leaves for the curves: scalars.
  struct GeneratorStep {
    at::Tensor loss, gradient;
  };

  std::vector<at::Tensor> train_batch() override;
  void initialize_others() override;
  void save_others(TensorMap& map) const override;
  Status load_others(const TensorMap& map, const std::string& where) override;

  /// `count` new pictures in [-1,1].
  PartedDrawing draw(std::int64_t count);
  GeneratorStep train_generator(const PartedDrawing& drawn);
  /// Of the generator's loss by the pictures that it drew.
  at::Tensor gradient_of_variety(const at::Tensor& pictures);

  const Generator& generator_;
  GanRecipe recipe_;
  TrainedDiscriminator discriminator_;
};

}  // namespace facet
