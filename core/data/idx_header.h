#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/data/array_file.h"

namespace facet {

/// Whether the bytes start as an IDX file does, the form of MNIST: two zero bytes, a type, the
/// number of dimensions.
bool is_idx(std::span<const std::uint8_t> file);

/// Reads the header of an IDX file (http://yann.lecun.com/exdb/mnist/: unsigned and signed byte,
/// short, int, float, double; big endian) and checks it against the file's size.
Result<ArrayLayout> parse_idx_header(std::span<const std::uint8_t> file, const std::string& where);

}  // namespace facet
