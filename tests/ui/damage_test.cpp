#define IMGUI_DEFINE_MATH_OPERATORS
#include "ui/damage.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "tests/ui/screenless.h"

using namespace facet::ui;

namespace {

constexpr ImVec2 kSize(1200, 900);

/// Frames of squares in one window, and what of them differs.
class Frames {
 public:
  std::vector<ImRect> draw(const std::function<void(ImDrawList&)>& squares) {
    screen_.frame([&] {
      ImGui::SetNextWindowPos({0, 0});
      ImGui::SetNextWindowSize(kSize);
      ImGui::Begin("frame", nullptr, ImGuiWindowFlags_NoDecoration);
      squares(*ImGui::GetWindowDrawList());
      ImGui::End();
    });
    return damage_.update(*ImGui::GetDrawData());
  }
  Damage& damage() { return damage_; }

 private:
  Screenless screen_{kSize};
  Damage damage_;
};

void square(ImDrawList& list, float x, float y, ImU32 color = IM_COL32_WHITE) {
  list.AddRectFilled({x, y}, {x + 20, y + 20}, color);
}

bool covers(const std::vector<ImRect>& rects, const ImRect& area) {
  return std::any_of(rects.begin(), rects.end(),
                     [&](const ImRect& rect) { return rect.Contains(area); });
}

float pixels(const std::vector<ImRect>& rects) {
  float sum = 0;
  for (const ImRect& rect : rects) sum += rect.GetArea();
  return sum;
}

}  // namespace

TEST_CASE("the first frame is different everywhere, the same one again nowhere") {
  Frames frames;
  const auto scene = [](ImDrawList& list) { square(list, 50, 50); };
  CHECK(covers(frames.draw(scene), {0, 0, kSize.x, kSize.y}));
  frames.draw(scene);  // the window's first frames settle its layout
  CHECK(frames.draw(scene).empty());
  frames.damage().forget();
  CHECK(covers(frames.draw(scene), {0, 0, kSize.x, kSize.y}));
}

TEST_CASE("what moves is drawn anew where it was and where it is") {
  Frames frames;
  for (int i = 0; i < 3; ++i) frames.draw([](ImDrawList& list) { square(list, 50, 50); });
  const auto rects = frames.draw([](ImDrawList& list) { square(list, 300, 200); });
  CHECK(covers(rects, {50, 50, 70, 70}));
  CHECK(covers(rects, {300, 200, 320, 220}));
  CHECK(pixels(rects) < 2 * 24 * 24 + 1);
}

TEST_CASE("a change of color, texture, clip or filter is seen") {
  Frames frames;
  const ImRect place(50, 50, 70, 70);
  const auto plain = [](ImDrawList& list) { square(list, 50, 50); };
  const auto settle = [&] {
    for (int i = 0; i < 3; ++i) frames.draw(plain);
  };
  settle();
  CHECK(covers(frames.draw([](ImDrawList& list) { square(list, 50, 50, IM_COL32_BLACK); }), place));
  settle();
  CHECK(covers(frames.draw([](ImDrawList& list) {
    list.AddImage(ImTextureRef(ImTextureID{7}), {50, 50}, {70, 70});
  }),
               place));
  settle();
  CHECK_FALSE(frames
                  .draw([](ImDrawList& list) {
                    list.PushClipRect({0, 0}, {60, 60});
                    square(list, 50, 50);
                    list.PopClipRect();
                  })
                  .empty());
  settle();
  CHECK(covers(frames.draw([](ImDrawList& list) {
    list.AddCallback([](const ImDrawList*, const ImDrawCmd*) {}, nullptr);
    square(list, 50, 50);
  }),
               place));
}

TEST_CASE("a piece that comes leaves those behind it alone") {
  Frames frames;
  const auto scene = [](ImDrawList& list, bool more) {
    square(list, 10, 10);
    if (more) square(list, 100, 100);
    square(list, 300, 200);
  };
  for (int i = 0; i < 3; ++i) frames.draw([&](ImDrawList& list) { scene(list, false); });
  const auto rects = frames.draw([&](ImDrawList& list) { scene(list, true); });
  CHECK(covers(rects, {100, 100, 120, 120}));
  CHECK(pixels(rects) < 24 * 24 + 1);
}

TEST_CASE("changes far from one another do not draw what lies between them") {
  Frames frames;
  const auto scene = [](ImDrawList& list, ImU32 color) {
    for (int row = 0; row < 2; ++row) {
      for (int column = 0; column < 3; ++column) {
        const ImVec2 at(20 + 500 * static_cast<float>(column), 20 + 600 * static_cast<float>(row));
        list.AddRectFilled(at, at + ImVec2(100, 100), color);
      }
    }
  };
  for (int i = 0; i < 3; ++i) {
    frames.draw([&](ImDrawList& list) { scene(list, IM_COL32_WHITE); });
  }
  const auto rects = frames.draw([&](ImDrawList& list) { scene(list, IM_COL32_BLACK); });
  CHECK(rects.size() == 6);
  CHECK(pixels(rects) < 6 * 104 * 104 + 1);
}

TEST_CASE("many scattered changes become few rectangles that hold them all") {
  constexpr int kSquares = 36;
  Frames frames;
  const auto scene = [](ImDrawList& list, ImU32 color) {
    for (int i = 0; i < kSquares; ++i) {
      square(list, static_cast<float>(i % 6 * 200), static_cast<float>(i / 6 * 150), color);
    }
  };
  for (int i = 0; i < 3; ++i) {
    frames.draw([&](ImDrawList& list) { scene(list, IM_COL32_WHITE); });
  }
  const auto rects = frames.draw([&](ImDrawList& list) { scene(list, IM_COL32_BLACK); });
  CHECK(rects.size() <= Damage::kMostRects);
  for (int i = 0; i < kSquares; ++i) {
    const ImVec2 at(static_cast<float>(i % 6 * 200), static_cast<float>(i / 6 * 150));
    CHECK(covers(rects, {at, at + ImVec2(20, 20)}));
  }
}
