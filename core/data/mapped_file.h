#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "core/base/result.h"

namespace facet {

/// A whole file mapped into memory for reading. Its bytes stay readable after the file is renamed,
/// replaced or deleted; only cutting the file off in place, which nothing in Facet does, would end
/// the program. Movable; any number of threads may read.
class MappedFile {
 public:
  /// Errors: not there, not readable, a folder or another thing that is not a plain file.
  static Result<MappedFile> open(const std::string& path);

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  /// Empty for an empty file.
  std::span<const std::uint8_t> bytes() const { return {data_, size_}; }

 private:
  MappedFile(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}
  void unmap();

  const std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

/// Tells the system that bytes of a mapped file will be read soon: it fetches those that are not in
/// memory while the caller goes on. Pieces that are asked for together come together; a piece that
/// is read unasked is waited for alone. Any bytes may be asked for; errors do not matter. Any
/// thread.
void fetch_soon(std::span<const std::uint8_t> bytes);

}  // namespace facet
