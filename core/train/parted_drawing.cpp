#include "core/train/parted_drawing.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <utility>

#include "core/model/batch_parts.h"

namespace facet {

PartedDrawing::PartedDrawing(std::vector<at::Tensor> begun, const Rest& rest)
    : begun_(std::move(begun)) {
  const bool learns = at::GradMode::is_enabled();
  const at::Tensor& first = begun_.front();
  parts_ = BatchParts(first.size(0), first.device()).run([&](const BatchParts::Part& part) {
    Part own;
    for (const at::Tensor& whole : begun_) {
      own.begun.push_back(part.of(whole.detach()).requires_grad_(learns));
    }
    own.pictures = rest(own.begun);
    return own;
  });
  std::vector<at::Tensor> pictures;
  for (const Part& part : parts_) pictures.push_back(part.pictures);
  pictures_ = at::cat(pictures).detach();
}

std::vector<TrainedNetwork::Gradients> PartedDrawing::gradients(
    const TrainedNetwork& network, const at::Tensor& by_pictures) const {
  const BatchParts batch(by_pictures.size(0), by_pictures.device());
  std::vector<TrainedNetwork::Gradients> found = batch.run([&](const BatchParts::Part& part) {
    const auto& [begun, pictures] = parts_[part.index];
    return network.gradients_of({pictures}, {part.of(by_pictures)}, begun);
  });
  // Codes that no layer has seen yet are nobody's work.
  if (!begun_.front().requires_grad()) return found;
  std::vector<at::Tensor> by_begun;
  for (std::size_t i = 0; i < begun_.size(); ++i) {
    std::vector<at::Tensor> rows;
    for (const TrainedNetwork::Gradients& part : found) {
      rows.push_back(part[part.size() - begun_.size() + i]);
    }
    by_begun.push_back(at::cat(rows));
  }
  found.push_back(network.gradients_of(begun_, by_begun, {}));
  return found;
}

}  // namespace facet
