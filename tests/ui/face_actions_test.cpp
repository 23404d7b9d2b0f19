#include "ui/face_actions.h"

#include <doctest/doctest.h>

#include "core/base/expression.h"

using namespace facet;
using namespace facet::ui;

namespace {

Face cell(int number) { return SeedFace{334, number, {}, 1}; }

TEST_CASE("the ends of a seed's path are drawn as the grid is") {
  Session session;
  session.grid.sampler = Sampler::kFlow;
  set_path_seed(session, 7);
  const std::vector<Face> ends = {session.path.a, session.path.b};
  CHECK((ends == std::vector<Face>{SeedFace{7, 0, Sampler::kFlow, 1, 2},
                                   SeedFace{7, 1, Sampler::kFlow, 1, 2}}));
}

}  // namespace

TEST_CASE("renaming a list follows whole names only, and keeps the text's form") {
  Session session;
  session.lists = {{"red", {cell(1)}}, {"red_hair", {cell(2)}}};
  session.arithmetic.expression = "0.5*(red + red_hair) -red";
  CHECK(rename_list(session, 0, "blue") == "blue");
  CHECK(session.arithmetic.expression == "0.5*(blue + red_hair) -blue");
  CHECK(rename_list(session, 1, "короткие") == "короткие");
  CHECK(session.arithmetic.expression == "0.5*(blue + короткие) -blue");
}

TEST_CASE("renaming to nothing, to the same name or of no list changes nothing") {
  Session session;
  session.lists = {{"red", {cell(1)}}};
  const Session before = session;
  CHECK(rename_list(session, 0, "") == "red");
  CHECK(rename_list(session, 0, "red") == "red");
  CHECK(rename_list(session, 7, "blue").empty());
  CHECK(session == before);
}

TEST_CASE("dice never show the same seed again and are the same for the same throw") {
  std::uint32_t seed = 334;
  for (int throws = 0; throws < 200; ++throws) {
    const std::uint32_t next = dice_seed(seed, throws);
    CHECK(next != seed);
    CHECK(next < 10000);
    CHECK(next == dice_seed(seed, throws));
    seed = next;
  }
}

TEST_CASE("the picture of a face is an expression of a list of it alone") {
  Session session;
  session.lists = {{"face_17", {cell(3)}}, {"b", {cell(4)}}};
  const ExportPicture wanted = export_of_face(session, cell(17));
  CHECK(wanted.kind == PictureKind::kArithmetic);
  REQUIRE(wanted.session.lists.size() == 1);
  CHECK(wanted.session.lists[0].faces == std::vector<Face>{cell(17)});
  CHECK(wanted.session.arithmetic.expression == "face_17");
  CHECK(session.lists.size() == 2);
}

TEST_CASE("a dropped face reuses the list that holds just it") {
  Session session;
  session.lists = {{"a", {cell(1), cell(2)}}, {"b", {cell(2)}}};
  CHECK(list_of_faces(session, {cell(2)}) == "b");
  CHECK(list_of_faces(session, {cell(1)}) == "face_1");
  CHECK(session.lists.size() == 3);
}

TEST_CASE("names are taken from what a face is") {
  CHECK(list_name_for(cell(17)) == "face_17");
  CHECK(list_name_for(PictureFace{nullptr, "/data/faces.npy", 12}) == "picture_12");
  CHECK(list_name_for(PictureFace{nullptr, "/data/my cat.png", -1}) == "my_cat_png");
  CHECK(list_name_for(CodeFace{nullptr, "a - b"}) == "face");
}

TEST_CASE("an unknown name is an error at its position") {
  Session session;
  session.lists = {{"red", {cell(1)}}};
  CHECK_FALSE(check_names(session, "2*red"));
  const std::optional<Error> error = check_names(session, "red - blue");
  REQUIRE(error);
  CHECK(error->position == 6);
  CHECK(error->message.find("'blue'") != std::string::npos);
  CHECK(check_names(session, "red -"));
}
