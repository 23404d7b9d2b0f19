#include "ui/frame_pacer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>

using namespace facet::ui;

namespace {

/// Draws whenever a frame is due in [from, to) and counts; `cost` seconds of processor a frame.
int frames_between(FramePacer& pacer, double from, double to, double cost, bool animating = false,
                   bool news = false) {
  int count = 0;
  double now = from;
  while (true) {
    if (news) pacer.note_new_values();
    const double due = pacer.due_at();
    if (due >= to) return count;
    now = due > now ? due : now + 1e-4;
    pacer.note_frame(now, cost, animating, false);
    ++count;
  }
}

}  // namespace

TEST_CASE("what moves is drawn at 60 Hz where frames are cheap, else by a quarter of a core") {
  const auto pace = [](double cost) {
    FramePacer pacer;
    for (int frame = 0; frame <= 50; ++frame) {
      pacer.note_frame(5 + frame * 0.1, cost, false, false, true);
    }
    return pacer.due_at() - 10;
  };
  CHECK(pace(0.001) == doctest::Approx(1.0 / 60));
  CHECK(pace(0.01) == doctest::Approx(0.04).epsilon(0.05));
  CHECK(pace(0.3) == doctest::Approx(0.1));
  FramePacer stopped;
  frames_between(stopped, 0, 5, 0.01);
  stopped.note_frame(10, 0.01, false, false, true);
  stopped.note_frame(10.1, 0.01, false, false, false);
  CHECK(stopped.due_at() == FramePacer::kNever);
}

TEST_CASE("with nothing new nothing is drawn") {
  FramePacer pacer;
  frames_between(pacer, 0, 2, 0.01);
  CHECK(pacer.due_at() == FramePacer::kNever);
}

TEST_CASE("input is drawn at once, then some frames until all has come to rest") {
  FramePacer pacer;
  frames_between(pacer, 0, 2, 0.01);
  pacer.note_input(10);
  CHECK(pacer.due_at() <= 10);
  const int frames = frames_between(pacer, 10, 20, 0.01);
  CHECK(frames >= 5);
  CHECK(frames <= 15);
  CHECK(pacer.due_at() == FramePacer::kNever);
}

TEST_CASE("frames follow the hand at no more than 75 a second") {
  FramePacer pacer;
  int frames = 0;
  for (int event = 0; event < 1000; ++event) {
    const double now = 1 + event * 0.001;
    pacer.note_input(now);
    if (pacer.due_at() > now) continue;
    pacer.note_frame(now, 0.004, false, false);
    ++frames;
  }
  CHECK(frames >= 66);
  CHECK(frames <= 76);
}

TEST_CASE("a hand that moves at an uneven 60 Hz never waits for the frame before") {
  FramePacer pacer;
  for (int event = 0; event < 600; ++event) {
    const double now = 1 + event / 60.0 + (event % 3) * 0.0035;
    pacer.note_input(now);
    CHECK(pacer.due_at() <= now);
    pacer.note_frame(now, 0.004, false, false);
  }
}

TEST_CASE("after a late frame, or one between, a hand that moves at 60 Hz soon waits no more") {
  FramePacer pacer;
  double frame = 0;
  const auto draw_at = [&](double now) {
    frame = std::max(now, pacer.due_at());
    pacer.note_frame(frame, 0.004, false, false);
  };
  for (int event = 0; event < 100; ++event) {
    const double now = 1 + event / 60.0;
    pacer.note_input(now);
    if (event == 20) {
      draw_at(now + 0.016);
    } else if (event == 60) {
      draw_at(now);
      pacer.note_new_values();
      draw_at(now + 0.012);
    } else {
      draw_at(std::max(now, frame + 0.001));
    }
    const int since = (event - 20) % 40;
    if (since > 6 || event < 20) CHECK(frame == now);
  }
}

TEST_CASE("values that come by themselves cost 1.2 % of a core at most, or a frame a second") {
  for (const double cost : {0.001, 0.004, 0.013, 0.02}) {
    FramePacer pacer;
    frames_between(pacer, 0, 5, cost, false, true);
    const int frames = frames_between(pacer, 5, 105, cost, false, true);
    CAPTURE(cost);
    CHECK(frames * cost <= std::max(0.0125, cost * 1.01) * 100);
    CHECK(frames >= 98);
  }
}

TEST_CASE("values that come while the hand is at work are drawn at once") {
  FramePacer pacer;
  frames_between(pacer, 0, 5, 0.013);
  pacer.note_input(10);
  frames_between(pacer, 10, 10.2, 0.013);
  pacer.note_new_values();
  CHECK(pacer.due_at() <= 10.2 + 1.0 / 60);
}

TEST_CASE("a blinking cursor is drawn some times a second") {
  FramePacer pacer;
  frames_between(pacer, 0, 2, 0.01);
  pacer.note_frame(10, 0.01, false, true);
  CHECK(pacer.due_at() > 10.2);
  CHECK(pacer.due_at() < 10.6);
}
