#include "tests/support/picture_files.h"

#ifdef FACET_HAS_JPEG
#include <turbojpeg.h>
#endif

#include <random>

#include "core/base/files.h"
#include "core/image/byte_order.h"
#include "core/image/film.h"
#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

template <typename T>
void append(std::string& bytes, T number, std::endian order) {
  for (const std::uint8_t byte : number_bytes(number, order)) bytes += static_cast<char>(byte);
}

}  // namespace

Image sample_picture(int width, int height, std::uint32_t seed) {
  std::mt19937 random(seed);
  Image image = make_image(width, height);
  std::uint8_t* out = image.pixels.data();
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const auto noise = static_cast<int>(random() % 8);
      *out++ = static_cast<std::uint8_t>(40 + x * 160 / width + noise);
      *out++ = static_cast<std::uint8_t>(200 - y * 160 / height + noise);
      *out++ = static_cast<std::uint8_t>(60 + (x + y) * 80 / (width + height) + noise);
    }
  }
  return image;
}

Image plain_picture(int width, int height, std::uint8_t red, std::uint8_t green,
                    std::uint8_t blue) {
  Image image = make_image(width, height);
  for (std::size_t i = 0; i < image.pixels.size(); i += 3) {
    image.pixels[i] = red;
    image.pixels[i + 1] = green;
    image.pixels[i + 2] = blue;
  }
  return image;
}

std::string bmp_file(const Image& rgb) {
  const int row = (rgb.width * 3 + 3) / 4 * 4;
  std::string bytes = "BM";
  append(bytes, std::int32_t{54 + row * rgb.height}, std::endian::little);
  append(bytes, std::int32_t{0}, std::endian::little);
  append(bytes, std::int32_t{54}, std::endian::little);
  append(bytes, std::int32_t{40}, std::endian::little);
  append(bytes, std::int32_t{rgb.width}, std::endian::little);
  append(bytes, std::int32_t{rgb.height}, std::endian::little);
  append(bytes, std::int16_t{1}, std::endian::little);
  append(bytes, std::int16_t{24}, std::endian::little);
  bytes.append(24, '\0');
  for (int y = rgb.height - 1; y >= 0; --y) {
    for (int x = 0; x < rgb.width; ++x) {
      const std::uint8_t* pixel = rgb.pixels.data() + (y * rgb.width + x) * 3;
      for (int c = 2; c >= 0; --c) bytes += static_cast<char>(pixel[c]);
    }
    bytes.append(static_cast<std::size_t>(row - rgb.width * 3), '\0');
  }
  return bytes;
}

#ifdef FACET_HAS_JPEG
std::string jpeg_file(const Image& rgb, int quality, std::string_view exif) {
  const tjhandle encoder = tjInitCompress();
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  std::string file;
  if (tjCompress2(encoder, rgb.pixels.data(), rgb.width, 0, rgb.height, TJPF_RGB, &bytes, &size,
                  TJSAMP_444, quality, 0) == 0) {
    file.assign(reinterpret_cast<const char*>(bytes), size);
    file.insert(2, exif);
  }
  tjFree(bytes);
  tjDestroy(encoder);
  return file;
}
#else
std::string jpeg_file(const Image&, int, std::string_view) { return ""; }
#endif

std::string film_file(std::span<const Image> frames, const std::string& extension,
                      const std::string& recipe) {
  const TemporaryFolder folder;
  FilmOptions options;
  options.recipe = recipe;
  if (!write_film(folder / ("film" + extension), frames, options)) return "";
  const Result<std::string> bytes = read_file(folder / ("film" + extension));
  return bytes ? *bytes : "";
}

std::string exif_segment(int orientation, bool big_endian) {
  const std::endian order = big_endian ? std::endian::big : std::endian::little;
  std::string body("Exif\0\0", 6);
  body += big_endian ? "MM" : "II";
  append(body, std::uint16_t{42}, order);
  append(body, std::uint32_t{8}, order);
  append(body, std::uint16_t{1}, order);
  append(body, std::uint16_t{0x0112}, order);
  append(body, std::uint16_t{3}, order);
  append(body, std::uint32_t{1}, order);
  append(body, static_cast<std::uint16_t>(orientation), order);
  append(body, std::uint16_t{0}, order);
  append(body, std::uint32_t{0}, order);
  std::string segment = "\xff\xe1";
  append(segment, static_cast<std::uint16_t>(body.size() + 2), std::endian::big);
  return segment + body;
}

}  // namespace facet
