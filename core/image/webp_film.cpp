#include <webp/encode.h>
#include <webp/mux.h>

#include <memory>

#include "core/image/webp.h"

namespace facet {
namespace {

/// Speed against size of the lossless packer, 0 (fast) to 9.
constexpr int kEffort = 3;

struct DeleteMux {
  void operator()(WebPMux* mux) const { WebPMuxDelete(mux); }
};
using Mux = std::unique_ptr<WebPMux, DeleteMux>;

/// One frame on its way through the library, whose memory goes at the end of the scope.
struct FrameEncoder {
  WebPPicture picture{};
  WebPMemoryWriter writer{};

  FrameEncoder() { WebPMemoryWriterInit(&writer); }
  FrameEncoder(const FrameEncoder&) = delete;
  FrameEncoder& operator=(const FrameEncoder&) = delete;
  ~FrameEncoder() {
    WebPPictureFree(&picture);
    WebPMemoryWriterClear(&writer);
  }

  bool encode(const Image& frame) {
    WebPConfig config;
    if (WebPConfigInit(&config) == 0 || WebPConfigLosslessPreset(&config, kEffort) == 0 ||
        WebPPictureInit(&picture) == 0) {
      return false;
    }
    picture.use_argb = 1;
    picture.width = frame.width;
    picture.height = frame.height;
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = &writer;
    return WebPPictureImportRGB(&picture, frame.pixels.data(), frame.width * 3) != 0 &&
           WebPEncode(&config, &picture) != 0;
  }
};

Error failed(const std::string& where) {
  return {ErrorCode::kInternal, "the WebP library failed; try fewer or smaller frames", where};
}

/// Each frame covers the whole canvas: the library's own film encoder would merge equal frames, and
/// a reader could not tell how many there were.
bool add_frame(WebPMux* mux, const Image& frame, int duration_ms) {
  FrameEncoder encoder;
  if (!encoder.encode(frame)) return false;
  WebPMuxFrameInfo info{};
  info.bitstream = {encoder.writer.mem, encoder.writer.size};
  info.duration = duration_ms;
  info.id = WEBP_CHUNK_ANMF;
  info.dispose_method = WEBP_MUX_DISPOSE_NONE;
  info.blend_method = WEBP_MUX_NO_BLEND;
  return WebPMuxPushFrame(mux, &info, 1) == WEBP_MUX_OK;
}

bool add_recipe(WebPMux* mux, const std::string& recipe) {
  const WebPData text{reinterpret_cast<const std::uint8_t*>(recipe.data()), recipe.size()};
  return recipe.empty() || WebPMuxSetChunk(mux, "XMP ", &text, 1) == WEBP_MUX_OK;
}

}  // namespace

Result<std::string> encode_webp(std::span<const Image> frames, const FilmOptions& options,
                                const std::string& where) {
  const Mux mux(WebPMuxNew());
  constexpr WebPMuxAnimParams kForEver{0xffffffffU, 0};
  if (!mux || WebPMuxSetAnimationParams(mux.get(), &kForEver) != WEBP_MUX_OK ||
      !add_recipe(mux.get(), options.recipe)) {
    return failed(where);
  }
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (options.progress &&
        !options.progress(static_cast<double>(i) / static_cast<double>(frames.size()))) {
      return Error{ErrorCode::kCanceled, "writing the film was stopped", where};
    }
    if (!add_frame(mux.get(), frames[i], options.frame_ms)) return failed(where);
  }
  WebPData film;
  WebPDataInit(&film);
  const bool done = WebPMuxAssemble(mux.get(), &film) == WEBP_MUX_OK;
  std::string bytes;
  if (done) bytes.assign(reinterpret_cast<const char*>(film.bytes), film.size);
  WebPDataClear(&film);
  if (!done) return failed(where);
  return bytes;
}

}  // namespace facet
