#include "core/kernels/strip.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace facet {
namespace {

constexpr std::int64_t kAbove = 2;

}  // namespace

template <typename Number>
Strip<Number>::Strip(std::int64_t side, std::int64_t channels, std::int64_t most)
    : pixels_(at::zeros({(kAbove + most + 1) * PaddedPlaces{side}.line() + 1, channels},
                        c10::CppTypeToScalarType<Number>::value)),
      line_(PaddedPlaces{side}.line()),
      channels_(channels) {}

template <typename Number>
Number* Strip<Number>::rows() const {
  return pixels_.mutable_data_ptr<Number>() + (kAbove - 1) * line_ * channels_;
}

template <typename Number>
void Strip<Number>::begin() const {
  std::fill_n(rows() - line_ * channels_, 2 * line_ * channels_, Number(0));
}

template <typename Number>
void Strip<Number>::move_down(std::int64_t count) const {
  std::copy_n(rows() + (count - 1) * line_ * channels_, 2 * line_ * channels_,
              rows() - line_ * channels_);
}

template <typename Number>
void Strip<Number>::end(std::int64_t count) const {
  std::fill_n(rows() + (count + 1) * line_ * channels_, line_ * channels_, Number(0));
}

template class Strip<float>;
template class Strip<c10::BFloat16>;

}  // namespace facet
