#pragma once

#include <string>

#include "core/base/result.h"

namespace facet {

/// Holds a folder for one program: an flock on FOLDER/lock. When the program dies, however it dies,
/// the folder is free again.
class FolderLock {
 public:
  /// Takes the lock at once or not at all. Errors: another program holds it (kBusy, with the
  /// sentence `busy`), the file cannot be written.
  static Result<FolderLock> take(const std::string& folder, const std::string& busy);
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  explicit FolderLock(int file) : file_(file) {}
  int file_;  ///< descriptor that holds it; -1: moved away
};

}  // namespace facet
