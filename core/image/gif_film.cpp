#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <memory>

#include "core/image/gif.h"
#include "core/image/palette.h"

namespace facet {
namespace {

/// One index is kept for "as in the frame before", which packs what stands still to nearly nothing.
constexpr std::size_t kColors = 255;
constexpr int kUnchanged = 255;
/// Viewers show anything shorter at a tenth of the speed.
constexpr int kMinHundredths = 2;

int append_bytes(GifFileType* file, const GifByteType* bytes, int count) {
  static_cast<std::string*>(file->UserData)
      ->append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
  return count;
}

struct CloseWriter {
  void operator()(GifFileType* file) const { EGifCloseFile(file, nullptr); }
};
using Writer = std::unique_ptr<GifFileType, CloseWriter>;

struct FreeMap {
  void operator()(ColorMapObject* map) const { GifFreeMapObject(map); }
};

bool put_header(GifFileType* file, const Image& first, const std::vector<Rgb>& palette) {
  std::array<GifColorType, 256> colors{};
  for (std::size_t i = 0; i < palette.size(); ++i) {
    colors[i] = {palette[i][0], palette[i][1], palette[i][2]};
  }
  const std::unique_ptr<ColorMapObject, FreeMap> map(GifMakeMapObject(256, colors.data()));
  EGifSetGifVersion(file, true);
  // The Netscape extension: sub-block 1, 0 loops for ever.
  const std::array<GifByteType, 3> loop = {1, 0, 0};
  return map && EGifPutScreenDesc(file, first.width, first.height, 8, 0, map.get()) == GIF_OK &&
         EGifPutExtensionLeader(file, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
         EGifPutExtensionBlock(file, 11, "NETSCAPE2.0") == GIF_OK &&
         EGifPutExtensionBlock(file, static_cast<int>(loop.size()), loop.data()) == GIF_OK &&
         EGifPutExtensionTrailer(file) == GIF_OK;
}

bool put_frame(GifFileType* file, const Image& frame, int hundredths,
               std::vector<std::uint8_t>& indices) {
  const GraphicsControlBlock control{DISPOSE_DO_NOT, false, hundredths, kUnchanged};
  std::array<GifByteType, 4> bytes{};
  EGifGCBToExtension(&control, bytes.data());
  bool done = EGifPutExtension(file, GRAPHICS_EXT_FUNC_CODE, 4, bytes.data()) == GIF_OK &&
              EGifPutImageDesc(file, 0, 0, frame.width, frame.height, false, nullptr) == GIF_OK;
  for (int y = 0; done && y < frame.height; ++y) {
    GifPixelType* row =
        indices.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(frame.width);
    done = EGifPutLine(file, row, frame.width) == GIF_OK;
  }
  return done;
}

Error failed(const std::string& where) {
  return {ErrorCode::kInternal, "the GIF library failed; write a .webp film instead", where};
}

}  // namespace

Result<std::string> encode_gif(std::span<const Image> frames, const FilmOptions& options,
                               const std::string& where) {
  std::string bytes;
  Writer file(EGifOpen(&bytes, append_bytes, nullptr));
  Ditherer ditherer(make_palette(frames, kColors));
  if (!file || !put_header(file.get(), frames.front(), ditherer.palette())) return failed(where);
  const int hundredths = std::max(kMinHundredths, (options.frame_ms + 5) / 10);
  std::vector<std::uint8_t> shown;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (options.progress &&
        !options.progress(static_cast<double>(i) / static_cast<double>(frames.size()))) {
      return Error{ErrorCode::kCanceled, "writing the film was stopped", where};
    }
    std::vector<std::uint8_t> indices = ditherer.apply(frames[i]);
    std::vector<std::uint8_t> next = indices;
    for (std::size_t p = 0; p < shown.size(); ++p) {
      if (shown[p] == next[p]) next[p] = kUnchanged;
    }
    if (!put_frame(file.get(), frames[i], hundredths, next)) return failed(where);
    shown = std::move(indices);
  }
  if (EGifCloseFile(file.release(), nullptr) != GIF_OK) return failed(where);
  return bytes;
}

}  // namespace facet
