#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/result.h"

namespace facet {

/// Whether the bytes start as a BMP file does.
bool is_bmp(std::span<const std::uint8_t> bytes);

/// Checks that a BMP file's header makes sense and that all its rows are in the file. Errors say
/// what is missing.
Status check_bmp(std::span<const std::uint8_t> bytes, const std::string& where);

}  // namespace facet
