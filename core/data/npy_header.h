#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/data/array_file.h"

namespace facet {

/// Whether the bytes start as a NumPy file does.
bool is_npy(std::span<const std::uint8_t> file);

/// Reads the header of a NumPy file (format versions 1 to 3,
/// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html) and checks it against
/// the file's size. Nothing is evaluated: object arrays, structured and text types and types of
/// over 64 bits are refused with what to do about them.
Result<ArrayLayout> parse_npy_header(std::span<const std::uint8_t> file, const std::string& where);

/// The header that NumPy itself would write for a C-order array; `descr` is "|u1" or "<f4". Room is
/// left so that another number of rows gives a header of the same length.
std::string format_npy_header(const std::string& descr, std::span<const std::int64_t> shape);

}  // namespace facet
