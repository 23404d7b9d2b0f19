#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace facet {

/// A 128-bit XXH3 hash, fed piece by piece: the identity of weights, data sets and pictures. Not a
/// defence against somebody who wants two things to agree. One thread at a time.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;

  Hasher& add(const void* bytes, std::size_t count);
  /// Adds the text and its length, so that two texts in a row never read as one.
  Hasher& add(std::string_view text);
  Hasher& add(std::int64_t number) { return add(&number, sizeof number); }
  Hasher& add(double number) { return add(&number, sizeof number); }

  /// 32 hexadecimal digits of what was added so far.
  std::string hex() const;
  /// The low 64 bits of what was added so far.
  std::uint64_t low64() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace facet
