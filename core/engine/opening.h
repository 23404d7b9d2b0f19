#pragma once

#include <string>

#include "core/base/training_view.h"

namespace facet {

/// Finds out what a path is and reads enough of it to be sure: a data set (.npy, IDX, a folder of
/// pictures, `drawn...`), a checkpoint, a run folder of faces or of numbers, a picture or film with
/// a recipe, a plain picture (scaled to 64 x 64) or a session file. For a recipe, Opened::session
/// is the part of a session that it holds, and its model is the one that drew it. Anything else,
/// and anything damaged, is an Error. Any thread; may take as long as reading the file.
Result<Opened> open_path(const std::string& path);

}  // namespace facet
