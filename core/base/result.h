#pragma once

#include <cassert>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace facet {

/// What kind of failure an Error is; decides the exit code and how a notice is shown.
enum class ErrorCode {
  kUsage,        ///< the command line or a command was used wrongly: exit code 2
  kBadInput,     ///< a file, option or expression holds something that cannot be used
  kNotFound,     ///< a file, run, list or name does not exist
  kIo,           ///< reading or writing failed: disk full, no permission
  kBusy,         ///< another program holds the run folder
  kUnsupported,  ///< this machine or build cannot do it: no GPU, no display
  kOutOfMemory,  ///< memory ran out; a smaller batch may help
  kDiverged,     ///< training produced a number that is not finite
  kCanceled,     ///< the user stopped it
  kInternal,     ///< a library failed in a way that Facet does not expect
};

/// Stable name of a code for `--json` output, for example "bad_input".
const char* error_code_name(ErrorCode code);

/// A failure as a value. `message` is a whole sentence for the user that says what is wrong, why
/// and what to do about it; `where` is the file, option or name it is about.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
  std::string where;
  /// Byte offset inside an expression, for marking the place on screen.
  std::optional<std::size_t> position{};

  bool operator==(const Error&) const = default;
};

/// One line for stderr or a notice: "where: message", or the message alone.
std::string to_string(const Error& error);

/// Either a value or the Error that prevented it. Any thread.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  /// The value; asserts that there is one.
  T& operator*() & {
    assert(has_value());
    return *std::get_if<0>(&state_);
  }
  const T& operator*() const& {
    assert(has_value());
    return *std::get_if<0>(&state_);
  }
  T&& operator*() && {
    assert(has_value());
    return std::move(*std::get_if<0>(&state_));
  }
  T* operator->() { return &**this; }
  const T* operator->() const { return &**this; }

  /// The error; asserts that there is one.
  const Error& error() const {
    assert(!has_value());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

/// Success without a value, or the Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  const Error& error() const {
    assert(error_.has_value());
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace facet
