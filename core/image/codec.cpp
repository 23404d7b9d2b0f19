#include "core/image/codec.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <new>

#include "core/base/files.h"
#include "core/image/bmp.h"
#include "core/image/gif.h"
#include "core/image/jpeg.h"
#include "core/image/png.h"
#include "core/image/stb.h"
#include "core/image/webp.h"

namespace facet {
namespace {

using Bytes = std::span<const std::uint8_t>;

/// The largest picture file that is read.
constexpr std::size_t kMaxFileBytes = std::size_t{1} << 30U;

enum class Format { kUnknown, kPng, kJpeg, kBmp, kGif, kWebp };

bool has_text(Bytes bytes, std::size_t offset, std::string_view text) {
  return bytes.size() >= offset + text.size() &&
         std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

Format format_of(Bytes bytes) {
  if (is_png(bytes)) return Format::kPng;
  if (has_text(bytes, 0, "\xff\xd8\xff")) return Format::kJpeg;
  if (has_text(bytes, 0, "GIF8")) return Format::kGif;
  if (has_text(bytes, 0, "RIFF") && has_text(bytes, 8, "WEBP")) return Format::kWebp;
  return is_bmp(bytes) ? Format::kBmp : Format::kUnknown;
}

Error unknown_format(Bytes bytes, const std::string& where) {
  const char* reason =
      bytes.empty() ? "the file is empty" : "the file is not a PNG, JPEG, BMP, GIF or WebP picture";
  return {ErrorCode::kBadInput, std::string(reason) + "; choose another file", where};
}

Result<Image> decode_known(Bytes bytes, const std::string& where) {
  switch (format_of(bytes)) {
    case Format::kPng:
      if (const Status sound = check_png(bytes, where); !sound) return sound.error();
      return decode_with_stb(bytes, where);
    case Format::kBmp:
      if (const Status sound = check_bmp(bytes, where); !sound) return sound.error();
      return decode_with_stb(bytes, where);
    case Format::kJpeg:
      return decode_jpeg(bytes, where);
    case Format::kGif:
      return decode_gif(bytes, where);
    case Format::kWebp:
      return decode_webp(bytes, where);
    case Format::kUnknown:
      break;
  }
  return unknown_format(bytes, where);
}

Result<std::string> recipe_of(Bytes bytes, const std::string& where) {
  if (is_png(bytes)) return png_recipe(bytes, where);
  if (format_of(bytes) == Format::kWebp) return webp_recipe(bytes, where);
  return std::string();
}

}  // namespace

Result<Image> decode_picture(Bytes bytes, const std::string& where) {
  try {
    return decode_known(bytes, where);
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::kOutOfMemory, "there is not enough memory for the picture; shrink it",
                 where};
  }
}

bool has_picture_extension(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos) return false;
  std::string extension(file_name.substr(dot + 1));
  for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  constexpr std::array<std::string_view, 6> kExtensions = {"png", "jpg", "jpeg",
                                                           "bmp", "gif", "webp"};
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

Result<LoadedPicture> read_picture(const std::string& path) {
  const Result<std::string> file = read_file(path, kMaxFileBytes);
  if (!file) return file.error();
  const Bytes bytes(reinterpret_cast<const std::uint8_t*>(file->data()), file->size());
  Result<Image> image = decode_picture(bytes, path);
  if (!image) return image.error();
  Result<std::string> recipe = recipe_of(bytes, path);
  if (!recipe) return recipe.error();
  return LoadedPicture{std::move(*image), std::move(*recipe)};
}

Result<std::string> encode_png(const Image& image, std::string_view recipe) {
  if (image.empty()) {
    return Error{ErrorCode::kInternal, "there are no pixels to write", ""};
  }
  if (image.width > kMaxPictureSide || image.height > kMaxPictureSide) {
    return Error{ErrorCode::kBadInput,
                 "the picture would have " + std::to_string(image.width) + " x " +
                     std::to_string(image.height) + " pixels; at most " +
                     std::to_string(kMaxPictureSide) + " a side can be written",
                 ""};
  }
  if (recipe.size() > kMaxRecipeBytes) {
    return Error{ErrorCode::kBadInput, "the recipe is over 64 MB; use fewer faces", ""};
  }
  try {
    std::string png = encode_png_with_stb(image);
    return recipe.empty() ? png : add_png_recipe(png, recipe);
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::kOutOfMemory, "there is not enough memory to write the picture", ""};
  }
}

Status write_png(const std::string& path, const Image& image, std::string_view recipe) {
  Result<std::string> png = encode_png(image, recipe);
  if (!png) return Error{png.error().code, png.error().message, path};
  return write_file_atomically(path, *png);
}

}  // namespace facet
