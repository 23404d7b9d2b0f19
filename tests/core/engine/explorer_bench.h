#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <vector>

#include "core/engine/explorer.h"
#include "tests/core/engine/fake_painter.h"

namespace facet::test {

/// A session with two lists, one of seeds and one of pictures, and an expression of both.
inline Session example_session() {
  Session session;
  session.lists = {
      {"red", {SeedFace{334, 17, {}, 1}, SeedFace{334, 3, {}, 1}}},
      {"blue",
       {PictureFace{grey_picture(10), "x.npy", 4}, PictureFace{grey_picture(90), "x.npy", 5}}}};
  session.arithmetic.expression = "red - 0.5 * blue";
  return session;
}

/// An Explorer with what it has published.
struct ExplorerBench {
  explicit ExplorerBench(ExplorerOptions options = {})
      : explorer(
            serials, [this](std::shared_ptr<const View> view) { views.push_back(std::move(view)); },
            options) {}

  void show(const Session& session, TouchedPart touched = TouchedPart::kNone,
            bool directions_shown = false) {
    explorer.set_session(std::make_shared<const Session>(session), ++serial, touched,
                         directions_shown);
  }
  void use(std::shared_ptr<FakePainter> fake) {
    painter = fake;
    explorer.set_painter(std::move(fake));
  }
  void finish() {
    int slices = 0;
    while (explorer.work()) REQUIRE(++slices < 1000);
  }
  const View& last() const { return *views.back(); }

  SerialSource serials;
  std::vector<std::shared_ptr<const View>> views;
  Explorer explorer;
  std::shared_ptr<FakePainter> painter;
  std::uint64_t serial = 0;
};

}  // namespace facet::test
