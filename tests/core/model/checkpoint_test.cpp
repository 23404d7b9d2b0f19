#include "core/model/checkpoint.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "core/base/files.h"
#include "core/model/posterior_moments.h"
#include "core/model/vae.h"
#include "tests/core/model/weights_hashes.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

/// A folder of its own for a test, removed at its end.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_((std::filesystem::temp_directory_path() / ("facet_model_test_" + name)).string()) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

TrainerState small_state(std::int64_t step) {
  const Result<std::unique_ptr<const Vae>> vae = make_vae("report-vae", 4);
  Parameters parameters((*vae)->layout(), at::kFloat);
  parameters.initialize((*vae)->layout(),
                        at::make_generator<at::CPUGeneratorImpl>(static_cast<std::uint64_t>(step)));
  TrainerState state;
  state.step = step;
  CheckpointSettings settings{step, "data hash", {}};
  settings.plan.preset = "report-vae";
  settings.plan.latent = 4;
  state.settings = settings_to_json(settings);
  state.tensors = parameters.to_map((*vae)->layout());
  state.tensors.merge(parameters.to_map((*vae)->layout(), "ema."));
  PosteriorMoments(4, at::kCPU).save(state.tensors);
  state.tensors["optimizer.steps"] = at::full({}, 3.0F);
  return state;
}

std::string bytes_of(const std::string& path) { return *read_file(path); }

void overwrite(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string message(const std::string& path) {
  const Result<TrainerState> state = read_checkpoint(path);
  REQUIRE_FALSE(state);
  CHECK(state.error().where == path);
  return state.error().message;
}

TEST_CASE("a checkpoint gives back every tensor and the settings") {
  const Folder folder("round_trip");
  const std::string path = folder.path() + "/state.safetensors";
  const TrainerState state = small_state(12);
  REQUIRE(write_checkpoint(path, state));
  const Result<TrainerState> read = read_checkpoint(path);
  REQUIRE(read);
  CHECK(read->step == 12);
  CHECK(read->settings == state.settings);
  REQUIRE(read->tensors.size() == state.tensors.size());
  for (const auto& [name, tensor] : state.tensors) {
    CAPTURE(name);
    CHECK(at::equal(read->tensors.at(name), tensor));
  }
}

TEST_CASE("a checkpoint with a number that is not finite is not written") {
  const Folder folder("not_finite");
  TrainerState state = small_state(1);
  state.tensors["decoder.picture.bias"][1] = std::nanf("");
  const Status status = write_checkpoint(folder.path() + "/state.safetensors", state);
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::kDiverged);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("damaged and foreign checkpoints are refused with a reason") {
  const Folder folder("damaged");
  const std::string path = folder.path() + "/state.safetensors";
  REQUIRE(write_checkpoint(path, small_state(1)));
  const std::string good = bytes_of(path);

  std::string flipped = good;
  flipped[flipped.size() - 1000] = static_cast<char>(flipped[flipped.size() - 1000] ^ 1);
  overwrite(path, flipped);
  CHECK(message(path).find("checksum") != std::string::npos);

  overwrite(path, good.substr(0, good.size() - 1));
  CHECK_FALSE(message(path).empty());

  std::string newer = good;
  newer.replace(newer.find("\\\"format\\\":1"), 12, "\\\"format\\\":9");
  overwrite(path, newer);
  CHECK(message(path).find("format 9") != std::string::npos);
}

TEST_CASE("a run folder's newest checkpoint is used, or the one before if it is damaged") {
  const Folder folder("generations");
  CHECK(newest_checkpoint(folder.path()).error().code == ErrorCode::kNotFound);
  std::filesystem::create_directories(folder.path() + "/checkpoint");
  REQUIRE(write_checkpoint(checkpoint_path(folder.path(), 9), small_state(9)));
  REQUIRE(write_checkpoint(checkpoint_path(folder.path(), 10), small_state(10)));
  overwrite(folder.path() + "/checkpoint/notes.txt", "not a checkpoint");
  REQUIRE(checkpoint_files(folder.path()).size() == 2);
  CHECK(checkpoint_files(folder.path())[0].ends_with("/00000010.safetensors"));

  std::vector<std::string> warnings;
  Result<WeightsPtr> weights = load_weights(folder.path(), &warnings);
  REQUIRE(weights);
  CHECK((*weights)->step == 10);
  CHECK(warnings.empty());

  overwrite(checkpoint_path(folder.path(), 10), "half a file");
  weights = load_weights(folder.path(), &warnings);
  REQUIRE(weights);
  CHECK((*weights)->step == 9);
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].find("00000010") != std::string::npos);
}

TEST_CASE("weights are known by their content") {
  const Folder folder("hash");
  const std::string path = folder.path() + "/state.safetensors";
  TrainerState state = small_state(3);
  REQUIRE(write_checkpoint(path, state));
  const Result<WeightsPtr> a = load_weights(path);
  const Result<WeightsPtr> b = load_weights(path);
  REQUIRE(a);
  REQUIRE(b);
  CHECK(test::hashes(**a) == test::hashes(**b));
  CHECK((*a)->hash(true).size() == 32);
  CHECK((*a)->preset == "report-vae");
  CHECK((*a)->data_hash == "data hash");

  state.tensors["ema.decoder.picture.bias"][0] = 0.5F;
  REQUIRE(write_checkpoint(path, state));
  CHECK(test::hashes(**load_weights(path)) != test::hashes(**a));

  state.tensors.erase("sampler.mean");
  REQUIRE(write_checkpoint(path, state));
  const Result<WeightsPtr> lacking = load_weights(path);
  REQUIRE_FALSE(lacking);
  CHECK(lacking.error().message.find("sampler.mean") != std::string::npos);
}

}  // namespace
}  // namespace facet
