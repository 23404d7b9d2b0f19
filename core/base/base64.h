#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace facet {

/// RFC 4648 base64 with padding, without line breaks.
std::string encode_base64(std::span<const std::uint8_t> bytes);

/// The bytes, or nothing where the text is not well-formed base64.
std::optional<std::vector<std::uint8_t>> decode_base64(std::string_view text);

/// Floats as base64 of their little-endian bytes, so that they come back to the bit.
std::string encode_floats(std::span<const float> values);
/// The floats, or nothing where the text is damaged or a value is not finite.
std::optional<std::vector<float>> decode_floats(std::string_view text);

}  // namespace facet
