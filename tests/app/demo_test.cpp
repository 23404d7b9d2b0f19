#include "app/demo.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "app/first_session.h"
#include "core/base/files.h"
#include "core/data/drawn_faces.h"
#include "core/engine/faces.h"
#include "core/engine/model_painter.h"
#include "core/measure/judge_cache.h"
#include "core/measure/representatives.h"
#include "ui/session_keeper.h"

namespace facet {
namespace {

TEST_CASE("each shipped example's model draws its expression") {
  const std::vector<ui::Example> examples = demo_examples(FACET_DEMO_DIR);
  REQUIRE(examples.size() == 2);
  for (const ui::Example& example : examples) {
    CAPTURE(example.name);
    CHECK(shown_example(examples, example.session) == &example);
    CHECK(shows_demo(example.session));
    Result<std::unique_ptr<FacePainter>> painter =
        load_painter(example.session.model, DrawMode::kExact);
    REQUIRE_MESSAGE(painter, (painter ? "" : painter.error().message));
    const Result<ArithmeticCodes> codes = evaluate_expression(example.session.arithmetic.expression,
                                                              example.session.lists, **painter);
    REQUIRE_MESSAGE(codes, (codes ? "" : codes.error().message));
    CHECK(codes->terms.size() == 3);
  }
}

TEST_CASE("the first lists hold the built-in faces that stand best for their labels") {
  std::vector<FaceParameters> faces;
  for (std::uint64_t row = 0; row < 20'000; ++row) faces.push_back(sample_face(1, row));
  const auto picture = [&](std::int64_t row) {
    std::vector<std::uint8_t> rgb(kFaceBytes);
    draw_face(faces[static_cast<std::size_t>(row)], rgb);
    return std::make_shared<const Image>(face_image(rgb));
  };
  const std::vector<FaceList> lists = make_first_session().lists;
  REQUIRE(lists.size() == 3);
  for (const FaceList& list : lists) {
    CAPTURE(list.name);
    const HairColor hair = list.name.ends_with("red") ? HairColor::kRed : HairColor::kBlue;
    std::vector<std::int64_t> rows;
    for (std::size_t row = 0; row < faces.size(); ++row) {
      const FaceLabels& labels = faces[row].labels;
      if (labels.hair == hair && labels.long_hair == list.name.starts_with("long") &&
          labels.female && !labels.mouth_open && !labels.glasses) {
        rows.push_back(static_cast<std::int64_t>(row));
      }
    }
    std::vector<std::int64_t> shown;
    for (const Face& face : list.faces) {
      const auto& of_data = std::get<PictureFace>(face);
      shown.push_back(of_data.index);
      CHECK(of_data.picture->pixels == picture(of_data.index)->pixels);
    }
    CHECK(shown == representatives(rows, 3, picture));
  }
}

TEST_CASE("the built-in faces come with their judge") {
  const Result<DatasetPtr> dataset = open_dataset("drawn");
  REQUIRE(dataset);
  int steps = 0;
  const auto judge = judge_of(**dataset, {}, {"", FACET_DEMO_DIR}, [&](double) {
    ++steps;
    return false;
  });
  REQUIRE(judge);
  CHECK(steps == 0);
  for (const double accuracy : (*judge)->accuracy()) CHECK(accuracy > 0.8);
}

TEST_CASE("a demo that was moved with its program is found again, a file of another is not") {
  const std::vector<ui::Example> examples = demo_examples(FACET_DEMO_DIR);
  REQUIRE(examples.size() == 2);
  Session session;
  session.model.path = "/elsewhere/assets/demo/gan/past/00000001.safetensors";
  CHECK(shown_example(examples, session) == &examples[1]);
  session.model.path = "/home/me/gan/past/00000001.safetensors";
  CHECK(shown_example(examples, session) == nullptr);
  CHECK(demo_examples("/nowhere").empty());
}

TEST_CASE("a session left with an older program's demo goes on with the first example") {
  const std::vector<ui::Example> examples = demo_examples(FACET_DEMO_DIR);
  REQUIRE(examples.size() == 2);
  const std::string folder =
      (std::filesystem::temp_directory_path() / ("facet-demo-" + std::to_string(::getpid())))
          .string();
  REQUIRE(make_folder(folder));
  Session session = make_first_session();
  session.model.path = "/opt/facet/assets/demo/past/00000982.safetensors";
  REQUIRE(write_file_atomically(ui::session_path(folder), session_to_json(session)));
  std::string notice;
  CHECK(restore_session(folder, examples, notice).model == examples[0].session.model);
  CHECK(restore_session(folder, {}, notice).model == ModelRef{});
  CHECK(notice.empty());
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace facet
