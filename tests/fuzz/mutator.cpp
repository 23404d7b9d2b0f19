#include "tests/fuzz/mutator.h"

#include <algorithm>
#include <array>

namespace facet {
namespace {

constexpr std::array<std::uint64_t, 12> kNumbers = {
    0,      1,      2,          0x7f,       0x80,       0xff,
    0x7fff, 0xffff, 0x7fffffff, 0xffffffff, 0x80000000, 0x7fffffffffffffff};
constexpr std::array<const char*, 14> kTexts = {"-1",       "99999999999999999999",
                                                "1e999",    "nan",
                                                "null",     "[[[[[[[[",
                                                "((((((((", "\"",
                                                "\xff\xfe", "{}",
                                                "'",        ",,",
                                                "0",        "65535"};

}  // namespace

std::string Mutator::mutate(const std::vector<std::string>& seeds) {
  std::string text = seeds[below(seeds.size())];
  const std::size_t places = 1 + below(8);
  for (std::size_t i = 0; i < places; ++i) damage(text, seeds);
  return text;
}

void Mutator::put_number(std::string& text) {
  const std::uint64_t number = kNumbers[below(kNumbers.size())] + below(3) - 1;
  const std::size_t bytes = std::size_t{1} << below(4);
  const bool big_endian = below(2) == 1;
  if (text.size() < bytes) return;
  const std::size_t at = below(text.size() - bytes + 1);
  for (std::size_t i = 0; i < bytes; ++i) {
    const std::size_t shift = 8 * (big_endian ? bytes - 1 - i : i);
    text[at + i] = static_cast<char>(number >> shift);
  }
}

void Mutator::damage(std::string& text, const std::vector<std::string>& seeds) {
  const std::size_t at = below(text.size() + 1);
  const std::size_t length = std::min(text.size() - at, below(32));
  switch (below(9)) {
    case 0:
    case 1:
      if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
      break;
    case 2:
      if (at < text.size()) text[at] = static_cast<char>(below(256));
      break;
    case 3:
      put_number(text);
      break;
    case 4:
      text.erase(at, length);
      break;
    case 5:
      text.insert(at, text.substr(at, length));
      break;
    case 6:
      text.replace(at, length, kTexts[below(kTexts.size())]);
      break;
    case 7: {
      const std::string& other = seeds[below(seeds.size())];
      text.insert(at, other.substr(below(other.size() + 1), below(64)));
      break;
    }
    default:
      // A file cut off hides all that comes later, so it is not cut every time.
      if (below(4) == 0) text.resize(at);
      break;
  }
}

}  // namespace facet
