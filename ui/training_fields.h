#pragma once

#include "ui/panel.h"

namespace facet::ui {

/// The fields of a training plan: preset, learning rate, KL weight, batch, code length, when to
/// stop, and below a fold what few people change. While a run trains, those that are fixed when a
/// run is made are greyed, show what it has, and say why.
void draw_training_fields(PanelContext& context);

}  // namespace facet::ui
