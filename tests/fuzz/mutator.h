#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace facet {

/// Damages valid files in the ways that find mistakes in readers: flipped bits, bytes and numbers
/// at the ends of their ranges, parts cut off, taken out, doubled or taken from another file. The
/// same seed gives the same files.
class Mutator {
 public:
  explicit Mutator(std::uint32_t seed) : random_(seed) {}

  /// One of the seeds, damaged in 1 to 8 places.
  std::string mutate(const std::vector<std::string>& seeds);

  /// A number below `limit`, which is at least 1.
  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  void damage(std::string& text, const std::vector<std::string>& seeds);
  void put_number(std::string& text);

  std::mt19937 random_;
};

}  // namespace facet
