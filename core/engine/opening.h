#pragma once

#include <string>

#include "core/base/training_view.h"

namespace facet {

/// Finds out what a path is and reads enough of it to be sure: a data set (.npy, IDX, folder of
/// pictures, `drawn...`), a checkpoint, a run folder, a picture with a recipe, a plain picture or a
/// session file. `session` is the session that a recipe's part is restored into. Anything else, and
/// anything damaged, is an Error with a sentence. Any thread; may take as long as reading the file.
Result<Opened> open_path(const std::string& path, const Session& session = {});

}  // namespace facet
