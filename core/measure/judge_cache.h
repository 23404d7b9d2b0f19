#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/data/dataset.h"
#include "core/measure/judge.h"

namespace facet {

/// The judge of these labels: read from `cache_folder`/judges where it has learnt them before, else
/// trained as Judge::train() does and kept there (the newest 16 are; a file is 1 to 2 MB). What
/// cannot be read is trained anew, what cannot be kept is not. An empty folder keeps nothing. Where
/// exactly the same figures must come again on any machine's cache, use Judge::train(): a judge
/// that was trained with another number of threads differs in its last digits.
Result<std::unique_ptr<Judge>> judge_of(const Dataset& dataset, const JudgeOptions& options,
                                        const std::string& cache_folder,
                                        const std::function<bool(double)>& progress = {});

}  // namespace facet
