#include "core/image/film.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "core/base/files.h"
#include "tests/support/picture_files.h"
#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

std::vector<Image> some_frames() {
  return {sample_picture(24, 16, 1), sample_picture(24, 16, 1), sample_picture(24, 16, 2)};
}

/// Whether this build has the library for the extension.
bool can_write(const std::string& extension) {
  return !film_file(some_frames(), extension).empty();
}

TEST_CASE("a WebP film keeps every pixel, its timing and its recipe") {
  if (!can_write(".webp")) return;
  const TemporaryFolder folder;
  FilmOptions options;
  options.frame_ms = 120;
  options.recipe = R"({"path":"lerp"})";
  REQUIRE(write_film(folder / "a.webp", some_frames(), options));
  const Result<Film> film = read_film(folder / "a.webp");
  REQUIRE(film);
  CHECK(film->recipe == options.recipe);
  CHECK(film->frames == some_frames());
  CHECK(film->durations_ms == std::vector<int>{120, 120, 120});
}

TEST_CASE("a GIF film loops for ever and has all its frames") {
  if (!can_write(".gif")) return;
  const std::string bytes = film_file(some_frames(), ".gif");
  CHECK(bytes.find(std::string("NETSCAPE2.0\3\1\0\0\0", 16)) != std::string::npos);
  // Each frame's control block: 8 hundredths of a second, transparent index 255, left in place.
  std::size_t frames = 0;
  const std::string control("\x21\xf9\x04\x05\x08\x00\xff\x00", 8);
  for (std::size_t at = bytes.find(control); at != std::string::npos;
       at = bytes.find(control, at + 1)) {
    ++frames;
  }
  CHECK(frames == 3);
}

TEST_CASE("what stands still costs a GIF film next to nothing") {
  if (!can_write(".gif")) return;
  const std::vector<Image> one = {sample_picture(64, 64)};
  const std::vector<Image> ten(10, one.front());
  CHECK(film_file(ten, ".gif").size() < film_file(one, ".gif").size() + 10 * 200);
}

TEST_CASE("canceling leaves no file") {
  const TemporaryFolder folder;
  for (const std::string& name : {std::string("a.webp"), std::string("a.gif")}) {
    FilmOptions options;
    options.progress = [](double done) { return done < 0.5; };
    const Status status = write_film(folder / name, some_frames(), options);
    REQUIRE_FALSE(status);
    if (status.error().code == ErrorCode::kUnsupported) continue;
    CHECK(status.error().code == ErrorCode::kCanceled);
    CHECK(std::filesystem::is_empty(folder.path()));
  }
}

TEST_CASE("a film that cannot be is refused with its name") {
  const TemporaryFolder folder;
  FilmOptions options;
  const auto refused = [&](const std::string& name, const std::vector<Image>& frames) {
    const Status status = write_film(folder / name, frames, options);
    return !status && status.error().where == folder / name;
  };
  CHECK(refused("a.mp4", some_frames()));
  CHECK(refused("a.gif", {}));
  CHECK(refused("a.gif", {sample_picture(4, 4), sample_picture(5, 4)}));
  CHECK(refused("a.gif", {make_image(4, 4, 4)}));
  CHECK(refused("a.webp", {make_image(16384, 1)}));
  options.frame_ms = 1;
  CHECK(refused("a.gif", some_frames()));
  CHECK(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace facet
