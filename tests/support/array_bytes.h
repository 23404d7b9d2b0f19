#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "core/image/byte_order.h"

namespace facet {

/// The bytes of numbers one after another.
template <typename T>
std::string number_text(const std::vector<T>& numbers, std::endian order = std::endian::little) {
  std::string bytes;
  for (const T number : numbers) {
    for (const std::uint8_t byte : number_bytes(number, order)) bytes += static_cast<char>(byte);
  }
  return bytes;
}

/// A NumPy file with the given dictionary text as its header and the given values behind it, in
/// format version 1 (or 2, with 4 bytes of length).
inline std::string npy_file(const std::string& dictionary, const std::string& values,
                            int version = 1) {
  std::string file("\x93NUMPY", 6);
  file += static_cast<char>(version);
  file += '\0';
  const std::string text = dictionary + "\n";
  file += version == 1 ? number_text<std::uint16_t>({static_cast<std::uint16_t>(text.size())})
                       : number_text<std::uint32_t>({static_cast<std::uint32_t>(text.size())});
  return file + text + values;
}

/// The dictionary of a header: `shape` is written as Python does, "(2, 3)".
inline std::string npy_dictionary(const std::string& descr, const std::string& shape,
                                  bool fortran = false) {
  return "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") +
         ", 'shape': " + shape + ", }";
}

/// A NumPy file of pictures (count,64,64,3) uint8 whose bytes follow from their place.
inline std::string npy_pictures(int count) {
  std::string values(static_cast<std::size_t>(count) * 64 * 64 * 3, '\0');
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<char>(i * 31 + i / 12288);
  return npy_file(npy_dictionary("|u1", "(" + std::to_string(count) + ", 64, 64, 3)"), values);
}

/// An IDX file: type code, sides, values.
inline std::string idx_file(int type, const std::vector<std::uint32_t>& sides,
                            const std::string& values) {
  std::string file("\0\0", 2);
  file += static_cast<char>(type);
  file += static_cast<char>(sides.size());
  return file + number_text(sides, std::endian::big) + values;
}

}  // namespace facet
