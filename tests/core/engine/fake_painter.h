#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/engine/face_painter.h"

namespace facet::test {

/// Draws a code as flat colours that depend on the code and the weights, and counts what it is
/// asked for. A picture's code is made from its first pixels.
class FakePainter final : public FacePainter {
 public:
  explicit FakePainter(std::string hash, int latent = 8)
      : hash_(std::move(hash)), latent_(latent) {}

  WeightsId id() const override { return {hash_, "fake", 1, true}; }
  int latent() const override { return latent_; }
  bool can_encode() const override { return has_encoder; }
  Sampler default_sampler() const override { return Sampler::kGaussian; }

  std::vector<Latent> codes_of(std::span<const Latent> latents, Sampler sampler,
                               std::span<const double>) override {
    std::vector<Latent> codes(latents.begin(), latents.end());
    if (sampler != Sampler::kGaussian) return codes;
    for (Latent& code : codes) {
      for (float& value : code) value = 0.5F * value + offset();
    }
    return codes;
  }
  Latent typical(std::span<const float> code) override {
    Latent scaled(code.begin(), code.end());
    const float length = norm(code);
    if (length > 0) {
      for (float& value : scaled) value /= length;
    }
    return scaled;
  }

  Result<std::vector<Image>> decode(std::span<const Latent> codes) override {
    if (failing) return Error{ErrorCode::kOutOfMemory, "no memory", "fake"};
    decoded += codes.size();
    ++decodes;
    largest = std::max(largest, codes.size());
    std::vector<Image> images;
    for (const Latent& code : codes) images.push_back(draw(code));
    return images;
  }

  Result<std::vector<Latent>> encode(std::span<const ImagePtr> pictures) override {
    if (!has_encoder) return Error{ErrorCode::kUnsupported, "no encoder", "fake"};
    encoded += pictures.size();
    std::vector<Latent> codes;
    for (const ImagePtr& picture : pictures) {
      Latent code(static_cast<std::size_t>(latent_));
      for (std::size_t i = 0; i < code.size(); ++i) {
        code[i] = static_cast<float>(picture->pixels[i]) / 255.0F + offset();
      }
      codes.push_back(std::move(code));
    }
    return codes;
  }

  /// What decode() draws for a code.
  Image draw(const Latent& code) const {
    Image image = make_image(kFaceSide, kFaceSide);
    for (std::size_t i = 0; i < image.pixels.size(); ++i) {
      const float value = 128.0F + 60.0F * (code[i % code.size()] + (blind ? 0.0F : offset()));
      image.pixels[i] = static_cast<std::uint8_t>(std::clamp(value, 0.0F, 255.0F));
    }
    return image;
  }

  std::size_t decoded = 0;
  std::size_t decodes = 0;
  std::size_t largest = 0;
  std::size_t encoded = 0;
  bool failing = false;
  bool has_encoder = true;
  bool blind = false;  ///< draws the same whatever the weights are

 private:
  float offset() const { return static_cast<float>(hash_.size()) * 0.1F; }

  std::string hash_;
  int latent_;
};

/// A picture of one grey.
inline ImagePtr grey_picture(std::uint8_t grey) {
  return std::make_shared<const Image>(face_image(std::vector<std::uint8_t>(kFaceBytes, grey)));
}

}  // namespace facet::test
