#include "core/image/film.h"

#include <algorithm>
#include <cctype>
#include <new>

#include "core/base/files.h"
#include "core/image/codec.h"
#include "core/image/gif.h"
#include "core/image/webp.h"

namespace facet {
namespace {

constexpr int kMaxWebpSide = 16383;
constexpr std::size_t kMaxFileBytes = std::size_t{1} << 30U;

bool has_extension(std::string_view name, std::string_view extension) {
  if (name.size() < extension.size()) return false;
  return std::equal(extension.begin(), extension.end(), name.end() - extension.size(),
                    [](char a, char b) {
                      return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
                    });
}

Error refused(const std::string& path, const std::string& reason) {
  return {ErrorCode::kBadInput, reason, path};
}

Status check_film(const std::string& path, std::span<const Image> frames,
                  const FilmOptions& options) {
  if (!has_film_extension(path)) return refused(path, "a film's name must end in .webp or .gif");
  if (frames.empty()) return refused(path, "there are no frames to write");
  if (options.frame_ms < 10 || options.frame_ms > 60000) {
    return refused(path, "a frame must be shown for 10 to 60000 ms");
  }
  const Image& first = frames.front();
  const int limit = has_extension(path, ".webp") ? kMaxWebpSide : kMaxPictureSide;
  if (first.empty() || first.width > limit || first.height > limit) {
    return refused(path, "the frames have " + std::to_string(first.width) + " x " +
                             std::to_string(first.height) + " pixels; 1 to " +
                             std::to_string(limit) + " a side are possible");
  }
  for (const Image& frame : frames) {
    if (frame.width != first.width || frame.height != first.height || frame.channels != 3) {
      return refused(path, "the frames are not all of one size and RGB");
    }
  }
  return {};
}

}  // namespace

bool has_film_extension(std::string_view file_name) {
  return has_extension(file_name, ".webp") || has_extension(file_name, ".gif");
}

Status write_film(const std::string& path, std::span<const Image> frames,
                  const FilmOptions& options) {
  if (Status status = check_film(path, frames, options); !status) return status;
  try {
    const auto encode = has_extension(path, ".webp") ? encode_webp : encode_gif;
    const Result<std::string> bytes = encode(frames, options, path);
    if (!bytes) return bytes.error();
    return write_file_atomically(path, *bytes);
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::kOutOfMemory, "there is not enough memory for the film; shorten it",
                 path};
  }
}

Result<Film> read_film(const std::string& path) {
  const Result<std::string> file = read_file(path, kMaxFileBytes);
  if (!file) return file.error();
  try {
    return decode_webp_film({reinterpret_cast<const std::uint8_t*>(file->data()), file->size()},
                            path);
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::kOutOfMemory, "there is not enough memory for the film; shorten it",
                 path};
  }
}

}  // namespace facet
