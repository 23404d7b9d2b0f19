#include "core/data/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/files.h"

namespace facet {

Result<MappedFile> MappedFile::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return system_error("open the file", path, errno);
  struct stat info {};
  const int status = ::fstat(file, &info);
  const int status_error = errno;
  void* memory = nullptr;
  int map_error = 0;
  const bool plain = status == 0 && S_ISREG(info.st_mode);
  if (plain && info.st_size > 0) {
    memory =
        ::mmap(nullptr, static_cast<std::size_t>(info.st_size), PROT_READ, MAP_SHARED, file, 0);
    if (memory == MAP_FAILED) map_error = errno;
  }
  ::close(file);
  if (status != 0) return system_error("read the file", path, status_error);
  if (!plain) {
    return Error{ErrorCode::kBadInput, "this is not a plain file; choose a file", path};
  }
  if (map_error != 0) return system_error("map the file into memory", path, map_error);
  return MappedFile(static_cast<const std::uint8_t*>(memory),
                    static_cast<std::size_t>(info.st_size));
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  if (this != &other) {
    unmap();
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

MappedFile::~MappedFile() { unmap(); }

void MappedFile::unmap() {
  if (data_ != nullptr) ::munmap(const_cast<std::uint8_t*>(data_), size_);
}

void fetch_soon(std::span<const std::uint8_t> bytes) {
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const std::size_t before = reinterpret_cast<std::uintptr_t>(bytes.data()) % page;
  ::madvise(const_cast<std::uint8_t*>(bytes.data()) - before, bytes.size() + before, MADV_WILLNEED);
}

}  // namespace facet
