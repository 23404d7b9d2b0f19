#pragma once

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/base/result.h"

namespace facet {

/// Parses JSON text from a file of anybody: no exceptions, at most 64 levels deep.
Result<nlohmann::json> parse_json(std::string_view text, const std::string& where);

/// Reads members of a JSON object into variables, keeping the first error: a missing key leaves the
/// variable as it is, a wrong type or a number out of range is an Error that names the key.
class JsonReader {
 public:
  /// `json` must outlive the reader; anything but an object is an error.
  JsonReader(const nlohmann::json& json, std::string where);

  void read(const char* key, std::string& value);
  void read(const char* key, bool& value);
  /// A finite number from `low` to `high`.
  void read(const char* key, double& value, double low, double high);
  /// A whole number from `low` to `high`.
  template <typename Integer>
  void read(const char* key, Integer& value, std::int64_t low, std::int64_t high) {
    if (const std::optional<std::int64_t> number = whole(key, low, high)) {
      value = static_cast<Integer>(*number);
    }
  }
  /// One of `names`; sets `value` to the index of the one found, cast to the enum.
  template <typename Enum, std::size_t kCount>
  void read(const char* key, Enum& value, const char* const (&names)[kCount]) {
    std::string name;
    if (!has(key)) return;
    read(key, name);
    for (std::size_t i = 0; i < kCount; ++i) {
      if (name == names[i]) {
        value = static_cast<Enum>(i);
        return;
      }
    }
    fail(key, "holds the unknown value '" + name + "'");
  }
  /// The member, or nullptr where it is missing.
  const nlohmann::json* find(const char* key) const;
  bool has(const char* key) const { return find(key) != nullptr; }

  /// Fails unless "format" is `format` and "version" is 1; `kind`, "a session" for example, is what
  /// the error says is missing.
  void expect_format(const std::string& format, const std::string& kind);

  void fail(const char* key, const std::string& reason);
  void fail(Error error);
  /// The first error, or success.
  Status status() const;

 private:
  std::optional<std::int64_t> whole(const char* key, std::int64_t low, std::int64_t high);

  const nlohmann::json* json_;
  std::string where_;
  std::optional<Error> error_;
};

}  // namespace facet
