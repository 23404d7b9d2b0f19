#include "core/data/idx_header.h"

#include <optional>

#include "core/image/byte_order.h"

namespace facet {
namespace {

std::optional<ElementType> type_of(std::uint8_t code) {
  switch (code) {
    case 0x08:
      return ElementType::kUint8;
    case 0x09:
      return ElementType::kInt8;
    case 0x0b:
      return ElementType::kInt16;
    case 0x0c:
      return ElementType::kInt32;
    case 0x0d:
      return ElementType::kFloat32;
    case 0x0e:
      return ElementType::kFloat64;
    default:
      return std::nullopt;
  }
}

}  // namespace

bool is_idx(std::span<const std::uint8_t> file) {
  return file.size() >= 4 && file[0] == 0 && file[1] == 0 && type_of(file[2]) && file[3] > 0;
}

Result<ArrayLayout> parse_idx_header(std::span<const std::uint8_t> file, const std::string& where) {
  if (!is_idx(file)) {
    return Error{ErrorCode::kBadInput, "the file does not start as an IDX file; get it again",
                 where};
  }
  ArrayLayout layout;
  layout.type = *type_of(file[2]);
  layout.order = std::endian::big;
  const std::size_t dimensions = file[3];
  layout.offset = 4 + 4 * dimensions;
  if (file.size() < layout.offset) {
    return Error{ErrorCode::kBadInput,
                 "the IDX header promises " + std::to_string(dimensions) +
                     " dimensions but the file ends within it, at byte " +
                     std::to_string(file.size()) + "; get the file again",
                 where};
  }
  for (std::size_t i = 0; i < dimensions; ++i) {
    layout.shape.push_back(load_big<std::uint32_t>(file.data() + 4 + 4 * i));
  }
  if (const Status size = check_array_size(layout, file.size(), where); !size) return size.error();
  return layout;
}

}  // namespace facet
