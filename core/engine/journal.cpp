#include "core/engine/journal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/files.h"

namespace facet {
namespace {

using nlohmann::json;

std::string line_of(const json& entry) {
  return entry.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

/// Length of the file up to and with its last newline.
Result<off_t> whole_lines(int file, const std::string& path) {
  struct stat info {};
  if (::fstat(file, &info) != 0) return system_error("read the file", path, errno);
  char buffer[4096];
  off_t end = info.st_size;
  while (end > 0) {
    const off_t begin = std::max<off_t>(0, end - off_t{sizeof buffer});
    const ssize_t count = ::pread(file, buffer, static_cast<std::size_t>(end - begin), begin);
    if (count != end - begin) return system_error("read the file", path, count < 0 ? errno : EIO);
    for (off_t i = end; i > begin; --i) {
      if (buffer[i - begin - 1] == '\n') return i;
    }
    end = begin;
  }
  return off_t{0};
}

std::optional<std::int64_t> step_of(const json& entry) {
  const auto step = entry.find("step");
  if (step == entry.end() || !step->is_number_integer()) return std::nullopt;
  const auto value = step->get<std::int64_t>();
  return value >= 0 ? std::optional(value) : std::nullopt;
}

std::optional<float> number_of(const json& entry, const char* key) {
  const auto number = entry.find(key);
  if (number == entry.end() || !number->is_number()) return std::nullopt;
  const auto value = number->get<float>();
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

bool take_loss(const json& entry, std::int64_t step, CurveRecorder& curves) {
  LossPoint point{step, {}};
  std::size_t place = 0;
  for (const LossSeries& series : curves.series()) {
    const auto value = number_of(entry, series.key);
    if (!value && !series.optional) return false;
    point.values[place++] = value.value_or(0.0F);
  }
  curves.add(point);
  return true;
}

bool take_line(std::string_view line, CurveRecorder& curves) {
  const json entry = json::parse(line, nullptr, false);
  if (!entry.is_object()) return false;
  const auto kind = entry.find("kind");
  const std::optional<std::int64_t> step = step_of(entry);
  if (kind == entry.end() || !kind->is_string() || !step) return false;
  if (*kind == "loss") return take_loss(entry, *step, curves);
  if (*kind == "quality") {
    const auto psnr_db = number_of(entry, "psnr_db");
    if (psnr_db) curves.add(QualityPoint{*step, *psnr_db});
    return psnr_db.has_value();
  }
  if (*kind == "marker") {
    const auto text = entry.find("text");
    if (text == entry.end() || !text->is_string()) return false;
    curves.add(Marker{*step, text->get<std::string>()});
    return true;
  }
  if (*kind == "rewind") {
    curves.rewind(*step);
    return true;
  }
  return false;
}

}  // namespace

Result<std::unique_ptr<JournalWriter>> JournalWriter::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0) return system_error("write the file", path, errno);
  std::unique_ptr<JournalWriter> journal(new JournalWriter(path, file));
  const Result<off_t> length = whole_lines(file, path);
  if (!length) return length.error();
  if (::ftruncate(file, *length) != 0) return system_error("write the file", path, errno);
  return journal;
}

JournalWriter::~JournalWriter() { ::close(file_); }

Status JournalWriter::append(std::string_view lines) {
  const off_t before = ::lseek(file_, 0, SEEK_END);
  while (!lines.empty()) {
    const ssize_t written = ::write(file_, lines.data(), lines.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int error_number = errno;
      // Half a line in the middle would spoil the line after it.
      [[maybe_unused]] const int cut = ::ftruncate(file_, before);
      return system_error("write the file", path_, error_number);
    }
    lines.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

std::string journal_line(const LossPoint& point, std::span<const LossSeries> series) {
  json entry = {{"kind", "loss"}, {"step", point.step}};
  std::size_t place = 0;
  for (const LossSeries& one : series) {
    const float value = point.values[place++];
    if (one.has(value)) entry[one.key] = value;
  }
  return line_of(entry);
}

std::string journal_line(const QualityPoint& point) {
  return line_of({{"kind", "quality"}, {"step", point.step}, {"psnr_db", point.psnr_db}});
}

std::string journal_line(const Marker& marker) {
  return line_of({{"kind", "marker"}, {"step", marker.step}, {"text", marker.text}});
}

std::string journal_rewind(std::int64_t step) {
  return line_of({{"kind", "rewind"}, {"step", step}});
}

Result<std::size_t> read_journal(const std::string& path, CurveRecorder& curves) {
  const Result<std::string> text = read_file(path);
  if (!text) {
    if (text.error().code == ErrorCode::kNotFound) return std::size_t{0};
    return text.error();
  }
  std::size_t unread = 0;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) break;  // torn by a kill
    if (end > 0 && !take_line(rest.substr(0, end), curves)) ++unread;
    rest.remove_prefix(end + 1);
  }
  return unread;
}

}  // namespace facet
