#include "core/image/jpeg.h"

namespace facet {

Result<Image> decode_jpeg(std::span<const std::uint8_t>, const std::string& where) {
  return Error{ErrorCode::kUnsupported,
               "this build of Facet has no JPEG library; save the picture as PNG", where};
}

}  // namespace facet
