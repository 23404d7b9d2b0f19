#include "core/image/jpeg.h"

#include <turbojpeg.h>

#include <memory>
#include <string_view>

#include "core/image/codec.h"
#include "core/image/orientation.h"

namespace facet {
namespace {

/// A block of 8 x 8 pixels costs at least one bit a channel.
constexpr std::int64_t kMaxPixelsPerByte = 1024;

struct CloseDecoder {
  void operator()(void* handle) const { tjDestroy(handle); }
};
using Decoder = std::unique_ptr<void, CloseDecoder>;

Error undecodable(const std::string& where, std::string_view reason) {
  return {ErrorCode::kBadInput,
          "the JPEG picture cannot be decoded (" + std::string(reason) +
              "); get the file again or save it as PNG",
          where};
}

/// Decoders give cut-off files a grey rest and a warning; harmless oddities give one too.
bool is_cut_off(std::string_view warning) {
  return warning.find("remature end") != std::string_view::npos;
}

Image cmyk_to_rgb(const Image& cmyk) {
  // Adobe's files, the only ones in use, store the inks inverted.
  Image rgb = make_image(cmyk.width, cmyk.height);
  for (std::size_t i = 0; i < rgb.pixels.size() / 3; ++i) {
    const std::uint8_t* ink = cmyk.pixels.data() + i * 4;
    for (std::size_t c = 0; c < 3; ++c) {
      rgb.pixels[i * 3 + c] = static_cast<std::uint8_t>((ink[c] * ink[3] + 127) / 255);
    }
  }
  return rgb;
}

}  // namespace

Result<Image> decode_jpeg(std::span<const std::uint8_t> bytes, const std::string& where) {
  const Decoder decoder(tjInitDecompress());
  if (!decoder) return undecodable(where, "the decoder cannot start");
  Image image;
  int subsampling = 0;
  int color = 0;
  if (tjDecompressHeader3(decoder.get(), bytes.data(), bytes.size(), &image.width, &image.height,
                          &subsampling, &color) != 0) {
    return undecodable(where, tjGetErrorStr2(decoder.get()));
  }
  if (image.width > kMaxPictureSide || image.height > kMaxPictureSide) {
    return Error{ErrorCode::kBadInput, "the picture has more than 16384 pixels a side; shrink it",
                 where};
  }
  if (std::int64_t{image.width} * image.height / kMaxPixelsPerByte >
      static_cast<std::int64_t>(bytes.size())) {
    return undecodable(where, "it promises more pixels than the file can hold");
  }
  const bool inks = color == TJCS_CMYK || color == TJCS_YCCK;
  const int format = inks ? TJPF_CMYK : color == TJCS_GRAY ? TJPF_GRAY : TJPF_RGB;
  image = make_image(image.width, image.height, tjPixelSize[format]);
  if (tjDecompress2(decoder.get(), bytes.data(), bytes.size(), image.pixels.data(), image.width, 0,
                    image.height, format, TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT) != 0) {
    const std::string reason = tjGetErrorStr2(decoder.get());
    if (tjGetErrorCode(decoder.get()) != TJERR_WARNING || is_cut_off(reason)) {
      return undecodable(where, reason);
    }
  }
  if (inks) image = cmyk_to_rgb(image);
  return turn_upright(std::move(image), exif_orientation(bytes));
}

}  // namespace facet
