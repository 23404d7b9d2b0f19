#include "ui/history.h"

#include <doctest/doctest.h>

using namespace facet;
using namespace facet::ui;

namespace {

Session with_seed(std::uint32_t seed) {
  Session session;
  session.grid.seed = seed;
  return session;
}

}  // namespace

TEST_CASE("a new history has nowhere to go") {
  History history(with_seed(1));
  CHECK_FALSE(history.can_undo());
  CHECK_FALSE(history.can_redo());
  CHECK(history.undo() == with_seed(1));
  CHECK(history.redo() == with_seed(1));
}

TEST_CASE("undo and redo walk through the states in order") {
  History history(with_seed(1));
  CHECK(history.record(with_seed(2)));
  CHECK(history.record(with_seed(3)));
  CHECK(history.undo() == with_seed(2));
  CHECK(history.undo() == with_seed(1));
  CHECK(history.redo() == with_seed(2));
  CHECK(history.redo() == with_seed(3));
  CHECK_FALSE(history.can_redo());
}

TEST_CASE("the same state again is no entry") {
  History history(with_seed(1));
  CHECK_FALSE(history.record(with_seed(1)));
  CHECK(history.size() == 1);
}

TEST_CASE("a new edit drops what had been undone") {
  History history(with_seed(1));
  history.record(with_seed(2));
  history.record(with_seed(3));
  history.undo();
  history.undo();
  CHECK(history.record(with_seed(4)));
  CHECK(history.size() == 2);
  CHECK_FALSE(history.can_redo());
  CHECK(history.undo() == with_seed(1));
}

TEST_CASE("after an undo the state that is current again is no entry, and redo stays possible") {
  History history(with_seed(1));
  history.record(with_seed(2));
  history.undo();
  CHECK_FALSE(history.record(with_seed(1)));
  CHECK(history.can_redo());
}

TEST_CASE("the oldest states beyond the capacity are forgotten") {
  History history(with_seed(0), 1000);
  for (std::uint32_t seed = 1; seed <= 1500; ++seed) history.record(with_seed(seed));
  CHECK(history.size() == 1000);
  CHECK(history.current() == with_seed(1500));
  while (history.can_undo()) history.undo();
  CHECK(history.current() == with_seed(501));
}
