#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace facet {

/// A file that is written piece by piece and appears whole or not at all: a temporary name beside
/// it, fsync, rename, fsync of the folder. Without commit() nothing changes. A kill leaves at most
/// a temporary file, which remove_abandoned_files() takes away. Where the file system can, whole
/// blocks go past the system's cache (O_DIRECT): a checkpoint of 180 MB every few seconds would
/// cost the training more time in the cache than on the disk. One thread at a time.
class AtomicFile {
 public:
  static Result<AtomicFile> create(const std::string& path);

  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  /// Adds bytes at the end.
  Status write(std::span<const std::uint8_t> bytes);
  Status write(std::string_view bytes);
  /// Replaces bytes that were written before, for a header that is known last.
  Status rewrite(std::size_t offset, std::string_view bytes);
  /// Puts the file in its place; the last call. An earlier file of that name is replaced.
  Status commit();

  const std::string& path() const { return path_; }

 private:
  struct FreeBlock {
    void operator()(std::uint8_t* block) const;
  };

  AtomicFile(std::string path, std::string temporary, int file);
  Status write_at(std::size_t offset, std::span<const std::uint8_t> bytes);
  Status write_block();

  std::string path_;
  std::string temporary_;
  int file_ = -1;
  std::size_t size_ = 0;                              ///< with what is held in the block
  std::unique_ptr<std::uint8_t[], FreeBlock> block_;  ///< the file's end, not written yet
  std::size_t held_ = 0;                              ///< bytes of it
};

/// Deletes what AtomicFile left in a folder when its program was killed. A file that another
/// program is still writing stays.
void remove_abandoned_files(const std::string& folder);

}  // namespace facet
