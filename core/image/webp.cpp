#include "core/image/webp.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "core/image/png.h"

namespace facet {
namespace {

using Bytes = std::span<const std::uint8_t>;

/// A film of more pixels than this is refused.
constexpr std::uint64_t kMaxFilmBytes = std::uint64_t{1} << 30U;
/// A frame of a film may have 8192 x 8192 pixels.
constexpr std::uint64_t kMaxFramePixels = std::uint64_t{1} << 26U;

Error undecodable(const std::string& where) {
  return {ErrorCode::kBadInput, "the WebP file is damaged or cut off; get the file again", where};
}

struct DeleteDecoder {
  void operator()(WebPAnimDecoder* decoder) const { WebPAnimDecoderDelete(decoder); }
};
using FilmDecoder = std::unique_ptr<WebPAnimDecoder, DeleteDecoder>;

struct DeleteDemuxer {
  void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};
using Demuxer = std::unique_ptr<WebPDemuxer, DeleteDemuxer>;

struct FreePixels {
  void operator()(std::uint8_t* pixels) const { WebPFree(pixels); }
};

/// Holds the file's bytes as the library wants them; they must outlive what reads them.
WebPData data_of(Bytes bytes) { return {bytes.data(), bytes.size()}; }

/// A film's decoder with what the film says of itself.
struct OpenFilm {
  FilmDecoder decoder;
  WebPAnimInfo info{};
};

Result<OpenFilm> open_film(const WebPData& data, const std::string& where) {
  WebPAnimDecoderOptions options;
  if (WebPAnimDecoderOptionsInit(&options) == 0) return undecodable(where);
  options.color_mode = MODE_RGBA;
  // The decoder makes room for the canvas at once, so its size is looked at before.
  WebPBitstreamFeatures features;
  if (WebPGetFeatures(data.bytes, data.size, &features) != VP8_STATUS_OK) return undecodable(where);
  if (std::uint64_t(features.width) * std::uint64_t(features.height) > kMaxFramePixels) {
    return Error{ErrorCode::kBadInput,
                 "the film's frames have over 8192 x 8192 pixels; shrink them", where};
  }
  OpenFilm film{FilmDecoder(WebPAnimDecoderNew(&data, &options))};
  if (!film.decoder || WebPAnimDecoderGetInfo(film.decoder.get(), &film.info) == 0) {
    return undecodable(where);
  }
  return film;
}

Image take_frame(const std::uint8_t* rgba, int width, int height, bool alpha) {
  Image frame = make_image(width, height, alpha ? 4 : 3);
  const auto channels = static_cast<std::size_t>(frame.channels);
  for (std::size_t i = 0; i < frame.pixels.size() / channels; ++i) {
    std::copy_n(rgba + i * 4, channels,
                frame.pixels.begin() + static_cast<std::ptrdiff_t>(i * channels));
  }
  return frame;
}

Result<Image> decode_still(Bytes bytes, const WebPBitstreamFeatures& features,
                           const std::string& where) {
  Image image{features.width, features.height, features.has_alpha != 0 ? 4 : 3, {}};
  const auto decode = image.channels == 4 ? WebPDecodeRGBA : WebPDecodeRGB;
  const std::unique_ptr<std::uint8_t, FreePixels> pixels(
      decode(bytes.data(), bytes.size(), &image.width, &image.height));
  if (!pixels) return undecodable(where);
  image.pixels.assign(pixels.get(), pixels.get() + static_cast<std::size_t>(image.width) *
                                                       static_cast<std::size_t>(image.height) *
                                                       static_cast<std::size_t>(image.channels));
  return image;
}

Result<Image> decode_first_frame(Bytes bytes, bool alpha, const std::string& where) {
  const WebPData data = data_of(bytes);
  const Result<OpenFilm> film = open_film(data, where);
  if (!film) return film.error();
  std::uint8_t* pixels = nullptr;
  int end_ms = 0;
  if (WebPAnimDecoderGetNext(film->decoder.get(), &pixels, &end_ms) == 0) {
    return undecodable(where);
  }
  return take_frame(pixels, static_cast<int>(film->info.canvas_width),
                    static_cast<int>(film->info.canvas_height), alpha);
}

bool is_json_object(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin != std::string_view::npos && text[begin] == '{';
}

}  // namespace

Result<Image> decode_webp(Bytes bytes, const std::string& where) {
  WebPBitstreamFeatures features;
  if (WebPGetFeatures(bytes.data(), bytes.size(), &features) != VP8_STATUS_OK) {
    return undecodable(where);
  }
  if (features.has_animation == 0) return decode_still(bytes, features, where);
  return decode_first_frame(bytes, features.has_alpha != 0, where);
}

Result<std::string> webp_recipe(Bytes bytes, const std::string& where) {
  const WebPData data = data_of(bytes);
  const Demuxer demuxer(WebPDemux(&data));
  if (!demuxer) return undecodable(where);
  WebPChunkIterator chunk;
  std::string recipe;
  if (WebPDemuxGetChunk(demuxer.get(), "XMP ", 1, &chunk) != 0) {
    recipe.assign(reinterpret_cast<const char*>(chunk.chunk.bytes), chunk.chunk.size);
    WebPDemuxReleaseChunkIterator(&chunk);
  }
  if (recipe.size() > kMaxRecipeBytes) return undecodable(where);
  return is_json_object(recipe) ? recipe : std::string();
}

Result<Film> decode_webp_film(Bytes bytes, const std::string& where) {
  Result<std::string> recipe = webp_recipe(bytes, where);
  if (!recipe) return recipe.error();
  const WebPData data = data_of(bytes);
  const Result<OpenFilm> opened = open_film(data, where);
  if (!opened) return opened.error();
  const WebPAnimInfo& info = opened->info;
  if (std::uint64_t{info.canvas_width} * info.canvas_height * 3 * info.frame_count >
      kMaxFilmBytes) {
    return Error{ErrorCode::kBadInput, "the film has over 1 GB of pixels; shorten it", where};
  }
  Film film;
  film.recipe = std::move(*recipe);
  int begin_ms = 0;
  while (WebPAnimDecoderHasMoreFrames(opened->decoder.get()) != 0) {
    std::uint8_t* pixels = nullptr;
    int end_ms = 0;
    if (WebPAnimDecoderGetNext(opened->decoder.get(), &pixels, &end_ms) == 0)
      return undecodable(where);
    film.durations_ms.push_back(end_ms - begin_ms);
    begin_ms = end_ms;
    film.frames.push_back(take_frame(pixels, static_cast<int>(info.canvas_width),
                                     static_cast<int>(info.canvas_height), false));
  }
  if (film.frames.empty()) return undecodable(where);
  return film;
}

}  // namespace facet
