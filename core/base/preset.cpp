#include "core/base/preset.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace facet {
namespace {

constexpr std::array kPresets = {
    Preset{"fast-vae", "a small VAE that shows faces within seconds", ModelKind::kVae, 64, 128,
           3e-3, 1.0, 0, 1024, Sampler::kGaussian},
    Preset{"fast-gan", "a small GAN that shows faces within a minute", ModelKind::kGan, 128, 32,
           5e-4, 1.0, 0, 1024, Sampler::kPrior},
    Preset{"gpu-vae", "fast-vae with layers twice as wide, for a graphics card", ModelKind::kVae,
           128, 512, 1e-3, 1.0, 0, 1024, Sampler::kGaussian},
    Preset{"gpu-gan", "fast-gan with layers four times as wide, for a graphics card",
           ModelKind::kGan, 128, 256, 2e-4, 1.0, 0, 1024, Sampler::kPrior},
    Preset{"report-vae", "the report's VAE, layer by layer: batch 4, 40 epochs", ModelKind::kVae,
           64, 4, 1e-3, 1.0, 40, 1024, Sampler::kPrior},
    Preset{"report-ae", "the report's autoencoder, layer by layer: points between faces are noise",
           ModelKind::kAe, 512, 4, 1e-3, 1.0, 40, 1024, Sampler::kPrior},
    Preset{"report-gan", "the report's GAN, layer by layer: batch 64, 400 epochs", ModelKind::kGan,
           128, 64, 1e-3, 1.0, 400, 1024, Sampler::kPrior},
    Preset{"report-gan-notebook", "the report's GAN with the notebook's learning rate and momentum",
           ModelKind::kGan, 128, 32, 2e-4, 1.0, 400, 1024, Sampler::kPrior},
};

Error out_of_range(const char* option, const std::string& value, const char* range) {
  return {
      ErrorCode::kUsage,
      std::string(option) + " is " + value + ", but must be " + range + "; choose another value",
      option};
}

}  // namespace

const char* precision_name(Precision precision) {
  switch (precision) {
    case Precision::kAuto:
      return "auto";
    case Precision::kFp32:
      return "fp32";
    case Precision::kBf16:
      return "bf16";
  }
  return "auto";
}

const char* device_name(Device device) {
  switch (device) {
    case Device::kAuto:
      return "auto";
    case Device::kCpu:
      return "cpu";
    case Device::kCuda:
      return "cuda";
  }
  return "auto";
}

std::span<const Preset> presets() { return kPresets; }

ModelKind model_kind(std::string_view preset) {
  const auto* const found = std::ranges::find(kPresets, preset, &Preset::name);
  return found == kPresets.end() ? ModelKind::kVae : found->kind;
}

Result<Preset> find_preset(std::string_view name) {
  std::string known;
  for (const Preset& preset : kPresets) {
    if (preset.name == name) return preset;
    known += (known.empty() ? "" : ", ") + std::string(preset.name);
  }
  return Error{ErrorCode::kUsage,
               "there is no preset '" + std::string(name) + "'; choose one of: " + known,
               "--preset"};
}

bool can_sharpen(std::string_view preset) { return preset == "fast-vae" || preset == "gpu-vae"; }

bool can_start_trained(std::string_view preset) { return preset == "fast-gan"; }

TrainingPlan plan_for(const Preset& preset, std::string data) {
  TrainingPlan plan;
  plan.data = std::move(data);
  plan.preset = std::string(preset.name);
  plan.latent = preset.latent;
  plan.batch = preset.batch;
  plan.learning_rate = preset.learning_rate;
  plan.kl_weight = preset.kl_weight;
  plan.epochs = preset.epochs;
  plan.training_seed = preset.training_seed;
  return plan;
}

Status check_plan(const TrainingPlan& plan) {
  if (Result<Preset> preset = find_preset(plan.preset); !preset) return preset.error();
  if (plan.batch < 1 || plan.batch > 4096) {
    return out_of_range("--batch", std::to_string(plan.batch), "from 1 to 4096");
  }
  if (plan.latent < 1 || plan.latent > 4096) {
    return out_of_range("--latent", std::to_string(plan.latent), "from 1 to 4096");
  }
  if (!std::isfinite(plan.learning_rate) || plan.learning_rate <= 0) {
    return out_of_range("--lr", std::to_string(plan.learning_rate), "a number above 0");
  }
  if (!std::isfinite(plan.kl_weight) || plan.kl_weight < 0) {
    return out_of_range("the KL weight", std::to_string(plan.kl_weight), "0 or more");
  }
  if (!(plan.sharpening >= 0 && plan.sharpening <= 100)) {
    return out_of_range("--sharpening", std::to_string(plan.sharpening), "from 0 to 100");
  }
  if (plan.sharpening > 0 && !can_sharpen(plan.preset)) {
    return Error{ErrorCode::kUsage,
                 "--sharpening is for the presets fast-vae and gpu-vae, not for " + plan.preset +
                     "; leave it out, or train a fast-vae",
                 "--sharpening"};
  }
  if (!plan.start.empty() && !can_start_trained(plan.preset)) {
    return Error{ErrorCode::kUsage,
                 "--start is for the preset fast-gan alone, not for " + plan.preset +
                     "; leave it out, or train a fast-gan",
                 "--start"};
  }
  if (plan.threads < 0 || plan.threads > 1024) {
    return out_of_range("--threads", std::to_string(plan.threads), "from 0 to 1024");
  }
  if (plan.epochs < 0 || plan.steps < 0 || !(plan.seconds >= 0)) {
    return out_of_range("the training's length", "negative", "0 or more");
  }
  return {};
}

}  // namespace facet
