#include "core/image/stb.h"

#ifdef FACET_HAS_ZLIB
#include <zlib.h>

#include <cstdlib>

/// stb's hook for a faster packer: a zlib stream in memory of malloc, or null. What stb hands over
/// is filtered: its runs are worth finding, other repeats are not. Of a grid of faces a search for
/// all of them made 4 % more bytes in half as much time again.
static unsigned char* facet_zlib_pack(unsigned char* data, int size, int* packed_size, int) {
  constexpr int kWindowBits = 15;
  constexpr int kMemoryLevel = 8;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kWindowBits, kMemoryLevel, Z_RLE) != Z_OK) {
    return nullptr;
  }
  const uLong bound = deflateBound(&stream, static_cast<uLong>(size));
  auto* packed = static_cast<unsigned char*>(std::malloc(bound));
  stream.next_in = data;
  stream.avail_in = static_cast<uInt>(size);
  stream.next_out = packed;
  stream.avail_out = static_cast<uInt>(bound);
  const bool done = packed != nullptr && deflate(&stream, Z_FINISH) == Z_STREAM_END;
  *packed_size = static_cast<int>(stream.total_out);
  deflateEnd(&stream);
  if (done) return packed;
  std::free(packed);
  return nullptr;
}
#define STBIW_ZLIB_COMPRESS facet_zlib_pack
#endif

#define STBI_ONLY_PNG
#define STBI_ONLY_BMP
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS 16384
#define STB_IMAGE_IMPLEMENTATION
#include <stb_image.h>
#define STBI_WRITE_NO_STDIO
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb_image_write.h>

#include <cassert>
#include <cstdlib>
#include <limits>
#include <memory>
#include <new>

namespace facet {
namespace {

/// stb would try all five filters on each row. Of a grid of faces that made 0.02 % fewer bytes than
/// Paeth's alone in a third more time.
[[maybe_unused]] const int forced_filter = stbi_write_force_png_filter = 4;

struct FreeMemory {
  void operator()(void* memory) const { std::free(memory); }
};
template <typename T>
using Buffer = std::unique_ptr<T, FreeMemory>;

void append_bytes(void* text, void* bytes, int count) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(bytes),
                                          static_cast<std::size_t>(count));
}

Error undecodable(const std::string& where) {
  const char* reason = stbi_failure_reason();
  return {ErrorCode::kBadInput,
          std::string("the picture cannot be decoded (") + (reason ? reason : "unknown reason") +
              "); open it in an image editor and save it again as PNG",
          where};
}

}  // namespace

Result<Image> decode_with_stb(std::span<const std::uint8_t> bytes, const std::string& where) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    return Error{ErrorCode::kBadInput, "the picture file is over 2 GB; make it smaller", where};
  }
  const int size = static_cast<int>(bytes.size());
  Image image;
  int found = 0;
  if (stbi_info_from_memory(bytes.data(), size, &image.width, &image.height, &found) == 0) {
    return undecodable(where);
  }
  image.channels = found == 2 ? 4 : found;
  const Buffer<stbi_uc> pixels(stbi_load_from_memory(bytes.data(), size, &image.width,
                                                     &image.height, &found, image.channels));
  if (!pixels) return undecodable(where);
  image.pixels.assign(pixels.get(), pixels.get() + static_cast<std::size_t>(image.width) *
                                                       static_cast<std::size_t>(image.height) *
                                                       static_cast<std::size_t>(image.channels));
  return image;
}

std::string encode_png_with_stb(const Image& image) {
  assert(!image.empty());
  std::string bytes;
  const int done = stbi_write_png_to_func(append_bytes, &bytes, image.width, image.height,
                                          image.channels, image.pixels.data(), 0);
  if (done == 0) throw std::bad_alloc();
  return bytes;
}

std::string zlib_compress(std::string_view bytes) {
  // The library takes a pointer to mutable bytes but does not write to them.
  auto* begin = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
  int length = 0;
  constexpr int kQuality = 8;
  const Buffer<unsigned char> packed(
      stbi_zlib_compress(begin, static_cast<int>(bytes.size()), &length, kQuality));
  if (!packed) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(packed.get()), static_cast<std::size_t>(length)};
}

std::optional<std::string> zlib_decompress(std::span<const std::uint8_t> packed,
                                           std::size_t limit) {
  assert(packed.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
  assert(limit < static_cast<std::size_t>(std::numeric_limits<int>::max()));
  // One byte of room beyond the limit tells a text that is too long.
  const Buffer<char> text(static_cast<char*>(std::malloc(limit + 1)));
  if (!text) return std::nullopt;
  const int length = stbi_zlib_decode_buffer(text.get(), static_cast<int>(limit + 1),
                                             reinterpret_cast<const char*>(packed.data()),
                                             static_cast<int>(packed.size()));
  if (length < 0 || static_cast<std::size_t>(length) > limit) return std::nullopt;
  return std::string(text.get(), static_cast<std::size_t>(length));
}

}  // namespace facet
