#include "core/image/bmp.h"

#include <cstdlib>

#include "core/image/byte_order.h"

namespace facet {
namespace {

Error damaged(const std::string& where, const std::string& reason) {
  return {ErrorCode::kBadInput, "the BMP file is damaged: " + reason + "; get the file again",
          where};
}

}  // namespace

bool is_bmp(std::span<const std::uint8_t> bytes) {
  return bytes.size() >= 2 && bytes[0] == 'B' && bytes[1] == 'M';
}

Status check_bmp(std::span<const std::uint8_t> bytes, const std::string& where) {
  if (bytes.size() < 30) return damaged(where, "it ends within the header");
  const std::uint8_t* data = bytes.data();
  const auto pixels_at = load_little<std::uint32_t>(data + 10);
  const auto header_bytes = load_little<std::uint32_t>(data + 14);
  const bool oldest = header_bytes == 12;
  if (!oldest && bytes.size() < 34) return damaged(where, "it ends within the header");
  const std::int64_t width =
      oldest ? load_little<std::uint16_t>(data + 18) : load_little<std::int32_t>(data + 18);
  const std::int64_t height = std::abs(oldest ? std::int64_t{load_little<std::uint16_t>(data + 20)}
                                              : std::int64_t{load_little<std::int32_t>(data + 22)});
  const std::int64_t bits = load_little<std::uint16_t>(data + (oldest ? 24 : 28));
  const bool packed = !oldest && (load_little<std::uint32_t>(data + 30) == 1 ||
                                  load_little<std::uint32_t>(data + 30) == 2);
  if (width <= 0 || height == 0 || bits > 32) return damaged(where, "the header makes no sense");
  if (packed) {
    return Error{ErrorCode::kBadInput,
                 "the BMP file is run-length coded, which is not supported; save it as PNG", where};
  }
  const std::int64_t row = (width * bits + 31) / 32 * 4;
  const std::int64_t padding = row - (width * bits + 7) / 8;
  const std::int64_t available = static_cast<std::int64_t>(bytes.size()) - pixels_at + padding;
  if (available < 0 || row > available / height) {
    return damaged(where, "the header promises " + std::to_string(width) + " x " +
                              std::to_string(height) + " pixels, the file ends before them");
  }
  return {};
}

}  // namespace facet
