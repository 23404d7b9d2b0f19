#include "core/engine/curve.h"

#include <doctest/doctest.h>

namespace facet {
namespace {

const std::span<const LossSeries> kSeries = loss_series(ModelKind::kVae);

LossPoint point(std::int64_t step, float total) { return {step, {total, total / 2, 1}}; }

TEST_CASE("a short curve keeps every point") {
  CurveRecorder curve(kSeries, 16);
  for (int step = 1; step <= 10; ++step) curve.add(point(step, static_cast<float>(step)));
  const auto curves = curve.curves();
  REQUIRE(curves->losses.size() == 10);
  CHECK(curves->losses[0].step == 1);
  CHECK(curves->losses[9].total() == 10);
}

TEST_CASE("a long curve is bounded and keeps its first and newest points") {
  CurveRecorder curve(kSeries, 64);
  for (int step = 1; step <= 100000; ++step) curve.add(point(step, 1.0F / float(step)));
  const auto curves = curve.curves();
  CHECK(curves->losses.size() <= 65);
  CHECK(curves->losses.size() >= 24);
  CHECK(curves->losses.front().step == 1);
  CHECK(curves->losses.front().total() == 1.0F);
  CHECK(curves->losses.back().step == 100000);
  for (std::size_t i = 1; i < curves->losses.size(); ++i) {
    CHECK(curves->losses[i].step > curves->losses[i - 1].step);
  }
}

TEST_CASE("thinned points are means, so a constant stays what it is") {
  CurveRecorder curve(kSeries, 16);
  for (int step = 1; step <= 5000; ++step) curve.add(point(step, 3));
  for (const LossPoint& loss : curve.curves()->losses) CHECK(loss.total() == doctest::Approx(3));
}

TEST_CASE("the same value is handed out until something is added") {
  CurveRecorder curve(kSeries);
  curve.add(point(1, 1));
  const auto first = curve.curves();
  CHECK(curve.curves() == first);
  curve.add(QualityPoint{1, 20});
  CHECK(curve.curves() != first);
  CHECK(curve.psnr_db() == 20);
}

TEST_CASE("rewinding forgets what came after a step") {
  CurveRecorder curve(kSeries);
  for (int step = 1; step <= 20; ++step) curve.add(point(step, 1));
  curve.add(QualityPoint{8, 20});
  curve.add(QualityPoint{16, 21});
  curve.add(Marker{12, "learning rate"});
  curve.rewind(10);
  CHECK(curve.curves()->losses.back().step == 10);
  CHECK(curve.psnr_db() == 20);
  CHECK(curve.curves()->markers.empty());
}

TEST_CASE("many quality points stay bounded with both ends kept") {
  CurveRecorder curve(kSeries, 16);
  for (int i = 1; i <= 1000; ++i) curve.add(QualityPoint{i, float(i)});
  const auto& quality = curve.curves()->quality;
  CHECK(quality.size() < 16);
  CHECK(quality.front().step == 1);
  CHECK(quality.back().step == 1000);
}

}  // namespace
}  // namespace facet
