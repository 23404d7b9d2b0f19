#include "core/image/gif.h"

#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/image/codec.h"

namespace facet {
namespace {

using Bytes = std::span<const std::uint8_t>;

/// LZW with codes of 12 bits cannot make more pixels of a byte.
constexpr std::int64_t kMaxPixelsPerByte = 4096;

Error undecodable(const std::string& where, const std::string& reason) {
  return {ErrorCode::kBadInput,
          "the GIF picture cannot be decoded (" + reason + "); get the file again", where};
}

std::string reason_of(int code) {
  const char* text = GifErrorString(code);
  return text != nullptr ? text : "unknown reason";
}

int read_bytes(GifFileType* file, GifByteType* out, int count) {
  Bytes& rest = *static_cast<Bytes*>(file->UserData);
  const std::size_t taken = std::min(rest.size(), static_cast<std::size_t>(count));
  std::copy_n(rest.begin(), taken, out);
  rest = rest.subspan(taken);
  return static_cast<int>(taken);
}

struct CloseReader {
  void operator()(GifFileType* file) const { DGifCloseFile(file, nullptr); }
};
using Reader = std::unique_ptr<GifFileType, CloseReader>;

/// Reads an extension with its blocks and returns the transparent colour that it names, if any.
std::optional<int> read_extension(GifFileType* file, bool& failed) {
  int code = 0;
  GifByteType* block = nullptr;
  std::optional<int> transparent;
  failed = DGifGetExtension(file, &code, &block) == GIF_ERROR;
  while (!failed && block != nullptr) {
    GraphicsControlBlock control;
    if (code == GRAPHICS_EXT_FUNC_CODE && block[0] >= 4 &&
        DGifExtensionToGCB(4, block + 1, &control) == GIF_OK && control.TransparentColor >= 0) {
      transparent = control.TransparentColor;
    }
    failed = DGifGetExtensionNext(file, &block) == GIF_ERROR;
  }
  return transparent;
}

/// The row that comes `index`-th in the file: GIF89a, appendix E.
std::vector<int> row_order(int height, bool interlaced) {
  std::vector<int> rows;
  rows.reserve(static_cast<std::size_t>(height));
  if (!interlaced) {
    for (int y = 0; y < height; ++y) rows.push_back(y);
    return rows;
  }
  constexpr std::array<std::array<int, 2>, 4> kPasses = {{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
  for (const auto& [first, step] : kPasses) {
    for (int y = first; y < height; y += step) rows.push_back(y);
  }
  return rows;
}

Result<Image> read_frame(GifFileType* file, std::optional<int> transparent,
                         const std::string& where) {
  const GifImageDesc& frame = file->Image;
  const ColorMapObject* colors = frame.ColorMap != nullptr ? frame.ColorMap : file->SColorMap;
  if (colors == nullptr) return undecodable(where, "it has no colours");
  if (frame.Width <= 0 || frame.Height <= 0) return undecodable(where, "its frame is empty");
  Image canvas = make_image(file->SWidth, file->SHeight, 4);
  std::vector<GifPixelType> row(static_cast<std::size_t>(frame.Width));
  for (const int y : row_order(frame.Height, frame.Interlace)) {
    if (DGifGetLine(file, row.data(), frame.Width) == GIF_ERROR) {
      return undecodable(where, "the frame is cut off or damaged");
    }
    const int canvas_y = frame.Top + y;
    if (canvas_y >= canvas.height) continue;
    for (int x = 0; x < frame.Width && frame.Left + x < canvas.width; ++x) {
      const int index = row[static_cast<std::size_t>(x)];
      if (index >= colors->ColorCount || index == transparent) continue;
      const GifColorType& color = colors->Colors[index];
      const std::size_t at =
          (static_cast<std::size_t>(canvas_y) * static_cast<std::size_t>(canvas.width) +
           static_cast<std::size_t>(frame.Left + x)) *
          4;
      canvas.pixels[at] = color.Red;
      canvas.pixels[at + 1] = color.Green;
      canvas.pixels[at + 2] = color.Blue;
      canvas.pixels[at + 3] = 255;
    }
  }
  return canvas;
}

}  // namespace

Result<Image> decode_gif(Bytes bytes, const std::string& where) {
  int code = 0;
  Bytes rest = bytes;
  const Reader file(DGifOpen(&rest, read_bytes, &code));
  if (!file) return undecodable(where, reason_of(code));
  if (file->SWidth <= 0 || file->SHeight <= 0) return undecodable(where, "its canvas is empty");
  if (file->SWidth > kMaxPictureSide || file->SHeight > kMaxPictureSide ||
      std::int64_t{file->SWidth} * file->SHeight / kMaxPixelsPerByte >
          static_cast<std::int64_t>(bytes.size())) {
    return undecodable(where, "its canvas is larger than the file can fill");
  }
  std::optional<int> transparent;
  while (true) {
    GifRecordType record = UNDEFINED_RECORD_TYPE;
    if (DGifGetRecordType(file.get(), &record) == GIF_ERROR) {
      return undecodable(where, "it ends before its first frame");
    }
    if (record == TERMINATE_RECORD_TYPE) return undecodable(where, "it has no frame");
    if (record == EXTENSION_RECORD_TYPE) {
      bool failed = false;
      const std::optional<int> named = read_extension(file.get(), failed);
      if (failed) return undecodable(where, "it ends before its first frame");
      if (named) transparent = named;
    } else if (record == IMAGE_DESC_RECORD_TYPE) {
      if (DGifGetImageDesc(file.get()) == GIF_ERROR) {
        return undecodable(where, reason_of(file->Error));
      }
      return read_frame(file.get(), transparent, where);
    }
  }
}

}  // namespace facet
