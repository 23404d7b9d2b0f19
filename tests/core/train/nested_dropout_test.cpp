#include "core/train/nested_dropout.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <doctest/doctest.h>

#include <vector>

namespace facet {
namespace {

std::vector<std::int64_t> kept_numbers(const NestedDropout& nested, std::int64_t pictures,
                                       std::int64_t numbers, std::uint64_t seed) {
  const at::Tensor codes = at::ones({pictures, numbers});
  const at::Tensor cut = nested.cut(codes, at::detail::createCPUGenerator(seed));
  const at::Tensor kept = cut.sum(1);
  // Only the last numbers of a code are lost.
  const at::Tensor place = at::arange(numbers).unsqueeze(0);
  CHECK(at::equal(cut, place.lt(kept.unsqueeze(1)).to(at::kFloat)));
  std::vector<std::int64_t> all;
  for (std::int64_t i = 0; i < pictures; ++i) all.push_back(kept[i].item<std::int64_t>());
  return all;
}

TEST_CASE("a first group keeps whole codes, the others one length each, by the generator") {
  const NestedDropout nested(4, 4);
  bool cut_somewhere = false;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const std::vector<std::int64_t> kept = kept_numbers(nested, 8, 64, seed);
    CHECK(kept == kept_numbers(nested, 8, 64, seed));
    CHECK(kept[0] == 64);
    for (std::size_t i = 0; i < kept.size(); i += 2) {
      CHECK(kept[i] == kept[i + 1]);
      CHECK(kept[i] >= 4);
      CHECK(kept[i] <= 64);
      cut_somewhere = cut_somewhere || kept[i] < 32;
    }
  }
  CHECK(cut_somewhere);
}

TEST_CASE("lengths of cut codes are uniform on a logarithmic scale") {
  const NestedDropout nested(1000, 4);
  const std::vector<std::int64_t> kept = kept_numbers(nested, 1000, 64, 1);
  int shorter = 0;  // than the geometric mean of 4 and 64
  for (const std::int64_t numbers : kept) shorter += numbers < 16 ? 1 : 0;
  CHECK(shorter == doctest::Approx(500).epsilon(0.1));
}

TEST_CASE("short codes, small batches and one group lose nothing they must keep") {
  for (const std::int64_t kept : kept_numbers(NestedDropout(4, 8), 8, 8, 1)) CHECK(kept == 8);
  for (const std::int64_t kept : kept_numbers(NestedDropout(1, 1), 8, 64, 1)) CHECK(kept == 64);
  CHECK(kept_numbers(NestedDropout(4, 4), 1, 64, 1).front() == 64);
}

TEST_CASE("group means are those of rows that follow one another, also of uneven groups") {
  const at::Tensor values = at::tensor({1.0F, 3.0F, 5.0F, 7.0F, 9.0F});
  CHECK(at::equal(NestedDropout(1, 1).group_means(values), at::tensor({5.0F})));
  CHECK(at::equal(NestedDropout(5, 1).group_means(values), values));
  CHECK(at::equal(NestedDropout(9, 1).group_means(values), values));
  CHECK(at::equal(NestedDropout(2, 1).group_means(values), at::tensor({3.0F, 8.0F})));
  CHECK(
      at::equal(NestedDropout(2, 1).group_means(values.narrow(0, 0, 4)), at::tensor({2.0F, 6.0F})));
}

}  // namespace
}  // namespace facet
