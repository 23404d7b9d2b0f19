#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <vector>

#include "core/train/trained_network.h"

namespace facet {

/// Pictures that a network in training has drawn, and by which it can learn where gradients were
/// on. Layers of many weights draw a whole batch at once, as their time is that of reading the
/// weights; the rest is done by each thread for a part of the batch (BatchParts).
class PartedDrawing {
 public:
  /// Pictures [n,3,64,64] from the same n rows of each tensor that the first layers made.
  using Rest = std::function<at::Tensor(const std::vector<at::Tensor>&)>;

  /// `begun`: what the first layers made, [N,…]. `rest` is called by several threads at once.
  PartedDrawing(std::vector<at::Tensor> begun, const Rest& rest);

  /// All of them, detached.
  const at::Tensor& pictures() const { return pictures_; }

  /// The gradients by the weights of `network`, which drew them, from those by the pictures; to be
  /// summed. Once: what they are computed from is gone then.
  std::vector<TrainedNetwork::Gradients> gradients(const TrainedNetwork& network,
                                                   const at::Tensor& by_pictures) const;

 private:
  struct Part {
    std::vector<at::Tensor> begun;  ///< its rows, leaves
    at::Tensor pictures;
  };

  std::vector<at::Tensor> begun_;
  std::vector<Part> parts_;
  at::Tensor pictures_;
};

}  // namespace facet
