#pragma once

#include "core/base/commands.h"
#include "core/base/training_view.h"
#include "core/data/dataset.h"
#include "core/engine/face_painter.h"
#include "core/measure/judge.h"

// Lists of faces by label, as the window asks for them. The answer is an Opened value of the kind
// kList. Functions of their arguments alone.

namespace facet {

/// Pictures of `dataset` that carry the labels, those that stand best for all of them
/// (representatives()). Errors: an unknown label or value, no picture that carries them all. Any
/// thread.
Result<Opened> pick_pictures(const PickFaces& wanted, const Dataset& dataset);

/// Faces that the model draws for the seed of `grid`, beyond the grid's own cells if need be, in
/// which `judge` reads the labels; those that stand best for all of them. Errors: a label that the
/// judge has not learnt, no face that shows them all, what the painter answers. On the painter's
/// thread.
Result<Opened> pick_own_faces(const PickFaces& wanted, FacePainter& painter, const Judge& judge,
                              const GridState& grid);

}  // namespace facet
