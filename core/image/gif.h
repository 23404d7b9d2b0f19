#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/image.h"
#include "core/base/result.h"
#include "core/image/film.h"

namespace facet {

/// The first frame of a GIF file as RGBA on its canvas. A frame that is cut off is an Error; so is
/// any file in a build without giflib. Any thread.
Result<Image> decode_gif(std::span<const std::uint8_t> bytes, const std::string& where);

/// A GIF film as bytes: film.h says how it looks. `where` names the file to be written.
Result<std::string> encode_gif(std::span<const Image> frames, const FilmOptions& options,
                               const std::string& where);

}  // namespace facet
