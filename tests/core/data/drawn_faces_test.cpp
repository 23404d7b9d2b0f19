#include "core/data/drawn_faces.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

namespace facet {
namespace {

using Picture = std::vector<std::uint8_t>;

Picture draw(const FaceParameters& face, int size = kDrawnFaceSize) {
  Picture rgb(static_cast<std::size_t>(size * size * 3));
  draw_face(face, rgb, size);
  return rgb;
}

// A picture's bytes as a key to count distinct ones.
std::string text_of(const Picture& picture) { return {picture.begin(), picture.end()}; }

std::vector<int> codes_of(const FaceLabels& labels) {
  return {labels.female,
          labels.long_hair,
          labels.mouth_open,
          labels.glasses,
          static_cast<int>(labels.hair),
          static_cast<int>(labels.eyes),
          static_cast<int>(labels.skin),
          static_cast<int>(labels.expression)};
}

constexpr std::array<int, 8> kValues = {2, 2, 2, 2, 8, 6, 4, 5};

// The largest chi-square that a fair table exceeds about once in a million: mean + 5 deviations and
// a little for the skew of few degrees of freedom.
double chi_square_limit(int freedom) { return freedom + 5 * std::sqrt(2.0 * freedom) + 12; }

// Pixels whose red, green or blue differ by more than `tolerance`, as a 64 x 64 map.
std::vector<bool> difference(const Picture& a, const Picture& b, int tolerance) {
  std::vector<bool> differs(a.size() / 3);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::abs(a[i] - b[i]) > tolerance) differs[i / 3] = true;
  }
  return differs;
}

long count(const std::vector<bool>& map) { return std::count(map.begin(), map.end(), true); }

bool differs_outside(const std::vector<bool>& map, int left, int top, int right, int bottom) {
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) {
      const bool inside = x >= left && x < right && y >= top && y < bottom;
      if (!inside && map[static_cast<std::size_t>(y * 64 + x)]) return true;
    }
  }
  return false;
}

// The share of `test` unseen pictures whose label a linear probe reads from 32 x 32 averaged
// pixels: normalised least mean squares, the weights averaged over the last pass.
double probe_accuracy(const std::vector<std::vector<float>>& pictures,
                      const std::vector<int>& label, std::size_t train) {
  const std::size_t width = pictures.front().size();
  std::vector<float> weight(width);
  std::vector<float> average(width);
  float bias = 0;
  constexpr int kPasses = 25;
  for (int pass = 0; pass < kPasses; ++pass) {
    for (std::size_t i = 0; i < train; ++i) {
      const std::vector<float>& x = pictures[i];
      float value = bias;
      float norm = 1;
      for (std::size_t k = 0; k < width; ++k) {
        value += weight[k] * x[k];
        norm += x[k] * x[k];
      }
      const float step = 0.5f * (static_cast<float>(2 * label[i] - 1) - value) / norm;
      for (std::size_t k = 0; k < width; ++k) weight[k] += step * x[k];
      bias += step;
      if (pass + 1 < kPasses) continue;
      for (std::size_t k = 0; k < width; ++k) average[k] += weight[k] / static_cast<float>(train);
    }
  }
  std::size_t right = 0;
  for (std::size_t i = train; i < pictures.size(); ++i) {
    float value = bias;
    for (std::size_t k = 0; k < width; ++k) value += average[k] * pictures[i][k];
    if ((value > 0) == (label[i] == 1)) ++right;
  }
  return static_cast<double>(right) / static_cast<double>(pictures.size() - train);
}

std::vector<float> halved(const Picture& picture) {
  std::vector<float> small(32 * 32 * 3);
  for (std::size_t y = 0; y < 64; ++y) {
    for (std::size_t x = 0; x < 64; ++x) {
      for (std::size_t c = 0; c < 3; ++c) {
        small[((y / 2) * 32 + x / 2) * 3 + c] +=
            (static_cast<float>(picture[(y * 64 + x) * 3 + c]) - 150.0f) / 512.0f;
      }
    }
  }
  return small;
}

TEST_CASE("a drawn face depends on its seed and index alone") {
  std::vector<Picture> forward;
  for (std::uint64_t i = 0; i < 12; ++i) forward.push_back(draw(sample_face(7, i)));
  for (std::uint64_t i = 12; i-- > 0;) CHECK(draw(sample_face(7, i)) == forward[i]);
  std::set<std::string> distinct;
  for (const Picture& picture : forward) distinct.insert(text_of(picture));
  for (std::uint64_t i = 0; i < 12; ++i) distinct.insert(text_of(draw(sample_face(8, i))));
  CHECK(distinct.size() == 24);
}

TEST_CASE("each label is uniform and each pair of labels independent") {
  constexpr int kFaces = 20000;
  std::vector<std::vector<int>> codes;
  for (int i = 0; i < kFaces; ++i) {
    codes.push_back(codes_of(sample_face(3, static_cast<std::uint64_t>(i)).labels));
  }
  for (std::size_t a = 0; a < kValues.size(); ++a) {
    for (std::size_t b = a; b < kValues.size(); ++b) {
      // With both margins known to be uniform every cell of the table has the same expectation.
      const int cells = a == b ? kValues[a] : kValues[a] * kValues[b];
      std::vector<int> table(static_cast<std::size_t>(cells));
      for (const auto& code : codes) {
        const int cell = a == b ? code[a] : code[a] * kValues[b] + code[b];
        ++table.at(static_cast<std::size_t>(cell));
      }
      const double expected = static_cast<double>(kFaces) / cells;
      double chi_square = 0;
      for (const int seen : table) chi_square += (seen - expected) * (seen - expected) / expected;
      CAPTURE(a);
      CAPTURE(b);
      CHECK(chi_square < chi_square_limit(cells - 1));
    }
  }
}

TEST_CASE("labels come as the text of a labels file") {
  CHECK(face_label_columns() == std::vector<std::string>{"female", "long", "mouth_open", "glasses",
                                                         "hair", "eyes", "skin", "expression"});
  FaceLabels labels;
  labels.female = true;
  labels.mouth_open = true;
  labels.hair = HairColor::kSilver;
  labels.eyes = EyeColor::kGold;
  labels.skin = Skin::kTan;
  labels.expression = Expression::kSurprised;
  CHECK(face_label_values(labels) ==
        std::vector<std::string>{"1", "0", "1", "0", "silver", "gold", "tan", "surprised"});
}

TEST_CASE("twins go through hair colour, mouth and length and keep everything else") {
  const FaceParameters base = sample_face(1, 5);
  const auto twins = twins_of(base);
  std::set<std::string> distinct;
  for (std::size_t i = 0; i < kTwinCount; ++i) {
    const FaceLabels& labels = twins[i].labels;
    CHECK((labels.hair == (i < 4 ? HairColor::kRed : HairColor::kBlue)));
    CHECK(labels.mouth_open == (i % 4 >= 2));
    CHECK(labels.long_hair == (i % 2 == 1));
    CHECK(labels.female == base.labels.female);
    CHECK(labels.glasses == base.labels.glasses);
    CHECK((labels.eyes == base.labels.eyes));
    CHECK((labels.skin == base.labels.skin));
    CHECK((labels.expression == base.labels.expression));
    FaceParameters restored = twins[i];
    restored.labels = base.labels;
    CHECK(draw(restored) == draw(base));
    distinct.insert(text_of(draw(twins[i])));
  }
  CHECK(distinct.size() == kTwinCount);
}

TEST_CASE("twins differ only where their label is drawn") {
  for (std::uint64_t index = 0; index < 40; ++index) {
    CAPTURE(index);
    const auto twins = twins_of(sample_face(2, index));
    const Picture closed = draw(twins[0]);
    const auto mouth = difference(closed, draw(twins[2]), 0);
    CHECK(count(mouth) >= 8);
    CHECK_FALSE(differs_outside(mouth, 18, 40, 46, 62));
    const auto length = difference(closed, draw(twins[1]), 0);
    CHECK(count(length) >= 200);
    CHECK_FALSE(differs_outside(length, 0, 8, 64, 64));
    const auto color = difference(closed, draw(twins[4]), 0);
    CHECK(count(color) >= 400);
    // The middle of the bottom row is cloth or neck, which have no colour of the hair.
    CHECK_FALSE(color[63 * 64 + 32]);
  }
}

TEST_CASE("every label shows in the picture") {
  for (std::uint64_t index = 0; index < 20; ++index) {
    const FaceParameters face = sample_face(4, index);
    const Picture picture = draw(face);
    const auto changed = [&](auto edit) {
      FaceParameters other = face;
      edit(other.labels);
      return count(difference(picture, draw(other), 12));
    };
    CAPTURE(index);
    CHECK(changed([](FaceLabels& labels) { labels.female = !labels.female; }) > 100);
    CHECK(changed([](FaceLabels& labels) { labels.long_hair = !labels.long_hair; }) > 100);
    CHECK(changed([](FaceLabels& labels) { labels.mouth_open = !labels.mouth_open; }) > 8);
    CHECK(changed([](FaceLabels& labels) { labels.glasses = !labels.glasses; }) > 40);
    CHECK(changed([](FaceLabels& labels) {
            labels.hair = static_cast<HairColor>((static_cast<int>(labels.hair) + 1) % 8);
          }) > 300);
    CHECK(changed([](FaceLabels& labels) {
            labels.eyes = static_cast<EyeColor>((static_cast<int>(labels.eyes) + 1) % 6);
          }) > 10);
    CHECK(changed([](FaceLabels& labels) {
            labels.skin = static_cast<Skin>((static_cast<int>(labels.skin) + 1) % 4);
          }) > 150);
    CHECK(changed([](FaceLabels& labels) {
            labels.expression =
                static_cast<Expression>((static_cast<int>(labels.expression) + 1) % 5);
          }) > 15);
  }
}

TEST_CASE("drawing fills the picture and nothing beside it") {
  for (const int size : {16, 64, 100}) {
    const std::size_t bytes = static_cast<std::size_t>(size * size * 3);
    for (std::uint64_t index = 0; index < 8; ++index) {
      Picture first(bytes + 64, 0x5A);
      Picture second(bytes + 64, 0xA5);
      draw_face(sample_face(5, index), std::span(first).subspan(32, bytes), size);
      draw_face(sample_face(5, index), std::span(second).subspan(32, bytes), size);
      CHECK(std::equal(first.begin() + 32, first.end() - 32, second.begin() + 32));
      CHECK(std::count(first.begin(), first.begin() + 32, 0x5A) == 32);
      CHECK(std::count(first.end() - 32, first.end(), 0x5A) == 32);
    }
  }
}

TEST_CASE("a larger picture shows the same face") {
  for (std::uint64_t index = 0; index < 6; ++index) {
    const Picture small = draw(sample_face(6, index));
    const Picture large = draw(sample_face(6, index), 128);
    double total = 0;
    for (std::size_t y = 0; y < 64; ++y) {
      for (std::size_t x = 0; x < 192; ++x) {
        const std::size_t column = x / 3 * 6 + x % 3;
        const int sum = large[2 * y * 384 + column] + large[2 * y * 384 + column + 3] +
                        large[(2 * y + 1) * 384 + column] + large[(2 * y + 1) * 384 + column + 3];
        total += std::abs(sum / 4.0 - small[y * 192 + x]);
      }
    }
    CHECK(total / (64 * 192) < 3.0);
  }
}

TEST_CASE("a linear probe on pixels reads each yes/no label") {
  constexpr std::size_t kTrain = 1500;
  constexpr std::size_t kTest = 400;
  std::vector<std::vector<float>> pictures;
  std::vector<std::vector<int>> labels(4);
  for (std::uint64_t i = 0; i < kTrain + kTest; ++i) {
    const FaceParameters face = sample_face(1, i);
    pictures.push_back(halved(draw(face)));
    const std::vector<int> codes = codes_of(face.labels);
    for (std::size_t k = 0; k < labels.size(); ++k) labels[k].push_back(codes[k]);
  }
  // 4,000 full pictures and ridge regression give 0.99 or more; this quick probe must come near.
  for (const auto& label : labels) CHECK(probe_accuracy(pictures, label, kTrain) >= 0.93);
}

}  // namespace
}  // namespace facet
