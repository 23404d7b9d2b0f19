#pragma once

#include <string>

#include "core/base/training_view.h"
#include "core/engine/serial_source.h"

namespace facet {

/// A run as it was recorded, for looking at it: plan, curves, kept steps, grids of its epochs. The
/// folder is only read, so it may lie where nobody may write. Errors: those of read_run_record().
Result<TrainingView> read_recording(const std::string& run_folder, SerialSource& serials);

}  // namespace facet
