#include <webp/encode.h>
#include <webp/mux.h>

#include <memory>

#include "core/image/webp.h"

namespace facet {
namespace {

/// Speed against size of the lossless packer, 0 (fast) to 9.
constexpr int kEffort = 3;

struct DeleteEncoder {
  void operator()(WebPAnimEncoder* encoder) const { WebPAnimEncoderDelete(encoder); }
};
using Encoder = std::unique_ptr<WebPAnimEncoder, DeleteEncoder>;

struct DeleteMux {
  void operator()(WebPMux* mux) const { WebPMuxDelete(mux); }
};
using Mux = std::unique_ptr<WebPMux, DeleteMux>;

/// Frees the library's own memory at the end of a scope.
struct Data {
  WebPData data{};
  Data() { WebPDataInit(&data); }
  ~Data() { WebPDataClear(&data); }
  Data(const Data&) = delete;
  Data& operator=(const Data&) = delete;
  std::string text() const { return {reinterpret_cast<const char*>(data.bytes), data.size}; }
};

struct Picture {
  WebPPicture picture{};
  Picture() { WebPPictureInit(&picture); }
  ~Picture() { WebPPictureFree(&picture); }
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;
};

Error failed(const std::string& where, const std::string& reason) {
  return {ErrorCode::kInternal,
          "the WebP library failed (" + reason + "); try fewer or smaller frames", where};
}

bool add_frame(WebPAnimEncoder* encoder, const Image& frame, int begin_ms,
               const WebPConfig& config) {
  Picture picture;
  picture.picture.use_argb = 1;
  picture.picture.width = frame.width;
  picture.picture.height = frame.height;
  return WebPPictureImportRGB(&picture.picture, frame.pixels.data(), frame.width * 3) != 0 &&
         WebPAnimEncoderAdd(encoder, &picture.picture, begin_ms, &config) != 0;
}

Result<std::string> add_recipe(const Data& film, const std::string& recipe,
                               const std::string& where) {
  const Mux mux(WebPMuxCreate(&film.data, 0));
  const WebPData text{reinterpret_cast<const std::uint8_t*>(recipe.data()), recipe.size()};
  Data whole;
  if (!mux || WebPMuxSetChunk(mux.get(), "XMP ", &text, 0) != WEBP_MUX_OK ||
      WebPMuxAssemble(mux.get(), &whole.data) != WEBP_MUX_OK) {
    return failed(where, "the recipe cannot be added");
  }
  return whole.text();
}

}  // namespace

Result<std::string> encode_webp(std::span<const Image> frames, const FilmOptions& options,
                                const std::string& where) {
  WebPAnimEncoderOptions settings;
  WebPConfig config;
  if (WebPAnimEncoderOptionsInit(&settings) == 0 || WebPConfigInit(&config) == 0 ||
      WebPConfigLosslessPreset(&config, kEffort) == 0) {
    return failed(where, "another version of the library");
  }
  const Encoder encoder(WebPAnimEncoderNew(frames.front().width, frames.front().height, &settings));
  if (!encoder) return failed(where, "not enough memory");
  int time_ms = 0;
  for (std::size_t i = 0; i < frames.size(); ++i, time_ms += options.frame_ms) {
    if (options.progress &&
        !options.progress(static_cast<double>(i) / static_cast<double>(frames.size()))) {
      return Error{ErrorCode::kCanceled, "writing the film was stopped", where};
    }
    if (!add_frame(encoder.get(), frames[i], time_ms, config)) {
      return failed(where, WebPAnimEncoderGetError(encoder.get()));
    }
  }
  Data film;
  if (WebPAnimEncoderAdd(encoder.get(), nullptr, time_ms, nullptr) == 0 ||
      WebPAnimEncoderAssemble(encoder.get(), &film.data) == 0) {
    return failed(where, WebPAnimEncoderGetError(encoder.get()));
  }
  if (options.recipe.empty()) return film.text();
  return add_recipe(film, options.recipe, where);
}

}  // namespace facet
