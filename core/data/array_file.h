#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/image/byte_order.h"

namespace facet {

/// Type of an array's values.
enum class ElementType {
  kBool,
  kUint8,
  kInt8,
  kUint16,
  kInt16,
  kUint32,
  kInt32,
  kUint64,
  kInt64,
  kFloat16,
  kFloat32,
  kFloat64,
};

/// Bytes of one value, 1 to 8.
std::size_t element_bytes(ElementType type);
/// "uint8", "float32" and so on.
const char* element_name(ElementType type);
bool is_float(ElementType type);

/// What the header of an array file says: how to find value [i, j, ...] in its bytes.
struct ArrayLayout {
  ElementType type = ElementType::kUint8;
  std::endian order = std::endian::little;  ///< of the values' bytes
  bool fortran = false;                     ///< the first index moves fastest
  std::vector<std::int64_t> shape;
  std::size_t offset = 0;  ///< of the first value, in bytes

  /// Values in all; the reader of the header has made sure that it does not overflow.
  std::int64_t count() const;
};

/// "(5000, 64, 64, 3)".
std::string format_shape(std::span<const std::int64_t> shape);

/// Makes sure that the values which a header promises are in the file, no fewer and no more.
/// `file_bytes` is the whole file's size.
Status check_array_size(const ArrayLayout& layout, std::size_t file_bytes,
                        const std::string& where);

/// IEEE 754 half precision.
float half_to_float(std::uint16_t half);

/// Calls `use` with a function that loads one value of the type from bytes, which need not be
/// aligned, as the C++ type closest to it; float16 as float. Returns what `use` returns.
template <typename Use>
auto with_loader(ElementType type, std::endian order, Use&& use) {
  const auto as = [&]<typename T>(T) {
    return use([order](const std::uint8_t* bytes) { return load_number<T>(bytes, order); });
  };
  switch (type) {
    case ElementType::kBool:
      return use([](const std::uint8_t* bytes) { return *bytes != 0 ? 1 : 0; });
    case ElementType::kUint8:
      return as(std::uint8_t{});
    case ElementType::kInt8:
      return as(std::int8_t{});
    case ElementType::kUint16:
      return as(std::uint16_t{});
    case ElementType::kInt16:
      return as(std::int16_t{});
    case ElementType::kUint32:
      return as(std::uint32_t{});
    case ElementType::kInt32:
      return as(std::int32_t{});
    case ElementType::kUint64:
      return as(std::uint64_t{});
    case ElementType::kInt64:
      return as(std::int64_t{});
    case ElementType::kFloat16:
      return use([order](const std::uint8_t* bytes) {
        return half_to_float(load_number<std::uint16_t>(bytes, order));
      });
    case ElementType::kFloat32:
      return as(float{});
    case ElementType::kFloat64:
      break;
  }
  return as(double{});
}

}  // namespace facet
