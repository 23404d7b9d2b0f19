#include "core/data/drawn_dataset.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "core/base/files.h"
#include "core/data/drawn_faces.h"
#include "core/data/write_dataset.h"
#include "core/image/codec.h"
#include "tests/support/array_bytes.h"
#include "tests/support/picture_files.h"
#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

DatasetPtr open(const std::string& data, const OpenOptions& options = {}) {
  Result<DatasetPtr> dataset = open_dataset(data, options);
  REQUIRE(dataset);
  return *dataset;
}

Image drawn(const FaceParameters& face) {
  Image image = make_image(64, 64);
  draw_face(face, image.pixels);
  return image;
}

TEST_CASE("drawn data is written with count and seed, or without") {
  CHECK(parse_drawn("drawn")->count == 20000);
  CHECK(parse_drawn("drawn")->seed == 1);
  CHECK(parse_drawn("drawn:7")->count == 7);
  CHECK(parse_drawn("drawn:7:18446744073709551615")->seed == 18446744073709551615U);
  for (const char* bad : {"drawn:", "drawn:0", "drawn:-1", "drawn:1000001", "drawn:7:", "drawn:7:x",
                          "drawn:7:1:2", "drawn:1e3", "drawn:7:-1"}) {
    const Result<DrawnRequest> request = parse_drawn(bad);
    REQUIRE_FALSE(request);
    CHECK(request.error().where == bad);
  }
}

TEST_CASE("drawn faces come with their labels") {
  const DatasetPtr dataset = open("drawn:20:5");
  REQUIRE(dataset->size() == 20);
  CHECK(*dataset->picture(13) == drawn(sample_face(5, 13)));
  CHECK(dataset->labels().columns == face_label_columns());
  CHECK(dataset->labels().rows() == 20);
  CHECK(dataset->hash() == open("drawn:20:5")->hash());
  CHECK(dataset->hash() != open("drawn:20:6")->hash());
}

TEST_CASE("drawn faces are kept, and drawn again when the block is not theirs") {
  const TemporaryFolder cache;
  int drawing = 0;
  const OpenOptions options{cache.path(), [&](double) { return ++drawing > 0; }};
  const std::string hash = open("drawn:20:5", options)->hash();
  CHECK(drawing > 0);
  drawing = 0;
  CHECK(open("drawn:20:5", options)->hash() == hash);
  CHECK(drawing == 0);
  for (const auto& entry : std::filesystem::directory_iterator(cache / "blocks")) {
    REQUIRE(write_file_atomically(entry.path().string(), npy_pictures(20)));
  }
  CHECK(open("drawn:20:5", options)->hash() == hash);
  CHECK(drawing > 0);
}

TEST_CASE("drawing can be stopped") {
  const Result<DatasetPtr> stopped = open_dataset("drawn:20", {"", [](double) { return false; }});
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::kCanceled);
}

TEST_CASE("drawn faces are written as a data set that opens the same") {
  const TemporaryFolder folder;
  const Result<WrittenDataset> written = write_drawn({20, 5, false}, folder / "x.npy", {});
  REQUIRE(written);
  CHECK(written->pictures == 20);
  CHECK(written->labels_path == folder / "x.csv");
  const DatasetPtr dataset = open(folder / "x.npy");
  CHECK(dataset->hash() == open("drawn:20:5")->hash());
  CHECK(dataset->labels().values == open("drawn:20:5")->labels().values);
}

TEST_CASE("twins are eight controlled variants of each face") {
  const TemporaryFolder folder;
  const Result<WrittenDataset> written = write_drawn({3, 5, true}, folder / "t.npy", {});
  REQUIRE(written);
  CHECK(written->pictures == 24);
  const DatasetPtr twins = open(folder / "t.npy");
  CHECK(*twins->picture(11) == drawn(twins_of(sample_face(5, 1))[3]));
  CHECK(twins->labels().columns.front() == "base");
  CHECK(twins->labels().values.front()[11] == "1");
}

TEST_CASE("a folder converted is a data set of the same pictures and labels") {
  const TemporaryFolder folder;
  REQUIRE(make_folder(folder / "in"));
  for (int i = 0; i < 5; ++i) {
    const std::string name = "in/" + std::to_string(i) + ".png";
    REQUIRE(write_png(folder / name, sample_picture(30 + i, 40, static_cast<std::uint32_t>(i))));
  }
  REQUIRE(write_file_atomically(folder / "in/labels.csv", "n\na\nb\nc\nd\ne\n"));
  const DatasetPtr pictures = open(folder / "in");
  REQUIRE(write_dataset(*pictures, folder / "out.npy", {}));
  const DatasetPtr converted = open(folder / "out.npy");
  CHECK(converted->hash() == pictures->hash());
  CHECK(converted->labels().values == pictures->labels().values);
}

TEST_CASE("writing that fails or is stopped leaves nothing and names the file") {
  const TemporaryFolder folder;
  const auto stop = [](double) { return false; };
  const auto refused = [&](const std::string& path, const Progress& progress) {
    const Result<WrittenDataset> written = write_drawn({20, 5, false}, path, progress);
    return !written && written.error().where == path;
  };
  CHECK(refused(folder / "x.npy", stop));
  CHECK(refused(folder / "x.png", {}));
  CHECK(refused("/no/such/folder/x.npy", {}));
  CHECK_FALSE(write_dataset(*open("drawn:20:5"), folder / "x.npy", stop));
  CHECK(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace facet
