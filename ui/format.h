#pragma once

#include <string>
#include <string_view>

namespace facet::ui {

/// "2:14", "1:02:14", "3 d 4 h"; "0:00" below a second; "-" for what is negative or not finite.
std::string format_duration(double seconds);
/// "1.24 GB", "310 MB".
std::string format_bytes(double bytes);
/// Three significant digits with thousands separators: "930", "14.2", "12,340".
std::string format_rate(double per_second);
/// The last part of a path, for people: "faces.npy" of "/data/faces.npy"; `drawn` data sets become
/// "built-in faces".
std::string short_name(std::string_view path);
/// The text cut to `limit` bytes at most, at a character's border, with "…" where it was cut.
std::string shorten(std::string_view text, std::size_t limit);

}  // namespace facet::ui
