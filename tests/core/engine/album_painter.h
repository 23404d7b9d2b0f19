#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/data/dataset.h"
#include "core/engine/face_painter.h"

namespace facet::test {

/// A model that remembers pictures: a code is a picture's number, decoding gives the picture again.
/// Sums of codes give the picture whose number is nearest.
class AlbumPainter final : public FacePainter {
 public:
  AlbumPainter(DatasetPtr dataset, bool has_encoder)
      : dataset_(std::move(dataset)), has_encoder_(has_encoder) {}

  WeightsId id() const override { return {"album", "fake", 1, true}; }
  int latent() const override { return 2; }
  bool can_encode() const override { return has_encoder_; }
  Sampler default_sampler() const override { return Sampler::kPrior; }
  std::vector<Latent> codes_of(std::span<const Latent> latents, Sampler,
                               std::span<const double>) override {
    const auto size = static_cast<float>(dataset_->size());
    std::vector<Latent> codes;
    for (const Latent& z : latents) {
      codes.push_back({std::clamp((z[0] + 3) / 6, 0.0F, 0.999F) * size, 0});
    }
    return codes;
  }
  Latent typical(std::span<const float> code) override { return {code.begin(), code.end()}; }

  Result<std::vector<Image>> decode(std::span<const Latent> codes) override {
    std::vector<Image> images;
    for (const Latent& code : codes) {
      const auto last = static_cast<float>(dataset_->size() - 1);
      images.push_back(
          *dataset_->picture(static_cast<std::int64_t>(std::clamp(code[0], 0.0F, last))));
    }
    return images;
  }
  Result<std::vector<Latent>> encode(std::span<const ImagePtr> pictures) override {
    if (!has_encoder_) return Error{ErrorCode::kUnsupported, "no encoder", "fake"};
    std::vector<Latent> codes;
    for (const ImagePtr& picture : pictures) {
      std::int64_t row = 0;
      while (row + 1 < dataset_->size() && !(*dataset_->picture(row) == *picture)) ++row;
      codes.push_back({static_cast<float>(row) + 0.5F, 0});
    }
    return codes;
  }

 private:
  DatasetPtr dataset_;
  bool has_encoder_;
};

}  // namespace facet::test
