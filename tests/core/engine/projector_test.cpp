#include "core/engine/projector.h"

#include <algorithm>
#include <cmath>

#include "core/base/numpy_random.h"
#include "core/train/trainer.h"
#include "tests/core/engine/engine_bench.h"
#include "tests/core/engine/tiny_run.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

constexpr int kLatent = 16;

/// A model after one step.
WeightsPtr model_of(const char* preset) {
  TrainingPlan plan = test::tiny_plan(1);
  plan.preset = preset;
  plan.batch = 4;
  auto trainer = Trainer::create(plan, test::tiny_data());
  REQUIRE(trainer);
  REQUIRE((*trainer)->step());
  return (*trainer)->snapshot();
}

std::vector<ImagePtr> faces_of(const WeightsPtr& weights, std::span<const Latent> codes) {
  const auto model = PictureModel::create(weights, true);
  REQUIRE(model);
  std::vector<ImagePtr> faces;
  for (Image& face : (*model)->decode(codes, DrawMode::kExact)) {
    faces.push_back(std::make_shared<const Image>(std::move(face)));
  }
  return faces;
}

std::unique_ptr<Projector> projector_of(const WeightsPtr& weights,
                                        std::span<const ImagePtr> pictures,
                                        const ProjectionOptions& options) {
  auto projector = Projector::create(weights, true, pictures, options);
  REQUIRE(projector);
  return *std::move(projector);
}

std::vector<ProjectedPicture> search(const WeightsPtr& weights, std::span<const ImagePtr> pictures,
                                     const ProjectionOptions& options) {
  const auto projector = projector_of(weights, pictures, options);
  while (!projector->done()) REQUIRE(projector->advance());
  return projector->found();
}

TEST_CASE("the code of a face that a GAN draws is found, and its norm is that of codes") {
  const WeightsPtr gan = model_of("fast-gan");
  const std::vector<ImagePtr> faces = faces_of(gan, seeded_latents(7, 2, kLatent));
  const auto projector = projector_of(gan, faces, {.steps = 120, .candidates = 40});
  CHECK(projector->found().empty());
  for (int piece = 0; piece < 3; ++piece) REQUIRE(projector->advance());
  CHECK(projector->pieces() == 123);
  const std::vector<ProjectedPicture> first = projector->found();
  double before = first[0].rms;
  while (!projector->done()) REQUIRE(projector->advance());
  const std::vector<ProjectedPicture> found = projector->found();
  REQUIRE(found.size() == 2);
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i].rms < 0.3 * first[i].rms);
    CHECK(found[i].rms < 0.03);
    CHECK(norm(found[i].code) / std::sqrt(kLatent) == doctest::Approx(1).epsilon(0.35));
  }
  CHECK(found[0].rms <= before);
  const std::vector<Image> drawn = projector->faces();
  const std::vector<ImagePtr> again = faces_of(gan, std::vector{found[0].code, found[1].code});
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    int largest = 0;
    for (std::size_t k = 0; k < kFaceBytes; ++k) {
      largest = std::max(largest, std::abs(drawn[i].pixels[k] - again[i]->pixels[k]));
    }
    CHECK(largest <= 1);
  }
}

TEST_CASE("a search is the same each time, and another seed begins elsewhere") {
  const WeightsPtr gan = model_of("fast-gan");
  const std::vector<ImagePtr> pictures = {test::tiny_data()->picture(3)};
  const ProjectionOptions options{.steps = 10, .candidates = 20, .seed = 5};
  const std::vector<ProjectedPicture> found = search(gan, pictures, options);
  CHECK(search(gan, pictures, options)[0].code == found[0].code);
  CHECK(search(gan, pictures, {.steps = 10, .candidates = 20, .seed = 6})[0].code != found[0].code);
}

TEST_CASE("a photo that no code draws gets a typical code all the same") {
  const WeightsPtr gan = model_of("fast-gan");
  Image stripes = make_image(kFaceSide, kFaceSide);
  for (std::size_t i = 0; i < stripes.pixels.size(); ++i) {
    stripes.pixels[i] = i / 12 % 2 == 0 ? 255 : 0;
  }
  const std::vector<ImagePtr> pictures = {std::make_shared<const Image>(std::move(stripes))};
  const ProjectedPicture found = search(gan, pictures, {.steps = 60, .candidates = 20}).front();
  CHECK(found.rms > 0.2);
  CHECK(norm(found.code) / std::sqrt(kLatent) == doctest::Approx(1).epsilon(0.5));
}

TEST_CASE("where there is an encoder, the search begins at its code") {
  const WeightsPtr vae = model_of("report-vae");
  const std::vector<ImagePtr> pictures = {test::tiny_data()->picture(3)};
  const auto model = PictureModel::create(vae, true);
  REQUIRE(model);
  const Latent encoded = (*model)->encode(pictures, DrawMode::kExact).front();
  const auto projector = projector_of(vae, pictures, {.steps = 2, .candidates = 15});
  CHECK(projector->pieces() == 3);
  while (!projector->done()) REQUIRE(projector->advance());
  CHECK(projector->found()[0].code.size() == encoded.size());
}

/// An engine with the smallest model that has no encoder.
struct Bench : test::EngineBench {
  using State = Projection::State;

  void train() {
    TrainingPlan plan = test::long_plan(1);
    plan.preset = "report-gan";
    plan.batch = 2;
    engine->send(StartTraining{plan, {}});
    REQUIRE(wait_state(TrainingState::kFinished, 0));
  }
  void project(std::int64_t picture) {
    engine->send(ProjectPicture{{test::tiny_data()->picture(picture), "drawn", picture}, {}});
  }
  std::vector<Projection> shown() { return engine->projections()->projections; }
  bool wait_for(std::size_t index, State state) {
    return wait([&] { return shown().size() > index && shown()[index].state == state; });
  }
};

TEST_CASE_FIXTURE(Bench, "searches wait for one another, are kept or dropped, and run to the end") {
  train();
  project(1);
  project(2);
  project(3);
  REQUIRE(wait([&] { return shown().size() == 3 && shown()[0].face.picture.image; }));
  CHECK(shown()[0].state == State::kRunning);
  CHECK(shown()[1].state == State::kWaiting);
  CHECK(shown()[0].picture.index == 1);
  CHECK(shown()[0].weights.preset == "report-gan");
  engine->send(EndProjection{shown()[1].id, false});
  REQUIRE(wait([&] { return shown().size() == 2; }));
  CHECK(shown()[1].picture.index == 3);
  engine->send(EndProjection{shown()[0].id, true});
  REQUIRE(wait_for(0, State::kDone));
  const Projection kept = shown()[0];
  CHECK(kept.progress < 1);
  CHECK(kept.face.code->size() == kLatent);
  CHECK(kept.rms > 0);
  REQUIRE(wait_for(1, State::kRunning));
  engine->send(EndProjection{shown()[1].id, false});
  REQUIRE(wait([&] { return shown().size() == 1; }));
  engine->send(EndProjection{kept.id, false});
  REQUIRE(wait([&] { return shown().empty(); }));
}

TEST_CASE_FIXTURE(Bench, "without a model a search fails with a sentence, and the next can run") {
  project(1);
  REQUIRE(wait_for(0, State::kFailed));
  CHECK(shown()[0].error.find("no model") != std::string::npos);
  TrainingPlan plan = test::long_plan(1);
  plan.preset = "fast-gan";
  engine->send(StartTraining{plan, {}});
  REQUIRE(wait_state(TrainingState::kFinished, 0));
  project(2);
  REQUIRE(wait_for(1, State::kDone));
  CHECK(shown()[1].progress == 1);
  CHECK(shown()[1].face.picture.image->width == kFaceSide);
}

}  // namespace
}  // namespace facet
