#include "core/report/report_folder.h"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/core/engine/temporary_folder.h"

namespace facet {
namespace {

using test::TemporaryFolder;

ReportIdentity identity(const char* hash = "abc", std::uint64_t seed = 1, double budget_s = 60) {
  return {"faces.npy", hash, seed, budget_s};
}

TEST_CASE("what is kept is there when the folder is opened again") {
  const TemporaryFolder folder;
  const std::string path = folder / "report";
  {
    auto report = ReportFolder::open(path, identity());
    REQUIRE(report);
    CHECK((*report)->part("a") == nullptr);
    REQUIRE((*report)->keep("a", {{"x", 5}}));
  }
  auto report = ReportFolder::open(path, identity());
  REQUIRE(report);
  REQUIRE((*report)->part("a") != nullptr);
  CHECK((*report)->part("a")->value("x", 0) == 5);
}

TEST_CASE("other data, another seed or another budget is refused and named") {
  const TemporaryFolder folder;
  const std::string path = folder / "report";
  REQUIRE(ReportFolder::open(path, identity()));
  const struct {
    ReportIdentity other;
    const char* says;
  } cases[] = {{identity("def"), "other data"},
               {identity("abc", 2), "training seed 1, not 2"},
               {identity("abc", 1, 120), "budget of 60s, not 2min"}};
  for (const auto& [other, says] : cases) {
    const auto report = ReportFolder::open(path, other);
    REQUIRE_FALSE(report);
    CHECK(report.error().code == ErrorCode::kBadInput);
    CHECK(report.error().message.find(says) != std::string::npos);
  }
}

TEST_CASE("without a budget the folder's own holds, and 20 minutes in a new one") {
  const TemporaryFolder folder;
  REQUIRE(ReportFolder::open(folder / "a", identity()));
  CHECK((*ReportFolder::open(folder / "a", identity("abc", 1, 0)))->identity().budget_s == 60);
  CHECK((*ReportFolder::open(folder / "b", identity("abc", 1, 0)))->identity().budget_s == 1200);
}

TEST_CASE("a folder with other files, a damaged report and one in use are refused") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "mine");
  std::ofstream(folder / "mine/thesis.txt") << "x";
  const auto foreign = ReportFolder::open(folder / "mine", identity());
  REQUIRE_FALSE(foreign);
  CHECK(foreign.error().message.find("thesis.txt") != std::string::npos);

  std::filesystem::create_directory(folder / "damaged");
  std::ofstream(folder / "damaged/report.json") << "{\"format\": ";
  CHECK_FALSE(ReportFolder::open(folder / "damaged", identity()));

  const auto held = ReportFolder::open(folder / "held", identity());
  REQUIRE(held);
  const auto second = ReportFolder::open(folder / "held", identity());
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::kBusy);
}

}  // namespace
}  // namespace facet
