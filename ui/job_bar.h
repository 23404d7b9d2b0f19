#pragma once

#include "core/base/training_view.h"

namespace facet::ui {

/// While there is long work, a line over the lower edge of the window: what, how far, Cancel.
/// Returns whether Cancel was pressed. Main thread.
bool draw_job_bar(const JobView& job);

}  // namespace facet::ui
