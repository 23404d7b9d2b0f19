#include "ui/walk.h"

#include <doctest/doctest.h>

using namespace facet;
using namespace facet::ui;

namespace {

Face cell(int number) { return SeedFace{334, number, {}, 1}; }

/// A walk from cell 0 through 1 and 2 to 3.
PathState four() {
  PathState path;
  path.a = cell(0);
  path.via = {cell(1), cell(2)};
  path.b = cell(3);
  path.position = 0.25;
  return path;
}

std::vector<Face> cells(const std::vector<int>& numbers) {
  std::vector<Face> faces;
  for (const int number : numbers) faces.push_back(cell(number));
  return faces;
}

}  // namespace

TEST_CASE("playing takes as long for each leg, whatever the frames, and ends at B") {
  PathState path = four();
  path.position = 0;
  WalkUiState walk;
  walk.leg_s = 2;
  play_or_pause(path, walk);
  for (int frame = 0; frame < 30; ++frame) advance_walk(path, walk, 0.1);
  CHECK(path.position == doctest::Approx(0.5));
  for (int frame = 0; frame < 200; ++frame) advance_walk(path, walk, 1.0 / 120);
  CHECK(path.position == doctest::Approx(0.5 + 200.0 / 120 / 6));
  CHECK(walk.playing);
  for (int frame = 0; frame < 60; ++frame) advance_walk(path, walk, 0.05);
  CHECK(path.position == 1);
  CHECK_FALSE(walk.playing);
  advance_walk(path, walk, 0.05);
  CHECK(path.position == 1);
  play_or_pause(path, walk);
  CHECK(path.position == 0);
  CHECK(walk.from == 1);
}

TEST_CASE("a loop plays on for ever, and a hidden window does not make it jump") {
  PathState path = four();
  path.loop = true;
  path.position = 0.95;
  WalkUiState walk;
  walk.leg_s = 1;
  play_or_pause(path, walk);
  advance_walk(path, walk, 0.2);
  advance_walk(path, walk, 0.2);
  CHECK(path.position == doctest::Approx(0.05));
  CHECK(walk.playing);
  advance_walk(path, walk, 3600);
  CHECK(path.position == doctest::Approx(0.05 + 0.25 / 4));
}

TEST_CASE("while it plays the session that is kept has the position where it began") {
  Session session;
  session.path = four();
  WalkUiState walk;
  play_or_pause(session.path, walk);
  advance_walk(session.path, walk, 0.1);
  session.grid.seed = 9;
  CHECK(session.path.position > 0.25);
  CHECK(settled_session(session, walk).path.position == 0.25);
  CHECK(settled_session(session, walk).grid.seed == 9);
  play_or_pause(session.path, walk);
  CHECK(settled_session(session, walk) == session);
}

TEST_CASE("keyframes are put where the slider says, moved past one another and taken off") {
  PathState path = four();
  CHECK(keyframe_count(path) == 4);
  CHECK(keyframe_after(path, 0) == 1);
  CHECK(keyframe_after(path, 0.5) == 2);
  CHECK(keyframe_after(path, 1) == 3);
  CHECK(insert_keyframes(path, keyframe_after(path, 0.5), cells({7, 8})) == 2);
  CHECK(path_keys(path) == cells({0, 1, 7, 8, 2, 3}));
  move_keyframe(path, 2, -1);
  CHECK(path_keys(path) == cells({0, 7, 1, 8, 2, 3}));
  move_keyframe(path, 1, -1);
  move_keyframe(path, 4, 1);
  CHECK(path_keys(path) == cells({7, 0, 1, 8, 3, 2}));
  move_keyframe(path, 0, -1);
  move_keyframe(path, 5, 1);
  CHECK(path_keys(path) == cells({7, 0, 1, 8, 3, 2}));
  remove_keyframe(path, 0);
  remove_keyframe(path, 4);
  remove_keyframe(path, 1);
  CHECK(path_keys(path) == cells({0, 8, 3}));
  remove_keyframe(path, 1);
  remove_keyframe(path, 1);
  CHECK(path_keys(path) == cells({0, 3}));
}

TEST_CASE("an open walk keeps its ends, a loop takes a keyframe behind B as its new B") {
  PathState path = four();
  insert_keyframes(path, 99, cells({9}));
  CHECK(path_keys(path) == cells({0, 1, 2, 9, 3}));
  path.loop = true;
  CHECK(keyframe_after(path, 0.99) == 5);
  insert_keyframes(path, 5, cells({4}));
  CHECK(path_keys(path) == cells({0, 1, 2, 9, 3, 4}));
  CHECK(insert_keyframes(path, 1, std::vector<Face>(100, cell(5))) == kMostVia - 4);
  CHECK(path.via.size() == kMostVia);
  CHECK(insert_keyframes(path, 1, cells({6})) == 0);
}

TEST_CASE("the other way round the slider's face stays") {
  PathState path = four();
  turn_round(path);
  CHECK(path_keys(path) == cells({3, 2, 1, 0}));
  CHECK(path.position == 0.75);
  PathState loop = four();
  loop.loop = true;
  for (const double position : {0.0, 0.25, 0.75, 0.9}) {
    CAPTURE(position);
    loop.position = position;
    const std::vector<Latent> forth = {{0}, {1}, {2}, {3}};
    const Latent face = point_on_walk(forth, position, PathKind::kLerp, true);
    turn_round(loop);
    const std::vector<Latent> back = {{3}, {2}, {1}, {0}};
    CHECK(point_on_walk(back, loop.position, PathKind::kLerp, true)[0] == doctest::Approx(face[0]));
    turn_round(loop);
  }
}
