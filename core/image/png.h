#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace facet {

/// Keyword of the iTXt chunk that holds a picture's recipe.
inline constexpr std::string_view kRecipeKeyword = "facet";
/// A recipe longer than this is refused when it is read.
inline constexpr std::size_t kMaxRecipeBytes = std::size_t{64} << 20U;

/// Whether the bytes start as a PNG file does.
bool is_png(std::span<const std::uint8_t> bytes);

/// Checks the frame of a PNG file before a decoder sees it: the header chunk first and sensible,
/// every length inside the file, every checksum right, the end chunk there, and enough bytes for
/// the pixels that the header promises. Errors say what is wrong and at which byte.
Status check_png(std::span<const std::uint8_t> bytes, const std::string& where);

/// The UTF-8 text of the first iTXt chunk with the keyword `facet`, plain or compressed; empty if
/// there is none. A damaged chunk or a text over kMaxRecipeBytes is an Error.
Result<std::string> png_recipe(std::span<const std::uint8_t> bytes, const std::string& where);

/// Puts a recipe into a PNG file that encode_png made; compressed where it is longer than 1 kB.
std::string add_png_recipe(std::string_view png, std::string_view recipe);

}  // namespace facet
