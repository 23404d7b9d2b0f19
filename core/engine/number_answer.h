#pragma once

#include "core/base/number_view.h"
#include "core/engine/serial_source.h"
#include "core/numbers/number_model.h"

namespace facet {

/// Answers `view.query` by a model and puts all that belongs to the answer into the view: text,
/// confidence, what was read and its saliency, tiles of query and answer, styles. A query that
/// cannot be asked leaves its reason there. `glyphs` are the digits that a typed query is shown in;
/// null for a model of text.
void answer_in_view(const NumberModel& model, const GlyphSet* glyphs, SerialSource& serials,
                    NumberView& view);

}  // namespace facet
