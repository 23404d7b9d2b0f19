#include "core/image/png.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>

#include "core/image/byte_order.h"
#include "core/image/stb.h"

namespace facet {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::array<std::uint8_t, 8> kSignature = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
/// Signature and header chunk.
constexpr std::size_t kHeaderEnd = 33;
constexpr std::size_t kCompressFrom = 1024;
/// Deflate cannot make more than this many bytes of one.
constexpr std::uint64_t kMaxInflation = 1032;

constexpr std::array<std::uint32_t, 256> make_crc_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t c = i;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? 0xedb88320U ^ (c >> 1U) : c >> 1U;
    table[i] = c;
  }
  return table;
}
constexpr std::array<std::uint32_t, 256> kCrcTable = make_crc_table();

std::uint32_t crc32(Bytes bytes) {
  std::uint32_t c = 0xffffffffU;
  for (const std::uint8_t byte : bytes) c = kCrcTable[(c ^ byte) & 0xffU] ^ (c >> 8U);
  return c ^ 0xffffffffU;
}

Error damaged(const std::string& where, const std::string& reason, std::size_t offset) {
  return {ErrorCode::kBadInput,
          "the PNG file is damaged: " + reason + " at byte " + std::to_string(offset) +
              "; get the file again",
          where};
}

struct Chunk {
  std::string_view type;
  Bytes data;
  std::size_t next = 0;  ///< offset behind it
};

Result<Chunk> read_chunk(Bytes file, std::size_t offset, const std::string& where) {
  if (file.size() - offset < 12) return damaged(where, "it ends too early", file.size());
  const auto length = load_big<std::uint32_t>(file.data() + offset);
  if (length > file.size() - offset - 12) {
    return damaged(where, "a chunk reaches beyond the end of the file", offset);
  }
  const Bytes typed = file.subspan(offset + 4, std::size_t{length} + 4);
  const std::size_t next = offset + 12 + length;
  if (crc32(typed) != load_big<std::uint32_t>(file.data() + next - 4)) {
    return damaged(where, "a checksum is wrong", offset);
  }
  return Chunk{{reinterpret_cast<const char*>(typed.data()), 4}, typed.subspan(4), next};
}

Status check_header(const Chunk& chunk, std::size_t file_bytes, const std::string& where) {
  if (chunk.type != "IHDR" || chunk.data.size() != 13) {
    return damaged(where, "no header", kSignature.size());
  }
  const auto width = load_big<std::uint32_t>(chunk.data.data());
  const auto height = load_big<std::uint32_t>(chunk.data.data() + 4);
  const std::uint32_t depth = chunk.data[8];
  constexpr std::array<std::uint32_t, 7> kSamples = {1, 0, 3, 1, 2, 0, 4};
  const std::uint32_t samples = chunk.data[9] < kSamples.size() ? kSamples[chunk.data[9]] : 0;
  if (width == 0 || height == 0 || width > 0x7fffffffU || height > 0x7fffffffU || samples == 0 ||
      depth == 0 || depth > 16) {
    return damaged(where, "the header makes no sense", kSignature.size());
  }
  const std::uint64_t row = (std::uint64_t{width} * samples * depth + 7) / 8;
  if (row > file_bytes * kMaxInflation / height) {
    return damaged(where,
                   "the header promises " + std::to_string(width) + " x " + std::to_string(height) +
                       " pixels, more than the file can hold",
                   kSignature.size() + 8);
  }
  return {};
}

std::optional<std::string> inflate(Bytes packed) {
  if (packed.size() > kMaxRecipeBytes) return std::nullopt;
  return zlib_decompress(packed,
                         std::min<std::size_t>(kMaxRecipeBytes, packed.size() * kMaxInflation));
}

/// Cuts the text up to the next zero byte off the front of `data`.
std::optional<std::string_view> take_string(Bytes& data) {
  const auto zero = std::find(data.begin(), data.end(), std::uint8_t{0});
  if (zero == data.end()) return std::nullopt;
  const auto length = static_cast<std::size_t>(zero - data.begin());
  const std::string_view text(reinterpret_cast<const char*>(data.data()), length);
  data = data.subspan(length + 1);
  return text;
}

/// The text of an iTXt chunk: keyword, compression flag and method, language, translated keyword.
std::optional<std::string> international_text(Bytes data) {
  if (!take_string(data) || data.size() < 2) return std::nullopt;
  const std::uint8_t compressed = data[0];
  const std::uint8_t method = data[1];
  data = data.subspan(2);
  if (compressed > 1 || method != 0 || !take_string(data) || !take_string(data)) {
    return std::nullopt;
  }
  if (compressed == 1) return inflate(data);
  if (data.size() > kMaxRecipeBytes) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(data.data()), data.size());
}

bool is_recipe(const Chunk& chunk) {
  Bytes data = chunk.data;
  return chunk.type == "iTXt" && take_string(data) == kRecipeKeyword;
}

void append_big(std::string& out, std::uint32_t number) {
  for (const std::uint8_t byte : number_bytes(number, std::endian::big)) {
    out += static_cast<char>(byte);
  }
}

}  // namespace

bool is_png(Bytes bytes) {
  return bytes.size() >= kSignature.size() &&
         std::equal(kSignature.begin(), kSignature.end(), bytes.begin());
}

Status check_png(Bytes bytes, const std::string& where) {
  assert(is_png(bytes));
  for (std::size_t offset = kSignature.size();;) {
    const Result<Chunk> chunk = read_chunk(bytes, offset, where);
    if (!chunk) return chunk.error();
    if (offset == kSignature.size()) {
      if (Status header = check_header(*chunk, bytes.size(), where); !header) return header;
    }
    if (chunk->type == "IEND") return {};
    offset = chunk->next;
  }
}

Result<std::string> png_recipe(Bytes bytes, const std::string& where) {
  assert(is_png(bytes));
  for (std::size_t offset = kSignature.size();;) {
    const Result<Chunk> chunk = read_chunk(bytes, offset, where);
    if (!chunk) return chunk.error();
    if (chunk->type == "IEND") return std::string();
    if (is_recipe(*chunk)) {
      std::optional<std::string> text = international_text(chunk->data);
      if (!text) return damaged(where, "its recipe cannot be read", offset);
      return std::move(*text);
    }
    offset = chunk->next;
  }
}

std::string add_png_recipe(std::string_view png, std::string_view recipe) {
  assert(png.size() >= kHeaderEnd && recipe.size() <= kMaxRecipeBytes);
  std::string chunk = "iTXt";
  chunk += kRecipeKeyword;
  const bool compressed = recipe.size() > kCompressFrom;
  chunk += '\0';
  chunk += static_cast<char>(compressed ? 1 : 0);
  chunk.append(3, '\0');
  chunk += compressed ? zlib_compress(recipe) : std::string(recipe);
  std::string out(png.substr(0, kHeaderEnd));
  append_big(out, static_cast<std::uint32_t>(chunk.size() - 4));
  out += chunk;
  append_big(out, crc32({reinterpret_cast<const std::uint8_t*>(chunk.data()), chunk.size()}));
  out += png.substr(kHeaderEnd);
  return out;
}

}  // namespace facet
