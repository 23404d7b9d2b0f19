#include "core/data/npy_header.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "core/image/byte_order.h"

namespace facet {
namespace {

constexpr std::string_view kMagic("\x93NUMPY", 6);
constexpr std::size_t kMaxHeaderBytes = std::size_t{1} << 20U;
constexpr std::size_t kMaxDimensions = 32;

Error damaged(const std::string& where, const std::string& reason, std::size_t offset) {
  return {ErrorCode::kBadInput,
          "the .npy header is damaged: " + reason + " (byte " + std::to_string(offset) +
              "); write the file again with numpy.save",
          where};
}

/// The header's dictionary as it stands in the file.
struct Fields {
  std::optional<std::string_view> descr;
  std::optional<bool> fortran;
  std::optional<std::vector<std::int64_t>> shape;
};

/// Reads the one form of Python literal that a header has.
class HeaderParser {
 public:
  HeaderParser(std::string_view text, std::size_t offset, const std::string& where)
      : text_(text), offset_(offset), where_(where) {}

  Result<Fields> parse() {
    if (!take('{')) return fail("'{' is missing");
    Fields fields;
    while (!take('}')) {
      const std::optional<std::string_view> key = take_text();
      if (!key || !take(':')) return fail("a key is missing");
      if (Status status = parse_value(*key, fields); !status) return status.error();
      if (!take(',') && peek() != '}') return fail("',' is missing");
    }
    if (peek() != '\0') return fail("text follows the closing '}'");
    return fields;
  }

 private:
  Status parse_value(std::string_view key, Fields& fields) {
    if (key == "descr") return parse_descr(fields);
    if (key == "fortran_order") return parse_fortran(fields);
    if (key == "shape") return parse_shape(fields);
    return fail("the unknown key '" + std::string(key) + "'");
  }

  Status parse_descr(Fields& fields) {
    if (peek() == '[' || peek() == '(') {
      return Error{ErrorCode::kBadInput,
                   "the array has a structured type; save one field of it as a plain array of "
                   "numbers",
                   where_};
    }
    fields.descr = take_text();
    return fields.descr ? Status() : fail("the type is not a text");
  }

  Status parse_fortran(Fields& fields) {
    const std::string_view word = take_word();
    if (word != "True" && word != "False") return fail("fortran_order is neither True nor False");
    fields.fortran = word == "True";
    return {};
  }

  Status parse_shape(Fields& fields) {
    if (!take('(')) return fail("the shape is not in parentheses");
    std::vector<std::int64_t> shape;
    while (!take(')')) {
      std::int64_t side = 0;
      peek();
      const char* begin = text_.data() + at_;
      const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), side);
      if (error == std::errc::result_out_of_range) return fail("a side of the shape is too large");
      if (error != std::errc{}) return fail("a side of the shape is not a number");
      if (side < 0) return fail("a side of the shape is negative");
      at_ += static_cast<std::size_t>(end - begin);
      take('L');  // as Python 2 wrote it
      shape.push_back(side);
      if (shape.size() > kMaxDimensions) return fail("the shape has too many sides");
      if (!take(',') && peek() != ')') return fail("the shape is never closed");
    }
    fields.shape = std::move(shape);
    return {};
  }

  /// The next character that is not a space; zero at the end.
  char peek() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool take(char wanted) {
    if (peek() != wanted) return false;
    ++at_;
    return true;
  }
  std::string_view take_word() {
    peek();
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] >= 'A' && text_[at_] <= 'z') ++at_;
    return text_.substr(begin, at_ - begin);
  }
  std::optional<std::string_view> take_text() {
    const char quote = peek();
    if (quote != '\'' && quote != '"') return std::nullopt;
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view text = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return text;
  }
  Error fail(const std::string& reason) const { return damaged(where_, reason, offset_ + at_); }

  std::string_view text_;
  std::size_t offset_;
  const std::string& where_;
  std::size_t at_ = 0;
};

std::optional<ElementType> element_type(std::string_view code) {
  constexpr std::array<std::pair<std::string_view, ElementType>, 12> kCodes = {
      {{"b1", ElementType::kBool},
       {"u1", ElementType::kUint8},
       {"i1", ElementType::kInt8},
       {"u2", ElementType::kUint16},
       {"i2", ElementType::kInt16},
       {"u4", ElementType::kUint32},
       {"i4", ElementType::kInt32},
       {"u8", ElementType::kUint64},
       {"i8", ElementType::kInt64},
       {"f2", ElementType::kFloat16},
       {"f4", ElementType::kFloat32},
       {"f8", ElementType::kFloat64}}};
  const auto found = std::find_if(kCodes.begin(), kCodes.end(),
                                  [&](const auto& entry) { return entry.first == code; });
  return found == kCodes.end() ? std::nullopt : std::optional(found->second);
}

Status set_type(std::string_view descr, ArrayLayout& layout, const std::string& where) {
  const bool marked = !descr.empty() && std::string_view("<>|=").find(descr[0]) != descr.npos;
  const std::string_view code = marked ? descr.substr(1) : descr;
  if (code.starts_with('O')) {
    return Error{ErrorCode::kBadInput,
                 "the array holds Python objects, which only a program can read; save it with a "
                 "number type, as in numpy.save(name, numpy.stack(list).astype('uint8'))",
                 where};
  }
  const std::optional<ElementType> type = element_type(code);
  if (!type) {
    return Error{ErrorCode::kBadInput,
                 "the type '" + std::string(descr.substr(0, 40)) +
                     "' is not a whole number, bool or float of up to 64 bits; convert the array, "
                     "as in array.astype('uint8')",
                 where};
  }
  layout.type = *type;
  layout.order = marked && descr[0] == '>' ? std::endian::big : std::endian::little;
  return {};
}

/// Where the header's text stands in the file.
struct TextRange {
  std::size_t begin = 0;
  std::size_t length = 0;
};

Result<TextRange> find_text(std::span<const std::uint8_t> file, const std::string& where) {
  if (file.size() < 10) return damaged(where, "the file ends within it", file.size());
  const int major = file[6];
  if (major < 1 || major > 3) {
    return damaged(where, "the format version is " + std::to_string(major) + ", not 1 to 3", 6);
  }
  TextRange range;
  range.begin = major == 1 ? 10 : 12;
  if (file.size() < range.begin) return damaged(where, "the file ends within it", file.size());
  range.length = major == 1 ? load_little<std::uint16_t>(file.data() + 8)
                            : load_little<std::uint32_t>(file.data() + 8);
  if (range.length > kMaxHeaderBytes) return damaged(where, "it claims to be over 1 MB", 8);
  if (range.length > file.size() - range.begin) {
    return damaged(where, "the file ends within it", file.size());
  }
  return range;
}

}  // namespace

bool is_npy(std::span<const std::uint8_t> file) {
  return file.size() >= kMagic.size() &&
         std::equal(kMagic.begin(), kMagic.end(), file.begin(),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

Result<ArrayLayout> parse_npy_header(std::span<const std::uint8_t> file, const std::string& where) {
  const Result<TextRange> range = find_text(file, where);
  if (!range) return range.error();
  const std::string_view text(reinterpret_cast<const char*>(file.data()) + range->begin,
                              range->length);
  Result<Fields> fields = HeaderParser(text, range->begin, where).parse();
  if (!fields) return fields.error();
  if (!fields->descr || !fields->fortran || !fields->shape) {
    return damaged(where, "descr, fortran_order or shape is missing", range->begin);
  }
  ArrayLayout layout;
  layout.offset = range->begin + range->length;
  layout.fortran = *fields->fortran;
  layout.shape = std::move(*fields->shape);
  if (const Status type = set_type(*fields->descr, layout, where); !type) return type.error();
  if (const Status size = check_array_size(layout, file.size(), where); !size) return size.error();
  return layout;
}

std::string format_npy_header(const std::string& descr, std::span<const std::int64_t> shape) {
  // NumPy's own padding: room for the first side to grow to 21 digits, then to a multiple of 64.
  constexpr std::size_t kGrowth = 21;
  std::string text =
      "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + format_shape(shape) + ", }";
  text.append(shape.empty() ? 0 : kGrowth - std::to_string(shape.front()).size(), ' ');
  const std::size_t before = kMagic.size() + 4;
  text.append(63 - (before + text.size()) % 64, ' ');
  text += '\n';
  std::string header(kMagic);
  header += std::string("\x01\x00", 2);
  for (const std::uint8_t byte :
       number_bytes(static_cast<std::uint16_t>(text.size()), std::endian::little)) {
    header += static_cast<char>(byte);
  }
  return header + text;
}

}  // namespace facet
