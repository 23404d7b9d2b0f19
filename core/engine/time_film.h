#pragma once

#include <functional>

#include "core/base/commands.h"
#include "core/base/result.h"

namespace facet {

/// Draws `command.picture` from each of the models and writes the film; a WebP holds a recipe of
/// all its frames. `progress` gets the share done, 0 to 1; returning false cancels
/// (ErrorCode::kCanceled, no file is left). Errors: a model that is gone, those of draw_picture()
/// and write_film(). Any thread.
Status write_time_film(const ExportTimeFilm& command, const std::function<bool(double)>& progress);

}  // namespace facet
