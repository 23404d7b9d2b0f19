#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/image.h"
#include "core/base/result.h"
#include "core/image/film.h"

namespace facet {

// In a build without libwebp every function here returns an Error that says so. Any thread.

/// The picture or first frame of a WebP file as RGBA, or RGB where it has no alpha.
Result<Image> decode_webp(std::span<const std::uint8_t> bytes, const std::string& where);

/// The bytes of a WebP file's XMP chunk, where Facet keeps the recipe as plain JSON; empty if there
/// is none. Text that is not a JSON object, as other programs write there, counts as none.
Result<std::string> webp_recipe(std::span<const std::uint8_t> bytes, const std::string& where);

/// All frames of a WebP file.
Result<Film> decode_webp_film(std::span<const std::uint8_t> bytes, const std::string& where);

/// A lossless WebP film as bytes: film.h says how. `where` names the file to be written.
Result<std::string> encode_webp(std::span<const Image> frames, const FilmOptions& options,
                                const std::string& where);

}  // namespace facet
