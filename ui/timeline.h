#pragma once

#include <vector>

#include "core/base/training_view.h"
#include "ui/panel.h"

namespace facet::ui {

/// Where the session's model stands among the kept steps: an index, their count for the live
/// training, -1 for a model that is none of them.
int timeline_place(const std::vector<PastStep>& past, const ModelRef& model);

/// Whether the model is a kept step of its training: such a step has averaged weights alone.
bool is_kept_step(const PanelContext& context, const ModelRef& model);

/// Puts the session at a place: an earlier step, or the live training behind the last one.
void go_to_place(const std::vector<PastStep>& past, int place, ModelRef& model);

/// Whether there is a line to draw: the run has kept a step.
bool has_timeline(const PanelContext& context);

/// One line: a slider over the kept steps of the run, with the live training at its right end.
/// Everything on screen is redrawn from the weights of that step, also what was set up later. Main
/// thread.
void draw_timeline(PanelContext& context);

}  // namespace facet::ui
