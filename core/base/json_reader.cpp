#include "core/base/json_reader.h"

namespace facet {
namespace {

constexpr int kMaxDepth = 64;

Error damaged(const std::string& where, const std::string& reason) {
  return {ErrorCode::kBadInput, reason + "; the file is damaged or not of this kind", where};
}

}  // namespace

Result<nlohmann::json> parse_json(std::string_view text, const std::string& where) {
  bool too_deep = false;
  const auto limit_depth = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
    too_deep = too_deep || depth > kMaxDepth;
    return depth <= kMaxDepth;
  };
  nlohmann::json json = nlohmann::json::parse(text.begin(), text.end(), limit_depth, false);
  if (too_deep) return damaged(where, "the JSON is nested more than 64 levels deep");
  if (json.is_discarded()) return damaged(where, "the JSON cannot be read");
  return json;
}

JsonReader::JsonReader(const nlohmann::json& json, std::string where)
    : json_(&json), where_(std::move(where)) {
  if (!json.is_object()) fail(damaged(where_, "a JSON object is missing"));
}

const nlohmann::json* JsonReader::find(const char* key) const {
  if (!json_->is_object()) return nullptr;
  const auto found = json_->find(key);
  return found == json_->end() ? nullptr : &*found;
}

void JsonReader::read(const char* key, std::string& value) {
  const nlohmann::json* member = find(key);
  if (member == nullptr) return;
  if (!member->is_string()) return fail(key, "is not a text");
  value = member->get<std::string>();
}

void JsonReader::read(const char* key, bool& value) {
  const nlohmann::json* member = find(key);
  if (member == nullptr) return;
  if (!member->is_boolean()) return fail(key, "is neither true nor false");
  value = member->get<bool>();
}

void JsonReader::read(const char* key, double& value, double low, double high) {
  const nlohmann::json* member = find(key);
  if (member == nullptr) return;
  if (!member->is_number()) return fail(key, "is not a number");
  const auto number = member->get<double>();
  if (!std::isfinite(number) || number < low || number > high) {
    return fail(key, "is out of its range");
  }
  value = number;
}

std::optional<std::int64_t> JsonReader::whole(const char* key, std::int64_t low,
                                              std::int64_t high) {
  const nlohmann::json* member = find(key);
  if (member == nullptr) return std::nullopt;
  if (!member->is_number_integer()) {
    fail(key, "is not a whole number");
    return std::nullopt;
  }
  const bool too_large =
      member->is_number_unsigned() &&
      member->get<std::uint64_t>() > static_cast<std::uint64_t>(std::max<std::int64_t>(high, 0));
  const auto number = member->get<std::int64_t>();
  if (too_large || number < low || number > high) {
    fail(key, "is out of its range, " + std::to_string(low) + " to " + std::to_string(high));
    return std::nullopt;
  }
  return number;
}

void JsonReader::expect_format(const std::string& format, const std::string& kind) {
  std::string found;
  int version = 0;
  read("format", found);
  read("version", version, 0, 1000000);
  if (found != format || version != 1) {
    fail("format", "does not say that this is " + kind + " of version 1");
  }
}

void JsonReader::fail(const char* key, const std::string& reason) {
  fail(damaged(where_, "'" + std::string(key) + "' " + reason));
}

void JsonReader::fail(Error error) {
  if (!error_) error_ = std::move(error);
}

Status JsonReader::status() const {
  if (error_) return *error_;
  return {};
}

}  // namespace facet
