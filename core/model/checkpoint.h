#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/preset.h"
#include "core/base/result.h"
#include "core/model/weights.h"

namespace facet {

/// A full state of a training: networks, EMA, optimiser, generators, data position, sampler
/// statistics.
struct TrainerState {
  std::int64_t step = 0;
  TensorMap tensors;     ///< every tensor, named: "decoder.…", "ema.…", "optimizer.…", …
  std::string settings;  ///< JSON: preset, plan as resolved, data hash, step, format version
};

/// What the settings of a TrainerState say.
struct CheckpointSettings {
  std::int64_t step = 0;
  std::string data_hash;
  TrainingPlan plan;
};

/// Before the names of averaged weights.
inline constexpr const char* kAveragePrefix = "ema.";
/// Before the names of the sampler's statistics.
inline constexpr const char* kSamplerPrefix = "sampler.";

/// Whether a tensor of that name belongs to what draws: not to an optimiser, nor to a
/// discriminator.
bool is_drawn_with(const std::string& name);

/// The step in a TrainerState's settings, of a picture model or a number model. Refuses other
/// versions of the format; errors name `where`.
Result<std::int64_t> settings_step(std::string_view json, const std::string& where);

/// JSON text for TrainerState::settings.
std::string settings_to_json(const CheckpointSettings& settings);
/// Reads it back. Refuses other versions of the format; errors name `where`.
Result<CheckpointSettings> settings_from_json(std::string_view json, const std::string& where);

/// Writes a state as one safetensors file that appears whole or not at all. Any thread. Errors: a
/// number that is not finite, disk full, no permission.
Status write_checkpoint(const std::string& path, const TrainerState& state);

/// Reads a checkpoint file; `wanted` (if given) chooses tensors by name. Any thread. Errors name
/// file, place, reason and remedy.
Result<TrainerState> read_checkpoint(
    const std::string& path, const std::function<bool(const std::string&)>& wanted = nullptr);

/// A file of a step, STEP.safetensors with a step of 8 digits or more.
struct StepFile {
  std::int64_t step = 0;
  std::string path;
};

/// The files of steps in a folder, earliest first. Empty where there is none.
std::vector<StepFile> step_files(const std::string& folder);

/// FOLDER/STEP.safetensors.
std::string step_file_path(const std::string& folder, std::int64_t step);

/// The checkpoint files of a run folder, RUN/checkpoint/STEP.safetensors with a step of 8 digits or
/// more, newest first. Empty where there is none.
std::vector<std::string> checkpoint_files(const std::string& run_folder);

/// RUN/checkpoint/STEP.safetensors.
std::string checkpoint_path(const std::string& run_folder, std::int64_t step);

/// A checkpoint and where it was found.
struct FoundCheckpoint {
  TrainerState state;
  std::string path;
  std::vector<std::string> warnings;  ///< a sentence for each newer file that is damaged
};

/// The newest checkpoint of a run folder that can be read. Errors: none is there (kNotFound), or
/// none can be read.
Result<FoundCheckpoint> newest_checkpoint(
    const std::string& run_folder, const std::function<bool(const std::string&)>& wanted = nullptr);

}  // namespace facet
