#include "core/measure/nearest_face.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <array>

#include "core/measure/picture_distance.h"
#include "core/measure/small_face.h"

namespace facet {
namespace {

constexpr std::int64_t kCandidates = 16;
constexpr std::size_t kChunk = 64;    // faces compared together
constexpr std::size_t kCopies = 100;  // one held-out picture in so many is as close by chance

at::Tensor scaled_down(std::span<const ImagePtr> faces) {
  at::Tensor small =
      at::empty({static_cast<std::int64_t>(faces.size()), kSmallFaceNumbers}, at::kFloat);
  float* to = small.mutable_data_ptr<float>();
  for (const ImagePtr& face : faces) {
    scale_down(face->pixels, {to, std::size_t{kSmallFaceNumbers}});
    to += kSmallFaceNumbers;
  }
  return small;
}

}  // namespace

NearestFaces::NearestFaces(DatasetPtr dataset, std::int64_t most, std::int64_t held_out)
    : dataset_(std::move(dataset)) {
  const std::int64_t size = dataset_->training_size();
  const std::int64_t count = std::min(most, size);
  small_ = at::empty({count, kSmallFaceNumbers}, at::kFloat);
  float* to = small_.mutable_data_ptr<float>();
  std::array<std::uint8_t, kFaceBytes> pixels;
  for (std::int64_t i = 0; i < count; ++i, to += kSmallFaceNumbers) {
    rows_.push_back(i * size / count);
    dataset_->read(rows_.back(), pixels);
    scale_down(pixels, {to, std::size_t{kSmallFaceNumbers}});
  }
  squares_ = small_.square().sum(1);
  learn_from_held_out(held_out);
}

void NearestFaces::learn_from_held_out(std::int64_t most) {
  const std::int64_t first = dataset_->training_size();
  const std::int64_t count = std::min(most, dataset_->held_out());
  if (count == 0) return;
  std::vector<ImagePtr> faces;
  for (std::int64_t i = 0; i < count; ++i) faces.push_back(dataset_->picture(first + i));
  std::vector<double> distances;
  std::vector<double> closeness;
  for (const NearestFace& nearest : find(faces)) {
    distances.push_back(nearest.distance);
    closeness.push_back(nearest.closeness);
  }
  std::ranges::sort(distances);
  std::ranges::sort(closeness);
  usual_distance_ = distances[distances.size() / 2];
  copy_closeness_ = closeness[closeness.size() / kCopies];
}

NearestFace NearestFaces::compare(const Image& face, std::span<const std::int64_t> places) const {
  NearestFace nearest;
  double sum = 0;
  std::array<std::uint8_t, kFaceBytes> pixels;
  for (const std::int64_t place : places) {
    const std::int64_t row = rows_[static_cast<std::size_t>(place)];
    dataset_->read(row, pixels);
    const double distance = rms_difference(face.pixels, pixels);
    sum += distance;
    if (nearest.row >= 0 && distance >= nearest.distance) continue;
    nearest.row = row;
    nearest.distance = distance;
  }
  const double others = sum - nearest.distance;
  if (others > 0) {
    nearest.closeness = nearest.distance / others * static_cast<double>(places.size() - 1);
  }
  return nearest;
}

std::vector<NearestFace> NearestFaces::find(std::span<const ImagePtr> faces) const {
  const at::NoGradGuard no_grad;
  std::vector<NearestFace> all;
  const std::int64_t candidates = std::min(kCandidates, static_cast<std::int64_t>(rows_.size()));
  while (!faces.empty()) {
    const std::size_t count = std::min(kChunk, faces.size());
    // |a - b|^2 without |a|^2, which is the same for all candidates.
    const at::Tensor distances = squares_ - 2 * at::mm(scaled_down(faces.first(count)), small_.t());
    const at::Tensor best =
        std::get<1>(distances.topk(candidates, 1, /*largest=*/false)).contiguous();
    const auto width = static_cast<std::size_t>(candidates);
    const std::span places(best.const_data_ptr<std::int64_t>(), count * width);
    for (std::size_t i = 0; i < count; ++i) {
      all.push_back(compare(*faces[i], places.subspan(i * width, width)));
    }
    faces = faces.subspan(count);
  }
  return all;
}

}  // namespace facet
