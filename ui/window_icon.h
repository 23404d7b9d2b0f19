#pragma once

#include "core/base/image.h"

namespace facet::ui {

/// The program's icon, drawn: a cut stone whose facets shade from teal over gold to rose. RGBA,
/// `side` x `side` pixels.
Image draw_icon(int side);

}  // namespace facet::ui
