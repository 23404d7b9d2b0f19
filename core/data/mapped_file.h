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

}  // namespace facet
