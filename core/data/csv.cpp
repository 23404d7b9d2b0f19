#include "core/data/csv.h"

namespace facet {
namespace {

class CsvParser {
 public:
  CsvParser(std::string_view text, const std::string& where) : text_(text), where_(where) {
    if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;
  }

  Result<std::vector<CsvRow>> parse() {
    std::vector<CsvRow> rows;
    while (at_ < text_.size()) {
      if (take_line_end()) continue;
      Result<CsvRow> row = parse_row();
      if (!row) return row.error();
      if (!rows.empty() && row->fields.size() != rows.front().fields.size()) {
        return fail("has " + std::to_string(row->fields.size()) + " fields, the first row has " +
                        std::to_string(rows.front().fields.size()),
                    row->line);
      }
      rows.push_back(std::move(*row));
    }
    return rows;
  }

 private:
  Result<CsvRow> parse_row() {
    CsvRow row{line_, {}};
    while (true) {
      std::string field;
      if (at_ < text_.size() && text_[at_] == '"') {
        if (Status status = parse_quoted(field); !status) return status.error();
      } else {
        const std::size_t end = std::min(text_.find_first_of(",\r\n\"", at_), text_.size());
        field = text_.substr(at_, end - at_);
        at_ = end;
      }
      row.fields.push_back(std::move(field));
      if (at_ >= text_.size() || take_line_end()) return row;
      if (text_[at_] != ',') return fail("has a quote inside a field; double it", line_);
      ++at_;
    }
  }

  Status parse_quoted(std::string& field) {
    const std::size_t first_line = line_;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        ++at_;
        if (at_ >= text_.size() || text_[at_] != '"') return {};
      }
      if (text_[at_] == '\n') ++line_;
      field += text_[at_];
    }
    return fail("opens a quote that is never closed", first_line);
  }

  bool take_line_end() {
    if (text_.substr(at_).starts_with("\r\n")) ++at_;
    if (at_ >= text_.size() || (text_[at_] != '\n' && text_[at_] != '\r')) return false;
    ++at_;
    ++line_;
    return true;
  }

  Error fail(const std::string& reason, std::size_t line) const {
    return {ErrorCode::kBadInput, "line " + std::to_string(line) + " " + reason + "; correct it",
            where_};
  }

  std::string_view text_;
  const std::string& where_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view text, const std::string& where) {
  return CsvParser(text, where).parse();
}

std::string format_csv_row(const std::vector<std::string>& fields) {
  std::string row;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) row += ',';
    // A row of one empty field would read back as an empty line.
    const bool lonely = fields.size() == 1 && fields[i].empty();
    if (!lonely && fields[i].find_first_of(",\"\r\n") == std::string::npos) {
      row += fields[i];
      continue;
    }
    row += '"';
    for (const char c : fields[i]) {
      row += c;
      if (c == '"') row += c;
    }
    row += '"';
  }
  return row + "\n";
}

}  // namespace facet
