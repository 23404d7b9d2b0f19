#pragma once

#include <string>

#include "core/base/result.h"
#include "core/model/checkpoint.h"

// RUN/exported holds the weights that exported pictures were drawn with, so that `facet verify` can
// redraw them when the training has gone on. Any one thread.

namespace facet {

/// Keeps the state of a live training. Returns the path of its file.
Result<std::string> keep_exported(const std::string& run_folder, const TrainerState& state);

/// Keeps the file of an earlier step, RUN/past/STEP.safetensors, which goes when the run has more
/// steps than it has room for; `hash` is that of its weights. Returns the path of what is kept: a
/// second name of the same file where the file system can, else a copy. Any other file, and one of
/// a recording, which loses none, is returned as it is.
Result<std::string> keep_exported_step(const std::string& path, const std::string& hash);

}  // namespace facet
