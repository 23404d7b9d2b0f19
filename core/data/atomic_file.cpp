#include "core/data/atomic_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <new>
#include <utility>

#include "core/base/files.h"

namespace facet {
namespace {

constexpr std::string_view kSuffix = ".facet-tmp";
constexpr std::size_t kBlockBytes = std::size_t{1} << 20U;
constexpr std::align_val_t kBlockAlignment{4096};

/// Whether writes go past the system's cache from here on; not every file system can.
bool set_direct(int file, bool direct) {
  const int flags = ::fcntl(file, F_GETFL);
  return ::fcntl(file, F_SETFL, direct ? flags | O_DIRECT : flags & ~O_DIRECT) == 0;
}

void sync_folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const int file =
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

}  // namespace

Result<AtomicFile> AtomicFile::create(const std::string& path) {
  std::string temporary = path + ".XXXXXX" + std::string(kSuffix);
  const int file = ::mkostemps(temporary.data(), static_cast<int>(kSuffix.size()), O_CLOEXEC);
  if (file < 0) return system_error("write the file", path, errno);
  // The lock tells remove_abandoned_files that somebody still writes; a kill frees it.
  ::flock(file, LOCK_EX | LOCK_NB);
  ::fchmod(file, 0644);
  return AtomicFile(path, std::move(temporary), file);
}

AtomicFile::AtomicFile(std::string path, std::string temporary, int file)
    : path_(std::move(path)), temporary_(std::move(temporary)), file_(file) {}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::move(other.temporary_)),
      file_(std::exchange(other.file_, -1)),
      size_(other.size_),
      block_(std::move(other.block_)),
      held_(other.held_) {}

void AtomicFile::FreeBlock::operator()(std::uint8_t* block) const {
  ::operator delete[](block, kBlockAlignment);
}

AtomicFile::~AtomicFile() {
  if (file_ < 0) return;
  ::unlink(temporary_.c_str());
  ::close(file_);
}

Status AtomicFile::write_at(std::size_t offset, std::span<const std::uint8_t> bytes) {
  assert(file_ >= 0);
  while (!bytes.empty()) {
    const ssize_t count = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0) {
      if (errno == EINTR) continue;
      return system_error("write the file", path_, errno);
    }
    bytes = bytes.subspan(static_cast<std::size_t>(count));
    offset += static_cast<std::size_t>(count);
  }
  return {};
}

Status AtomicFile::write_block() {
  if (held_ == 0) return {};
  const std::size_t offset = size_ - held_;
  const std::span bytes(block_.get(), std::exchange(held_, 0));
  const bool direct =
      bytes.size() == kBlockBytes && offset % kBlockBytes == 0 && set_direct(file_, true);
  Status status = write_at(offset, bytes);
  if (!direct) return status;
  set_direct(file_, false);
  return status ? status : write_at(offset, bytes);
}

Status AtomicFile::write(std::span<const std::uint8_t> bytes) {
  if (!block_) {
    block_.reset(static_cast<std::uint8_t*>(::operator new[](kBlockBytes, kBlockAlignment)));
  }
  while (!bytes.empty()) {
    const std::size_t count = std::min(bytes.size(), kBlockBytes - held_);
    std::memcpy(block_.get() + held_, bytes.data(), count);
    bytes = bytes.subspan(count);
    held_ += count;
    size_ += count;
    if (held_ < kBlockBytes) continue;
    if (Status status = write_block(); !status) return status;
  }
  return {};
}

Status AtomicFile::write(std::string_view bytes) {
  return write(std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
}

Status AtomicFile::rewrite(std::size_t offset, std::string_view bytes) {
  assert(offset + bytes.size() <= size_);
  if (Status status = write_block(); !status) return status;
  return write_at(offset,
                  std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
}

Status AtomicFile::commit() {
  assert(file_ >= 0);
  if (Status status = write_block(); !status) return status;
  if (::fsync(file_) != 0) return system_error("write the file", path_, errno);
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) {
    return system_error("write the file", path_, errno);
  }
  ::close(std::exchange(file_, -1));
  sync_folder_of(path_);
  return {};
}

void remove_abandoned_files(const std::string& folder) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string path = entry.path().string();
    if (!std::string_view(path).ends_with(kSuffix)) continue;
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0) continue;
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) ::unlink(path.c_str());
    ::close(file);
  }
}

}  // namespace facet
