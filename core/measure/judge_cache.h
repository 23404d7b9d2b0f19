#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/data/dataset.h"
#include "core/measure/judge.h"

namespace facet {

/// Folders with a folder `judges` in them, where judges are, each in a file of 1 to 2 MB.
struct JudgeFolders {
  std::string kept;       ///< read and written; empty: nothing is kept
  std::string shipped{};  ///< of the program's own data; only read; empty: there are none
};

/// The judge of these labels: read from one of the folders where it has learnt them before, else
/// trained as Judge::train() does and kept (the newest 16 are). What cannot be read is trained
/// anew, what cannot be kept is not. Where exactly the same figures must come again on any machine,
/// use Judge::train(): a judge that was trained with another number of threads differs in its last
/// digits.
Result<std::unique_ptr<Judge>> judge_of(const Dataset& dataset, const JudgeOptions& options,
                                        const JudgeFolders& folders,
                                        const std::function<bool(double)>& progress = {});

}  // namespace facet
