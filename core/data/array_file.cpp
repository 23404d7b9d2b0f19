#include "core/data/array_file.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace facet {
namespace {

struct ElementInfo {
  std::size_t bytes;
  const char* name;
};

constexpr std::array<ElementInfo, 12> kElements = {{{1, "bool"},
                                                    {1, "uint8"},
                                                    {1, "int8"},
                                                    {2, "uint16"},
                                                    {2, "int16"},
                                                    {4, "uint32"},
                                                    {4, "int32"},
                                                    {8, "uint64"},
                                                    {8, "int64"},
                                                    {2, "float16"},
                                                    {4, "float32"},
                                                    {8, "float64"}}};

}  // namespace

std::size_t element_bytes(ElementType type) {
  return kElements[static_cast<std::size_t>(type)].bytes;
}

const char* element_name(ElementType type) {
  return kElements[static_cast<std::size_t>(type)].name;
}

bool is_float(ElementType type) { return type >= ElementType::kFloat16; }

std::int64_t ArrayLayout::count() const {
  std::int64_t product = 1;
  for (const std::int64_t side : shape) product *= side;
  return product;
}

std::string format_shape(std::span<const std::int64_t> shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (i > 0) text += ", ";
    text += std::to_string(shape[i]);
  }
  return text + (shape.size() == 1 ? ",)" : ")");
}

Status check_array_size(const ArrayLayout& layout, std::size_t file_bytes,
                        const std::string& where) {
  auto expected = static_cast<std::int64_t>(element_bytes(layout.type));
  for (const std::int64_t side : layout.shape) {
    if (side < 0) {
      return Error{ErrorCode::kBadInput,
                   "the header gives the impossible shape " + format_shape(layout.shape) +
                       "; write the file again",
                   where};
    }
    if (__builtin_mul_overflow(expected, side, &expected)) {
      return Error{ErrorCode::kBadInput,
                   "the header gives the shape " + format_shape(layout.shape) +
                       ", which no file can hold; write the file again",
                   where};
    }
  }
  const auto present =
      static_cast<std::int64_t>(file_bytes) - static_cast<std::int64_t>(layout.offset);
  if (present == expected) return {};
  const char* remedy = present < expected ? "; the file is cut off, get it again"
                                          : "; the header does not fit the file, write it again";
  return Error{ErrorCode::kBadInput,
               "the header promises " + format_shape(layout.shape) + " " +
                   element_name(layout.type) + " values, " + std::to_string(expected) +
                   " bytes, but " + std::to_string(std::max<std::int64_t>(0, present)) +
                   " bytes follow it (from byte " + std::to_string(layout.offset) + ")" + remedy,
               where};
}

float half_to_float(std::uint16_t half) {
  const int exponent = half >> 10U & 0x1f;
  const int fraction = half & 0x3ff;
  const float sign = (half & 0x8000U) != 0 ? -1.0F : 1.0F;
  if (exponent == 31) {
    return fraction != 0 ? std::numeric_limits<float>::quiet_NaN()
                         : sign * std::numeric_limits<float>::infinity();
  }
  if (exponent == 0) return sign * std::ldexp(static_cast<float>(fraction), -24);
  return sign * std::ldexp(static_cast<float>(fraction + 1024), exponent - 25);
}

}  // namespace facet
