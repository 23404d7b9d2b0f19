#include "core/image/webp.h"

namespace facet {
namespace {

Error absent(const std::string& where) {
  return {ErrorCode::kUnsupported,
          "this build of Facet has no WebP library; use PNG or another form", where};
}

}  // namespace

Result<Image> decode_webp(std::span<const std::uint8_t>, const std::string& where) {
  return absent(where);
}

Result<std::string> webp_recipe(std::span<const std::uint8_t>, const std::string& where) {
  return absent(where);
}

Result<Film> decode_webp_film(std::span<const std::uint8_t>, const std::string& where) {
  return absent(where);
}

Result<std::string> encode_webp(std::span<const Image>, const FilmOptions&,
                                const std::string& where) {
  return absent(where);
}

}  // namespace facet
