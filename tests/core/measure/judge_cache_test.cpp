#include "core/measure/judge_cache.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "core/model/runtime.h"
#include "tests/support/temporary_folder.h"

namespace facet {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  return files;
}

JudgeOptions short_training(std::uint64_t seed = 1) {
  JudgeOptions options;
  options.images = 256;
  options.seed = seed;
  return options;
}

/// How often `train` was asked for by judge_of().
struct Trainings {
  int steps = 0;
  std::function<bool(double)> progress = [this](double) { return ++steps > 0; };
};

TEST_CASE("a judge that learnt these labels before is read, and reads faces alike") {
  use_threads(1);
  const TemporaryFolder cache;
  const DatasetPtr dataset = *open_dataset("drawn:200:4");
  Trainings first;
  const auto trained = judge_of(*dataset, short_training(), {cache.path()}, first.progress);
  REQUIRE(trained);
  CHECK(first.steps > 0);
  Trainings second;
  const auto read = judge_of(*dataset, short_training(), {cache.path()}, second.progress);
  REQUIRE(read);
  CHECK(second.steps == 0);
  CHECK((*read)->accuracy() == (*trained)->accuracy());
  CHECK((*read)->data_hash() == dataset->hash());
  const std::vector<ImagePtr> faces{dataset->picture(3), dataset->picture(190)};
  CHECK((*read)->read(faces)[1].probabilities == (*trained)->read(faces)[1].probabilities);
  CHECK(files_in(cache.path() + "/judges").size() == 1);
}

TEST_CASE("other data, other settings and a damaged file are learnt anew") {
  use_threads(1);
  const TemporaryFolder cache;
  const DatasetPtr dataset = *open_dataset("drawn:200:4");
  REQUIRE(judge_of(*dataset, short_training(), {cache.path()}));
  const auto steps_for = [&](const Dataset& data, std::uint64_t seed) {
    Trainings trainings;
    REQUIRE(judge_of(data, short_training(seed), {cache.path()}, trainings.progress));
    return trainings.steps;
  };
  CHECK(steps_for(**open_dataset("drawn:200:5"), 1) > 0);
  CHECK(steps_for(*dataset, 2) > 0);
  CHECK(steps_for(*dataset, 1) == 0);
  for (const fs::path& file : files_in(cache.path() + "/judges")) {
    fs::resize_file(file, fs::file_size(file) / 2);
  }
  CHECK(steps_for(*dataset, 1) > 0);
  CHECK(steps_for(*dataset, 1) == 0);
}

TEST_CASE("a judge that comes with the program is read from there, and nothing is written there") {
  use_threads(1);
  const TemporaryFolder shipped;
  const TemporaryFolder cache;
  const DatasetPtr dataset = *open_dataset("drawn:200:4");
  REQUIRE(judge_of(*dataset, short_training(), {shipped.path()}));
  Trainings trainings;
  REQUIRE(judge_of(*dataset, short_training(), {cache.path(), shipped.path()}, trainings.progress));
  CHECK(trainings.steps == 0);
  CHECK(!fs::exists(cache.path() + "/judges"));
  REQUIRE(judge_of(*dataset, short_training(2), {cache.path(), shipped.path()}));
  CHECK(files_in(cache.path() + "/judges").size() == 1);
  CHECK(files_in(shipped.path() + "/judges").size() == 1);
}

TEST_CASE("the newest sixteen judges are kept") {
  use_threads(1);
  const TemporaryFolder cache;
  const std::string folder = cache.path() + "/judges";
  fs::create_directories(folder);
  for (int i = 0; i < 20; ++i) {
    const fs::path file = folder + "/" + std::to_string(i) + ".safetensors";
    std::ofstream(file) << i;
    fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(100 - i));
  }
  REQUIRE(judge_of(**open_dataset("drawn:200:4"), short_training(), {cache.path()}));
  CHECK(files_in(folder).size() == 16);
  CHECK(!fs::exists(folder + "/4.safetensors"));
  CHECK(fs::exists(folder + "/5.safetensors"));
}

}  // namespace
}  // namespace facet
