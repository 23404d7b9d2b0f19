#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"

namespace facet {

/// How a film is written.
struct FilmOptions {
  int frame_ms = 80;   ///< how long each frame is shown, 10 to 60,000
  std::string recipe;  ///< JSON text of what made it; WebP only, a GIF has no place for it
  /// Called with the share done, 0 to 1, on the calling thread; returning false cancels. May be
  /// empty.
  std::function<bool(double)> progress;
};

/// A film that was read.
struct Film {
  std::vector<Image> frames;      ///< RGB, all of one size
  std::vector<int> durations_ms;  ///< of each frame
  std::string recipe;             ///< empty: none
};

/// Whether a file name ends as a film does: .webp or .gif.
bool has_film_extension(std::string_view file_name);

/// Writes a film that loops for ever, atomically; the name's extension decides the form. `.webp` is
/// lossless: read_film gives the same pixels. `.gif` has one palette of 255 colours made for the
/// film and is dithered in a fixed pattern, so that what stands still does not flicker; its frame
/// times are rounded to 10 ms and 20 ms at least. Frames are RGB, of one size, at least one, at
/// most kMaxPictureSide pixels a side (16,383 for WebP). Errors: another extension, no frames,
/// frames of different sizes, writing failed, canceled (ErrorCode::kCanceled; no file is left).
/// Any thread.
Status write_film(const std::string& path, std::span<const Image> frames,
                  const FilmOptions& options);

/// Reads all frames of a WebP film (or still) with its recipe. Films of more than 1 GB of pixels
/// are refused.
Result<Film> read_film(const std::string& path);

}  // namespace facet
