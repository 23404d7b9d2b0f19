#pragma once

#include <memory>
#include <string>

#include "core/base/session.h"
#include "core/engine/face_painter.h"
#include "core/model/picture_model.h"

namespace facet {

/// A painter that draws with a PictureModel of `weights` in `mode`. LibTorch's exceptions come back
/// as Errors. The painter belongs to one thread.
Result<std::unique_ptr<FacePainter>> make_painter(WeightsPtr weights, bool ema, DrawMode mode);

/// The painter of a checkpoint file or run folder (its newest good checkpoint).
Result<std::unique_ptr<FacePainter>> load_painter(const ModelRef& model, DrawMode mode);

}  // namespace facet
