#include "core/engine/past_weights.h"

#include <ATen/ATen.h>

#include <filesystem>

#include "core/model/weights.h"
#include "tests/core/engine/temporary_folder.h"
#include "tests/core/engine/tiny_run.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

using test::TemporaryFolder;

TrainerState tiny_past(std::int64_t step) {
  TrainerState state;
  state.step = step;
  state.settings = settings_to_json({step, "hash", {}});
  state.tensors["ema.decoder.weight"] = at::full({256, 2}, 0.3);
  state.tensors["decoder.weight"] = at::zeros({256, 2});
  state.tensors["optimizer.step"] = at::zeros({1});
  state.tensors["sampler.mean"] = at::zeros({4}, at::kDouble);
  return past_state(state);
}

TEST_CASE("kept steps begin close together and lie ever further apart") {
  std::vector<std::int64_t> kept;
  for (std::int64_t step = 0; step <= 100000; ++step) {
    if (is_kept_step(step)) kept.push_back(step);
  }
  CHECK(kept.front() == 1);
  CHECK(kept[1] == 11);
  CHECK(kept.size() < 60);
  for (std::size_t i = 7; i < kept.size(); ++i) {
    CHECK(static_cast<double>(kept[i]) / static_cast<double>(kept[i - 1]) < 1.25);
  }
}

TEST_CASE("what is kept is the averaged weights in bf16 and the moments, no more") {
  const TrainerState past = tiny_past(7);
  CHECK(past.step == 7);
  REQUIRE(past.tensors.size() == 2);
  CHECK((past.tensors.at("ema.decoder.weight").scalar_type() == at::kBFloat16));
  CHECK((past.tensors.at("sampler.mean").scalar_type() == at::kDouble));
}

TEST_CASE("the folder stays within its bytes and keeps its ends") {
  const TemporaryFolder folder;
  for (const std::int64_t step : {1, 11, 21, 31, 41, 51, 62}) {
    REQUIRE(keep_past(folder.path(), tiny_past(step), 6000));
  }
  const std::vector<PastStep> kept = past_steps(folder.path());
  CHECK(kept.size() < 7);
  CHECK(kept.size() > 2);
  CHECK(kept.front().step == 1);
  CHECK(kept.back().step == 62);
  std::uintmax_t bytes = 0;
  for (const PastStep& past : kept) bytes += std::filesystem::file_size(past.path);
  CHECK(bytes <= 6000);
}

TEST_CASE("a run can be drawn from at its earlier steps, as it was then") {
  const TemporaryFolder folder;
  REQUIRE(test::tiny_run(folder / "early", 1));
  const auto run = test::tiny_run(folder / "run", 12);
  REQUIRE(run);
  const std::vector<PastStep> kept = *run->view().past;
  REQUIRE(kept.size() == 2);
  CHECK(kept[0].step == 1);
  CHECK(kept[1].step == 11);
  const auto past = load_weights(kept[0].path);
  const auto then = load_weights(folder / "early");
  REQUIRE(past);
  REQUIRE(then);
  CHECK((*past)->step == 1);
  for (const auto& [name, values] : (*then)->ema) {
    CHECK(at::allclose((*past)->ema.at(name), values, 1e-2, 1e-6));
    CHECK(at::equal((*past)->parameters.at(name), (*past)->ema.at(name)));
  }
  forget_past_after(folder / "run", 5);
  CHECK(past_steps(folder / "run").size() == 1);
}

}  // namespace
}  // namespace facet
