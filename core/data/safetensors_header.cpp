#include "core/data/safetensors_header.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

namespace facet {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kMetadataKey = "__metadata__";
constexpr std::size_t kMaxDimensions = 16;
constexpr std::size_t kMaxNesting = 8;

struct TypeInfo {
  const char* name;
  std::size_t bytes;
};
constexpr std::array<TypeInfo, 8> kTypes = {{{"F64", 8},
                                             {"F32", 4},
                                             {"F16", 2},
                                             {"BF16", 2},
                                             {"I64", 8},
                                             {"I32", 4},
                                             {"U8", 1},
                                             {"BOOL", 1}}};

std::string list_types() {
  std::string text;
  for (const TypeInfo& type : kTypes) text += (text.empty() ? "" : ", ") + std::string(type.name);
  return text;
}

/// Refuses what the parser would quietly let pass: a key that comes twice, deep nesting.
class HeaderGuard {
 public:
  bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
    if (static_cast<std::size_t>(depth) > kMaxNesting) sound_ = false;
    if (event == Json::parse_event_t::key && depth == 1) {
      sound_ = sound_ && keys_.insert(parsed.get<std::string>()).second;
    }
    return sound_;
  }
  bool sound() const { return sound_; }

 private:
  bool sound_ = true;
  std::set<std::string> keys_;
};

class HeaderReader {
 public:
  HeaderReader(std::span<const std::uint8_t> values, const std::string& where)
      : values_(values), where_(where) {}

  Result<SafetensorsHeader> read(std::string_view text) {
    HeaderGuard guard;
    const Json json = Json::parse(text, std::ref(guard), false);
    if (!guard.sound()) return fail("a name comes twice in the header, or it is nested too deeply");
    if (!json.is_object()) return fail("the header is not a JSON object");
    SafetensorsHeader header;
    for (const auto& [name, value] : json.items()) {
      if (name == kMetadataKey) {
        if (Status status = read_metadata(value, header.metadata); !status) return status.error();
        continue;
      }
      Result<TensorEntry> entry = read_entry(name, value);
      if (!entry) return entry.error();
      header.entries.push_back(std::move(*entry));
    }
    if (Status status = check_cover(header.entries); !status) return status.error();
    return header;
  }

 private:
  Status read_metadata(const Json& json, TensorMetadata& metadata) const {
    if (!json.is_object()) return fail("__metadata__ is not an object");
    for (const auto& [key, value] : json.items()) {
      if (!value.is_string()) return fail("the metadata '" + key + "' is not a text");
      metadata[key] = value.get<std::string>();
    }
    return {};
  }

  Result<TensorEntry> read_entry(const std::string& name, const Json& json) const {
    const std::string tensor = "the tensor '" + name.substr(0, 200) + "' ";
    if (!json.is_object() || !json.contains("dtype") || !json.contains("shape") ||
        !json.contains("data_offsets")) {
      return fail(tensor + "lacks dtype, shape or data_offsets");
    }
    TensorEntry entry;
    entry.name = name;
    const std::optional<TensorType> type = read_type(json["dtype"]);
    if (!type) return fail(tensor + "has a type that is none of " + list_types());
    entry.type = *type;
    const auto shape = read_numbers(json["shape"], kMaxDimensions);
    if (!shape) return fail(tensor + "has an impossible shape");
    entry.shape = *shape;
    const auto offsets = read_numbers(json["data_offsets"], 2);
    if (!offsets || offsets->size() != 2) return fail(tensor + "has impossible offsets");
    const std::int64_t begin = (*offsets)[0];
    const std::int64_t end = (*offsets)[1];
    if (begin > end || end > static_cast<std::int64_t>(values_.size())) {
      return fail(tensor + "reaches to byte " + std::to_string(end) + " of " +
                  std::to_string(values_.size()));
    }
    if (byte_size(entry) != end - begin) {
      return fail(tensor + "has " + std::to_string(end - begin) +
                  " bytes, not what its shape says");
    }
    entry.bytes =
        values_.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    return entry;
  }

  static std::optional<TensorType> read_type(const Json& json) {
    for (std::size_t i = 0; i < kTypes.size(); ++i) {
      if (json == kTypes[i].name) return static_cast<TensorType>(i);
    }
    return std::nullopt;
  }

  static std::optional<std::vector<std::int64_t>> read_numbers(const Json& json,
                                                               std::size_t limit) {
    if (!json.is_array() || json.size() > limit) return std::nullopt;
    std::vector<std::int64_t> numbers;
    for (const Json& value : json) {
      if (!value.is_number_unsigned() ||
          value.get<std::uint64_t>() >
              static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        return std::nullopt;
      }
      numbers.push_back(value.get<std::int64_t>());
    }
    return numbers;
  }

  /// Bytes that type and shape ask for; -1 where they overflow.
  static std::int64_t byte_size(const TensorEntry& entry) {
    auto bytes = static_cast<std::int64_t>(tensor_type_bytes(entry.type));
    for (const std::int64_t side : entry.shape) {
      if (__builtin_mul_overflow(bytes, side, &bytes)) return -1;
    }
    return bytes;
  }

  Status check_cover(const std::vector<TensorEntry>& entries) const {
    std::vector<const TensorEntry*> order;
    for (const TensorEntry& entry : entries) order.push_back(&entry);
    const auto begin_of = [&](const TensorEntry* entry) {
      return std::pair(entry->bytes.data() - values_.data(), entry->bytes.size());
    };
    std::sort(order.begin(), order.end(), [&](const TensorEntry* a, const TensorEntry* b) {
      return begin_of(a) < begin_of(b);
    });
    std::ptrdiff_t end = 0;
    for (const TensorEntry* entry : order) {
      if (begin_of(entry).first != end) {
        return fail("the tensor '" + entry->name.substr(0, 200) +
                    "' overlaps another or leaves a gap before it");
      }
      end += static_cast<std::ptrdiff_t>(entry->bytes.size());
    }
    if (end == static_cast<std::ptrdiff_t>(values_.size())) return {};
    return fail("the tensors end at byte " + std::to_string(end) + " of " +
                std::to_string(values_.size()));
  }

  Error fail(const std::string& reason) const {
    return {ErrorCode::kBadInput,
            "the safetensors file is damaged: " + reason +
                "; use an earlier checkpoint or get the "
                "file again",
            where_};
  }

  std::span<const std::uint8_t> values_;
  const std::string& where_;
};

}  // namespace

const char* tensor_type_name(TensorType type) {
  return kTypes[static_cast<std::size_t>(type)].name;
}

std::size_t tensor_type_bytes(TensorType type) {
  return kTypes[static_cast<std::size_t>(type)].bytes;
}

Result<SafetensorsHeader> parse_safetensors_header(std::string_view text,
                                                   std::span<const std::uint8_t> values,
                                                   const std::string& where) {
  return HeaderReader(values, where).read(text);
}

std::string format_safetensors_header(std::span<const TensorEntry> entries,
                                      const TensorMetadata& metadata) {
  Json json = Json::object();
  if (!metadata.empty()) json[kMetadataKey] = metadata;
  std::size_t offset = 0;
  for (const TensorEntry& entry : entries) {
    json[entry.name] = {{"dtype", tensor_type_name(entry.type)},
                        {"shape", entry.shape},
                        {"data_offsets", {offset, offset + entry.bytes.size()}}};
    offset += entry.bytes.size();
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace facet
