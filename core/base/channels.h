#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace facet {

/// First-in first-out messages from any threads to one reader.
template <typename T>
class Mailbox {
 public:
  /// Any thread; never blocks for longer than the queue's own lock.
  void push(T message) {
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(std::move(message));
    }
    ready_.notify_one();
  }

  /// The oldest message, or nothing.
  std::optional<T> try_pop() {
    const std::lock_guard lock(mutex_);
    return pop_locked();
  }

  /// Blocks until a message comes or `stop` is requested; then nothing.
  std::optional<T> wait_pop(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, stop, [&] { return !queue_.empty(); });
    return pop_locked();
  }

 private:
  std::optional<T> pop_locked() {
    if (queue_.empty()) return std::nullopt;
    std::optional<T> message(std::move(queue_.front()));
    queue_.pop_front();
    return message;
  }

  std::mutex mutex_;  ///< guards queue_
  std::condition_variable_any ready_;
  std::deque<T> queue_;
};

/// The newest immutable value, shared by pointer: what a thread shows to others. Readers never wait
/// for a writer's work, the lock is held for the swap only. Any thread.
template <typename T>
class Published {
 public:
  void set(std::shared_ptr<const T> value) {
    const std::lock_guard lock(mutex_);
    value_ = std::move(value);
  }
  /// The newest value; null before the first set().
  std::shared_ptr<const T> get() const {
    const std::lock_guard lock(mutex_);
    return value_;
  }

 private:
  mutable std::mutex mutex_;  ///< guards value_
  std::shared_ptr<const T> value_;
};

}  // namespace facet
