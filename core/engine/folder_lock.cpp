#include "core/engine/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/files.h"

namespace facet {

Result<FolderLock> FolderLock::take(const std::string& folder, const std::string& busy) {
  const std::string path = folder + "/lock";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) return system_error("write the file", path, errno);
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) return FolderLock(file);
  const int error_number = errno;
  ::close(file);
  if (error_number == EWOULDBLOCK) return Error{ErrorCode::kBusy, busy, folder};
  return system_error("lock the file", path, error_number);
}

FolderLock::~FolderLock() {
  if (file_ >= 0) ::close(file_);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

}  // namespace facet
