#include "ui/face_slots.h"

#include <doctest/doctest.h>

#include <set>
#include <utility>

using facet::ui::FaceSlots;

TEST_CASE("a picture keeps its slot and is written once") {
  FaceSlots slots(4);
  const FaceSlots::Place first = slots.place(7, 1);
  CHECK(first.fresh);
  for (int frame = 2; frame < 10; ++frame) {
    const FaceSlots::Place again = slots.place(7, frame);
    CHECK_FALSE(again.fresh);
    CHECK(again.slot == first.slot);
    CHECK(again.page == first.page);
  }
}

TEST_CASE("pictures of one frame never share a slot; more than a page holds make another page") {
  FaceSlots slots(4);
  std::set<std::pair<int, int>> places;
  for (std::uint64_t serial = 1; serial <= 9; ++serial) {
    const FaceSlots::Place place = slots.place(serial, 1);
    CHECK(places.insert({place.page, place.slot}).second);
  }
  CHECK(slots.pages() == 3);
}

TEST_CASE("a stream of new pictures reuses slots instead of growing") {
  FaceSlots slots(64);
  std::uint64_t serial = 0;
  for (int frame = 1; frame <= 1000; ++frame) {
    for (int face = 0; face < 10; ++face) CHECK(slots.place(++serial, frame).fresh);
  }
  CHECK(slots.pages() == 1);
}

TEST_CASE("what an earlier picture had to leave is written again when it comes back") {
  FaceSlots slots(2);
  slots.place(1, 1);
  slots.place(2, 1);
  slots.place(3, 10);
  CHECK(slots.place(1, 20).fresh);
  CHECK_FALSE(slots.place(3, 20).fresh);
  CHECK(slots.pages() == 1);
}
