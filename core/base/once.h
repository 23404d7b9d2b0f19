#pragma once

#include <memory>
#include <mutex>

namespace facet {

/// A value that is computed when it is first asked for, by whichever thread asks first; the others
/// wait for it. A copy starts without a value.
template <typename Value>
class Once {
 public:
  Once() : flag_(std::make_unique<std::once_flag>()) {}
  Once(const Once&) : Once() {}
  Once(Once&&) noexcept = default;
  Once& operator=(const Once&) = delete;
  Once& operator=(Once&&) noexcept = default;
  ~Once() = default;

  /// The value, or what `compute` returns. Any thread.
  template <typename Compute>
  const Value& get(const Compute& compute) const {
    std::call_once(*flag_, [&] { value_ = compute(); });
    return value_;
  }

 private:
  std::unique_ptr<std::once_flag> flag_;
  mutable Value value_;
};

}  // namespace facet
