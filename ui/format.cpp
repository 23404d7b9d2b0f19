#include "ui/format.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "core/base/words.h"

namespace facet::ui {
namespace {

template <typename... Arguments>
std::string print(const char* format, Arguments... arguments) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), format, arguments...);
  return text.data();
}

}  // namespace

std::string format_duration(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0 || seconds > 1e9) return "-";
  const auto whole = static_cast<std::int64_t>(seconds);
  const std::int64_t hours = whole / 3600;
  if (hours >= 48) {
    return print("%lld d %lld h", static_cast<long long>(hours / 24),
                 static_cast<long long>(hours % 24));
  }
  const auto minutes = static_cast<int>(whole / 60 % 60);
  const auto rest = static_cast<int>(whole % 60);
  if (hours > 0) return print("%d:%02d:%02d", static_cast<int>(hours), minutes, rest);
  return print("%d:%02d", minutes, rest);
}

std::string format_bytes(double bytes) {
  if (!std::isfinite(bytes) || bytes < 0) return "-";
  if (bytes >= 1e9) return print("%.2f GB", bytes / 1e9);
  if (bytes >= 1e6) return print("%.0f MB", bytes / 1e6);
  return print("%.0f kB", bytes / 1e3);
}

std::string format_rate(double per_second) {
  if (!std::isfinite(per_second) || per_second < 0) return "-";
  if (per_second >= 100) return with_thousands(std::llround(per_second));
  return per_second >= 10 ? print("%.1f", per_second) : print("%.2f", per_second);
}

std::string short_name(std::string_view path) {
  if (path == "drawn" || path.starts_with("drawn:")) return "built-in faces";
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

std::string shorten(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  std::size_t end = limit;
  const auto inside_character = [&] {
    return end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U;
  };
  while (inside_character()) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace facet::ui
