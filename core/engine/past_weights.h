#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/training_view.h"
#include "core/model/checkpoint.h"

namespace facet {

/// RUN/past holds what earlier steps of a run drew with: averaged weights as bf16 and the codes'
/// moments, no more, so that any expression can be redrawn at an earlier step. Steps lie ever
/// further apart, since a training changes most at its beginning.

/// Whether a step is kept: 1, 11, 21... then each a fifth later than the one before. A function of
/// the step alone, so that a resumed run keeps the same ones.
bool is_kept_step(std::int64_t step);

/// What is kept of a full state.
TrainerState past_state(const TrainerState& state);

/// The steps kept in a run folder, earliest first.
std::vector<PastStep> past_steps(const std::string& run_folder);

/// The file of a step of that run, whether it is there or not.
std::string past_step_path(const std::string& run_folder, std::int64_t step);

/// The run folder of a file in its RUN/past; empty for any other path.
std::string run_of_past_step(const std::string& path);

/// Writes one, then removes others until RUN/past takes at most `most_bytes`: always one that is
/// missed least, where its neighbours lie closest; never the first or the newest. Any one thread.
Status keep_past(const std::string& run_folder, const TrainerState& past, std::uint64_t most_bytes);

/// Removes steps after `step`: the run was taken back to there.
void forget_past_after(const std::string& run_folder, std::int64_t step);

}  // namespace facet
