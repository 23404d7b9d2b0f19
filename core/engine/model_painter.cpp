#include "core/engine/model_painter.h"

#include <exception>

#include "core/model/runtime.h"

namespace facet {
namespace {

class ModelPainter final : public FacePainter {
 public:
  ModelPainter(std::unique_ptr<PictureModel> model, bool ema, DrawMode mode)
      : model_(std::move(model)), ema_(ema), mode_(mode) {}

  WeightsId id() const override {
    const Weights& weights = model_->weights();
    return {weights.hash(ema_), weights.preset, weights.step, ema_};
  }
  int latent() const override { return model_->latent(); }
  bool can_encode() const override { return model_->has_encoder(); }
  Sampler default_sampler() const override { return model_->default_sampler(); }
  std::vector<Latent> codes_of(std::span<const Latent> latents, Sampler sampler,
                               std::span<const double> choices) override {
    return model_->codes_of(latents, sampler, choices);
  }
  Latent typical(std::span<const float> code) override { return model_->typical(code); }

  Result<std::vector<Image>> decode(std::span<const Latent> codes) override {
    try {
      return model_->decode(codes, mode_);
    } catch (const std::exception& exception) {
      return library_error(exception, "Drawing");
    }
  }

  Result<std::vector<Latent>> encode(std::span<const ImagePtr> pictures) override {
    if (!model_->has_encoder()) {
      return no_encoder_error(model_->weights().preset);
    }
    try {
      return model_->encode(pictures, mode_);
    } catch (const std::exception& exception) {
      return library_error(exception, "Encoding pictures");
    }
  }

 private:
  std::unique_ptr<PictureModel> model_;
  bool ema_;
  DrawMode mode_;
};

}  // namespace

Result<std::unique_ptr<FacePainter>> make_painter(WeightsPtr weights, bool ema, DrawMode mode) {
  Result<std::unique_ptr<PictureModel>> model = PictureModel::create(std::move(weights), ema);
  if (!model) return model.error();
  return std::unique_ptr<FacePainter>(std::make_unique<ModelPainter>(*std::move(model), ema, mode));
}

Result<std::unique_ptr<FacePainter>> load_painter(const ModelRef& model, DrawMode mode) {
  Result<WeightsPtr> weights = load_weights(model.path);
  if (!weights) return weights.error();
  return make_painter(*std::move(weights), model.ema, mode);
}

}  // namespace facet
