#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/safetensors.h"

namespace facet {

/// The JSON header of a safetensors file, taken apart and checked against its values.
struct SafetensorsHeader {
  std::vector<TensorEntry> entries;  ///< in the order of their names
  TensorMetadata metadata;
};

/// `text` is the header's JSON, `values` all bytes behind it, which the entries then point into.
Result<SafetensorsHeader> parse_safetensors_header(std::string_view text,
                                                   std::span<const std::uint8_t> values,
                                                   const std::string& where);

/// The header's JSON for tensors that follow one another in this order.
std::string format_safetensors_header(std::span<const TensorEntry> entries,
                                      const TensorMetadata& metadata);

}  // namespace facet
