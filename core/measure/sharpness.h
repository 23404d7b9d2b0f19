#pragma once

#include <span>

#include "core/base/image.h"

namespace facet {

/// How much fine detail faces hold: the root mean square of the finest level of their Laplacian
/// pyramid (Burt & Adelson 1983), as a share of the whole range, averaged over the faces. Blurred
/// faces have less than real ones; noise has more. 0 for no faces. Any thread.
double sharpness(std::span<const ImagePtr> faces);

}  // namespace facet
