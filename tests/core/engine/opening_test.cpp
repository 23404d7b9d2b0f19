#include "core/engine/opening.h"

#include <filesystem>
#include <fstream>

#include "core/image/codec.h"
#include "core/model/checkpoint.h"
#include "tests/core/engine/temporary_folder.h"
#include "tests/core/engine/tiny_run.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

TEST_CASE("each kind of path is found out") {
  const TemporaryFolder folder;
  REQUIRE(test::tiny_run(folder / "run", 1));
  CHECK(open_path(folder / "run")->kind == Opened::Kind::kRun);
  CHECK(open_path(checkpoint_path(folder / "run", 1))->kind == Opened::Kind::kModel);
  CHECK(open_path("drawn:50")->kind == Opened::Kind::kData);

  Session session;
  session.grid.seed = 12;
  std::ofstream(folder / "s.json") << session_to_json(session);
  const auto opened = open_path(folder / "s.json");
  REQUIRE(opened);
  CHECK(opened->kind == Opened::Kind::kSession);
  CHECK(opened->session == session);

  fs::create_directories(folder / "pictures/deep");
  REQUIRE(write_png(folder / "pictures/deep/a.png", make_image(100, 80)));
  CHECK(open_path(folder / "pictures")->kind == Opened::Kind::kData);
  const auto face = open_path(folder / "pictures/deep/a.png");
  REQUIRE(face);
  CHECK(face->kind == Opened::Kind::kFace);
  CHECK(std::get<PictureFace>(face->face).picture->width == 64);
  fs::rename(folder / "pictures/deep/a.png", folder / "nameless");
  CHECK(open_path(folder / "nameless")->kind == Opened::Kind::kFace);
}

TEST_CASE("what cannot be opened is a sentence that names the path") {
  const TemporaryFolder folder;
  fs::create_directories(folder / "empty");
  std::ofstream(folder / "text.txt") << "hello";
  std::ofstream(folder / "nothing") << "";
  std::ofstream(folder / "bad.json") << "{\"format\":\"other\"}";
  std::ofstream(folder / "bad.png") << "\x89PNG\r\n";
  std::ofstream(folder / "bad.npy") << "\x93NUMPY";
  std::ofstream(folder / "bad.safetensors") << "12345678";
  for (const char* name : {"empty", "text.txt", "nothing", "bad.json", "bad.png", "bad.npy",
                           "bad.safetensors", "nowhere"}) {
    const auto opened = open_path(folder / name);
    REQUIRE_FALSE(opened);
    CHECK(to_string(opened.error()).find(name) != std::string::npos);
    CHECK(opened.error().message.size() > 20);
  }
  CHECK_FALSE(open_path("drawn:x"));
}

}  // namespace
}  // namespace facet
