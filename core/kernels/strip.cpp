#include "core/kernels/strip.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace facet {
namespace {

constexpr std::int64_t kAbove = 2;

}  // namespace

Strip::Strip(std::int64_t side, std::int64_t channels, std::int64_t most)
    : pixels_(at::zeros({(kAbove + most + 1) * PaddedPlaces{side}.line() + 1, channels},
                        at::kBFloat16)),
      line_(PaddedPlaces{side}.line()),
      channels_(channels) {}

c10::BFloat16* Strip::rows() const {
  return pixels_.mutable_data_ptr<c10::BFloat16>() + (kAbove - 1) * line_ * channels_;
}

void Strip::begin() const {
  std::fill_n(rows() - line_ * channels_, 2 * line_ * channels_, c10::BFloat16(0));
}

void Strip::move_down(std::int64_t count) const {
  std::copy_n(rows() + (count - 1) * line_ * channels_, 2 * line_ * channels_,
              rows() - line_ * channels_);
}

void Strip::end(std::int64_t count) const {
  std::fill_n(rows() + (count + 1) * line_ * channels_, line_ * channels_, c10::BFloat16(0));
}

}  // namespace facet
