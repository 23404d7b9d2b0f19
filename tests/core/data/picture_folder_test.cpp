#include "core/data/picture_folder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "core/base/files.h"
#include "core/image/codec.h"
#include "tests/support/picture_files.h"
#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

namespace fs = std::filesystem;

void put(const std::string& path, const Image& image) { REQUIRE(write_png(path, image)); }

/// A folder with red.png, two pictures of other sizes and kinds, and two broken ones.
void fill(const TemporaryFolder& folder) {
  REQUIRE(make_folder(folder / "sub/.hidden"));
  put(folder / "face2.png", plain_picture(10, 10, 200, 0, 0));
  REQUIRE(write_file_atomically(folder / "face10.BMP", bmp_file(plain_picture(90, 30, 0, 200, 0))));
  put(folder / "sub/z.png", plain_picture(64, 64, 0, 0, 200));
  put(folder / "sub/.hidden/no.png", plain_picture(4, 4, 9, 9, 9));
  put(folder / ".no.png", plain_picture(4, 4, 9, 9, 9));
  REQUIRE(write_file_atomically(folder / "face3.png", "not a picture"));
  REQUIRE(write_file_atomically(folder / "face4.jpg", ""));
  REQUIRE(write_file_atomically(folder / "notes.txt", "ignored"));
}

DatasetPtr open(const std::string& folder, const OpenOptions& options = {}) {
  Result<DatasetPtr> dataset = open_dataset(folder, options);
  REQUIRE(dataset);
  return *dataset;
}

TEST_CASE("a folder gives its pictures in natural order and names what is broken") {
  const TemporaryFolder folder;
  fill(folder);
  const DatasetPtr dataset = open(folder.path());
  REQUIRE(dataset->size() == 3);
  CHECK(*dataset->picture(0) == plain_picture(64, 64, 200, 0, 0));
  CHECK(*dataset->picture(1) == plain_picture(64, 64, 0, 200, 0));
  CHECK(*dataset->picture(2) == plain_picture(64, 64, 0, 0, 200));
  CHECK(dataset->source_width() == 0);
  CHECK(dataset->block().size() == 3 * kFaceBytes);
  REQUIRE(dataset->warnings().size() == 2);
  CHECK(dataset->warnings()[0].find("face3.png") != std::string::npos);
  CHECK(dataset->warnings()[1].find("face4.jpg") != std::string::npos);
}

TEST_CASE("a folder is decoded once, and again when a file changes") {
  const TemporaryFolder folder;
  const TemporaryFolder cache;
  fill(folder);
  int decoded = 0;
  OpenOptions options{cache.path(), [&](double) { return ++decoded > 0; }};
  const DatasetPtr first = open(folder.path(), options);
  CHECK(decoded > 0);
  decoded = 0;
  const DatasetPtr second = open(folder.path(), options);
  CHECK(decoded == 0);
  CHECK(second->hash() == first->hash());
  CHECK(second->warnings() == first->warnings());
  CHECK(std::equal(first->block().begin(), first->block().end(), second->block().begin(),
                   second->block().end()));
  put(folder / "face1.png", plain_picture(5, 5, 1, 2, 3));
  CHECK(open(folder.path(), options)->size() == 4);
  CHECK(decoded > 0);
}

TEST_CASE("a damaged cache is decoded anew") {
  const TemporaryFolder folder;
  const TemporaryFolder cache;
  fill(folder);
  const OpenOptions options{cache.path(), {}};
  const std::string hash = open(folder.path(), options)->hash();
  for (const char* damage : {"", "{}", "[1,2]",
                             R"({"broken":[99],"warnings":[],)"
                             R"("source_width":0,"source_height":0})"}) {
    for (const fs::directory_entry& entry : fs::directory_iterator(cache / "blocks")) {
      REQUIRE(write_file_atomically(entry.path().string(), damage));
    }
    CHECK(open(folder.path(), options)->hash() == hash);
  }
}

TEST_CASE("a cache that cannot be written costs nothing but time") {
  const TemporaryFolder folder;
  fill(folder);
  CHECK(open(folder.path(), {"/dev/null/cache", {}})->size() == 3);
}

TEST_CASE("pictures all of one size tell it") {
  const TemporaryFolder folder;
  put(folder / "a.png", plain_picture(30, 20, 0, 0, 0));
  put(folder / "b.png", plain_picture(30, 20, 9, 0, 0));
  CHECK(open(folder.path())->source_width() == 30);
  CHECK(open(folder.path())->source_height() == 20);
}

TEST_CASE("labels of a folder go with the pictures that are left") {
  const TemporaryFolder folder;
  fill(folder);
  REQUIRE(write_file_atomically(
      folder / "labels.csv",
      "file,color\nsub/z.png,blue\nface2.png,red\nface3.png,-\nface4.jpg,-\nface10.BMP,green\n"));
  const DatasetPtr named = open(folder.path());
  CHECK(named->labels().values[0] == std::vector<std::string>{"red", "green", "blue"});
  REQUIRE(write_file_atomically(folder / "labels.csv", "color\nred\n-\n-\ngreen\nblue\n"));
  CHECK(open(folder.path())->labels().values == named->labels().values);
  REQUIRE(write_file_atomically(folder / "labels.csv", "color\nred\n"));
  const Result<DatasetPtr> unequal = open_dataset(folder.path());
  REQUIRE_FALSE(unequal);
  CHECK(unequal.error().where == folder / "labels.csv");
}

TEST_CASE("a folder without a picture that decodes is an error that names it") {
  const TemporaryFolder folder;
  const Result<DatasetPtr> empty = open_dataset(folder.path());
  REQUIRE_FALSE(empty);
  CHECK(empty.error().where == folder.path());
  CHECK(empty.error().message.find("holds no pictures") != std::string::npos);
  REQUIRE(write_file_atomically(folder / "a.png", "broken"));
  const Result<DatasetPtr> broken = open_dataset(folder.path());
  REQUIRE_FALSE(broken);
  CHECK(broken.error().message.find("a.png") != std::string::npos);
}

TEST_CASE("reading a folder can be stopped, and leaves nothing in the cache") {
  const TemporaryFolder folder;
  const TemporaryFolder cache;
  fill(folder);
  const Result<DatasetPtr> stopped =
      open_dataset(folder.path(), {cache.path(), [](double) { return false; }});
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::kCanceled);
  CHECK(fs::is_empty(cache / "blocks"));
}

TEST_CASE("names are ordered as people count") {
  std::vector<std::string> names = {"b1", "a10", "a9", "a09", "a", "a2b", "a2", "10", "9"};
  std::sort(names.begin(), names.end(), natural_less);
  CHECK(names == std::vector<std::string>{"9", "10", "a", "a2", "a2b", "a09", "a9", "a10", "b1"});
}

}  // namespace
}  // namespace facet
