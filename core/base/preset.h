#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/latent.h"
#include "core/base/result.h"

namespace facet {

/// Arithmetic of a training step.
enum class Precision {
  kAuto,  ///< a short timed trial decides, once per machine and preset
  kFp32,
  kBf16,
};

/// Where a training runs.
enum class Device { kAuto, kCpu, kCuda };

/// What is trained.
enum class ModelKind {
  kVae,  ///< variational autoencoder: codes are drawn near N(0,1)
  kAe,   ///< plain autoencoder: codes lie wherever its encoder puts them
  kGan,  ///< generator against discriminator: no encoder
};

const char* precision_name(Precision precision);  ///< "auto", "fp32", "bf16"
const char* device_name(Device device);           ///< "auto", "cpu", "cuda"

/// A model with its training settings, as shipped: what `--preset` names.
struct Preset {
  std::string_view name;
  std::string_view summary;  ///< one line for people
  ModelKind kind = ModelKind::kVae;
  int latent = 64;  ///< length of a code
  int batch = 64;   ///< pictures a step
  double learning_rate = 1e-3;
  double kl_weight = 1;
  std::int64_t epochs = 0;  ///< 0: until stopped
  std::uint64_t training_seed = 1024;
  Sampler sampler = Sampler::kGaussian;  ///< what its grid uses unless told otherwise
};

/// All presets, in the order in which menus list them.
std::span<const Preset> presets();

/// What the preset of that name trains; a VAE where there is no such preset.
ModelKind model_kind(std::string_view preset);

/// The preset of that name, or an Error that lists the names there are.
Result<Preset> find_preset(std::string_view name);

/// What a training is asked to do: a preset's settings, each of which can be overridden. Learning
/// rate, KL weight and sharpening may change in mid-run; the rest is fixed when a run is made.
struct TrainingPlan {
  std::string data = "drawn";  ///< a data set: .npy, folder, IDX file, `drawn[:COUNT[:SEED]]`
  std::string preset = "fast-vae";
  int latent = 64;
  int batch = 64;
  double learning_rate = 1e-3;
  double kl_weight = 1;  ///< factor of the KL term, >= 0
  /// Above 0 a fast VAE is sharpened: its encoder keeps still and its decoder learns from a
  /// discriminator too, whose gradient is so large against that of the reconstruction.
  double sharpening = 0;
  /// A trained fast-vae, as run folder or checkpoint file, whose decoder a fast-gan begins as;
  /// empty: it begins new. Read once, when the training begins.
  std::string start;
  std::int64_t epochs = 0;  ///< stop after so many passes from the run's beginning; 0: none
  std::int64_t steps = 0;   ///< stop after so many steps from the run's beginning; 0: none
  double seconds = 0;       ///< stop after so much training time of this call; 0: none
  std::uint64_t training_seed = 1024;
  int threads = 0;  ///< OpenMP threads of the trainer; 0: chosen for the machine
  Precision precision = Precision::kAuto;
  Device device = Device::kAuto;

  bool operator==(const TrainingPlan&) const = default;
};

/// Whether models of that preset can be sharpened.
bool can_sharpen(std::string_view preset);
/// Whether trainings of that preset can begin as another model.
bool can_start_trained(std::string_view preset);

/// The plan that a preset stands for, on the given data.
TrainingPlan plan_for(const Preset& preset, std::string data);

/// Refuses settings outside what can be trained: batch 1 to 4096, latent 1 to 4096, a finite
/// learning rate above 0, a finite KL weight of at least 0, sharpening 0 to 100 and of what can be
/// sharpened, a start of what can have one, threads 0 to 1024, limits >= 0.
Status check_plan(const TrainingPlan& plan);

}  // namespace facet
