#include "core/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace facet {
namespace {

/// Closes a file descriptor at the end of its scope.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  int get() const { return value_; }

 private:
  int value_;
};

std::string home_subfolder(const char* variable, const char* fallback) {
  if (const char* base = std::getenv(variable); base != nullptr && *base == '/') {
    return std::string(base) + "/facet";
  }
  const char* home = std::getenv("HOME");
  return std::string(home != nullptr && *home != '\0' ? home : "/tmp") + fallback + "/facet";
}

int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0 ? 0 : errno;
}

}  // namespace

Error system_error(const std::string& action, const std::string& path, int error_number) {
  const char* remedy = "check the path";
  ErrorCode code = ErrorCode::kIo;
  switch (error_number) {
    case ENOENT:
      code = ErrorCode::kNotFound;
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      remedy = "choose a place where you may write, or change its permissions";
      break;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      remedy = "free some disk space and try again";
      break;
    default:
      break;
  }
  return {code, "cannot " + action + ": " + std::strerror(error_number) + "; " + remedy, path};
}

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return system_error("open the file", path, errno);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return system_error("read the file", path, errno);
  if (S_ISDIR(info.st_mode)) return system_error("read the file", path, EISDIR);
  if (static_cast<std::size_t>(info.st_size) > limit) {
    return Error{ErrorCode::kBadInput,
                 "the file has " + std::to_string(info.st_size) + " bytes, more than the " +
                     std::to_string(limit) +
                     " that such a file may have; check that it is the "
                     "right file",
                 path};
  }
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(info.st_size));
  char buffer[1 << 16];
  while (true) {
    const ssize_t count = ::read(file.get(), buffer, sizeof buffer);
    if (count == 0) return bytes;
    if (count < 0) {
      if (errno == EINTR) continue;
      return system_error("read the file", path, errno);
    }
    bytes.append(buffer, static_cast<std::size_t>(count));
    if (bytes.size() > limit) return system_error("read the file", path, EFBIG);
  }
}

Status write_file_atomically(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + "." + std::to_string(::getpid()) + ".tmp";
  int error_number = 0;
  {
    const Descriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (file.get() < 0) return system_error("write the file", path, errno);
    error_number = write_all(file.get(), bytes);
  }
  if (error_number == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) error_number = errno;
  if (error_number != 0) {
    ::unlink(temporary.c_str());
    return system_error("write the file", path, error_number);
  }
  // The new name itself must survive a power cut, so the folder is synced too.
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const Descriptor parent(
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (parent.get() >= 0) ::fsync(parent.get());
  return {};
}

Status make_folder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return system_error("make the folder", path, error.value());
  return {};
}

std::string user_data_folder() { return home_subfolder("XDG_DATA_HOME", "/.local/share"); }

std::string user_cache_folder() { return home_subfolder("XDG_CACHE_HOME", "/.cache"); }

}  // namespace facet
