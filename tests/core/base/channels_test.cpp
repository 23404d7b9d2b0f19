#include "core/base/channels.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace facet {
namespace {

TEST_CASE("a mailbox gives messages in the order in which they were put in") {
  Mailbox<int> mailbox;
  CHECK_FALSE(mailbox.try_pop());
  for (int i = 0; i < 3; ++i) mailbox.push(i);
  for (int i = 0; i < 3; ++i) CHECK(mailbox.try_pop() == i);
  CHECK_FALSE(mailbox.try_pop());
}

TEST_CASE("a mailbox loses nothing between several writers and a waiting reader") {
  constexpr int kWriters = 3;
  constexpr int kMessages = 2000;
  Mailbox<int> mailbox;
  std::vector<int> last(kWriters, -1);
  int received = 0;
  bool in_order = true;
  {
    std::jthread reader([&](std::stop_token stop) {
      while (received < kWriters * kMessages) {
        const std::optional<int> message = mailbox.wait_pop(stop);
        if (!message) return;
        int& before = last[static_cast<std::size_t>(*message / kMessages)];
        in_order = in_order && *message % kMessages == before + 1;
        before = *message % kMessages;
        ++received;
      }
    });
    std::vector<std::jthread> writers;
    for (int w = 0; w < kWriters; ++w) {
      writers.emplace_back([&mailbox, w] {
        for (int i = 0; i < kMessages; ++i) mailbox.push(w * kMessages + i);
      });
    }
    writers.clear();
    reader.join();
  }
  CHECK(received == kWriters * kMessages);
  CHECK(in_order);
}

TEST_CASE("a reader that waits for a message ends when it is asked to stop") {
  Mailbox<int> mailbox;
  std::optional<int> message = 1;
  std::jthread reader([&](std::stop_token stop) { message = mailbox.wait_pop(stop); });
  reader.request_stop();
  reader.join();
  CHECK_FALSE(message);
}

TEST_CASE("a published value is never seen torn and never goes back") {
  struct Pair {
    int a = 0;
    int b = 0;
  };
  Published<Pair> published;
  CHECK(published.get() == nullptr);
  std::atomic<bool> done = false;
  bool whole = true;
  std::jthread reader([&] {
    int newest = 0;
    while (!done) {
      const auto value = published.get();
      if (!value) continue;
      whole = whole && value->a == -value->b && value->a >= newest;
      newest = value->a;
    }
  });
  for (int i = 1; i <= 5000; ++i) published.set(std::make_shared<const Pair>(Pair{i, -i}));
  done = true;
  reader.join();
  CHECK(whole);
  CHECK(published.get()->a == 5000);
}

}  // namespace
}  // namespace facet
