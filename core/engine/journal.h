#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/training_view.h"
#include "core/engine/curve.h"

namespace facet {

/// Appends to a run's journal.jsonl: one JSON object a line, never rewritten. One thread at a time.
class JournalWriter {
 public:
  /// Opens or makes the file; a last line that a kill has torn is cut off first.
  static Result<std::unique_ptr<JournalWriter>> open(const std::string& path);
  ~JournalWriter();
  JournalWriter(const JournalWriter&) = delete;
  JournalWriter& operator=(const JournalWriter&) = delete;

  /// Appends whole lines (each with its newline) with one write. Errors: disk full.
  Status append(std::string_view lines);

 private:
  JournalWriter(std::string path, int file) : path_(std::move(path)), file_(file) {}
  std::string path_;
  int file_;
};

// Lines of a journal, each with its newline.
std::string journal_line(const LossPoint& point, std::span<const LossSeries> series);
std::string journal_line(const QualityPoint& point);
std::string journal_line(const Marker& marker);
/// Training began again at `step`: what was journalled after it did not count.
std::string journal_rewind(std::int64_t step);

/// Reads a journal into `curves`. A torn last line and lines of an unknown kind are left out; a
/// missing file is an empty journal. Returns the number of lines that could not be read.
Result<std::size_t> read_journal(const std::string& path, CurveRecorder& curves);

}  // namespace facet
