#pragma once

#include <memory>
#include <vector>

#include "core/model/report_ae.h"
#include "core/train/network_trainer.h"

namespace facet {

/// Trains the report's plain autoencoder: mean binary cross-entropy of pictures and their
/// reconstructions, Adam with Keras' epsilon.
class AeTrainer final : public NetworkTrainer {
 public:
  /// `plan` is resolved and checked, the dataset has pictures; throws what LibTorch throws.
  AeTrainer(TrainingPlan plan, DatasetPtr dataset, std::unique_ptr<const ReportAe> network);

 private:
  std::vector<at::Tensor> train_batch() override;

  const ReportAe& ae_;
};

}  // namespace facet
