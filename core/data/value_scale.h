#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/data/array_file.h"
#include "core/data/dataset.h"

namespace facet {

/// How a value of an array becomes a byte of a picture: (value - offset) * factor, rounded and
/// clipped to 0..255.
struct ValueScale {
  float offset = 0;
  float factor = 1;

  std::uint8_t apply(float value) const {
    return static_cast<std::uint8_t>(std::clamp((value - offset) * factor, 0.0F, 255.0F) + 0.5F);
  }
};

/// Decides from all values of an array what they mean. uint8 stays as it is; bool is black and
/// white. Floats within 0..1 or -1..1 (each 0.05 of overshoot) are stretched to 0..255. Other
/// values are taken as 0..255 where they lie within -13..268, whole numbers of 0..65535 as 16-bit
/// pictures. Anything else is an Error that names the range, and so is a value that is not finite,
/// with its place. `values` are the array's bytes behind the header. Reads everything but uint8 and
/// bool once, reporting to `progress`.
Result<ValueScale> find_scale(const ArrayLayout& layout, std::span<const std::uint8_t> values,
                              const Progress& progress, const std::string& where);

}  // namespace facet
