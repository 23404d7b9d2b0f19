#include "core/image/gif.h"

namespace facet {
namespace {

Error absent(const std::string& where) {
  return {ErrorCode::kUnsupported,
          "this build of Facet has no GIF library; use PNG or another form", where};
}

}  // namespace

Result<Image> decode_gif(std::span<const std::uint8_t>, const std::string& where) {
  return absent(where);
}

Result<std::string> encode_gif(std::span<const Image>, const FilmOptions&,
                               const std::string& where) {
  return absent(where);
}

}  // namespace facet
