#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

namespace facet {

/// The bytes of a value in reverse order.
template <typename T>
T reverse_bytes(T value) {
  auto bytes = std::bit_cast<std::array<std::uint8_t, sizeof(T)>>(value);
  for (std::size_t i = 0; i < sizeof(T) / 2; ++i) std::swap(bytes[i], bytes[sizeof(T) - 1 - i]);
  return std::bit_cast<T>(bytes);
}

/// A number from bytes in the given order, which need not be aligned.
template <typename T>
T load_number(const std::uint8_t* bytes, std::endian order) {
  T value;
  std::memcpy(&value, bytes, sizeof value);
  return order == std::endian::native ? value : reverse_bytes(value);
}

template <typename T>
T load_little(const std::uint8_t* bytes) {
  return load_number<T>(bytes, std::endian::little);
}

template <typename T>
T load_big(const std::uint8_t* bytes) {
  return load_number<T>(bytes, std::endian::big);
}

/// The bytes of a number in the given order.
template <typename T>
std::array<std::uint8_t, sizeof(T)> number_bytes(T value, std::endian order) {
  if (order != std::endian::native) value = reverse_bytes(value);
  return std::bit_cast<std::array<std::uint8_t, sizeof(T)>>(value);
}

}  // namespace facet
