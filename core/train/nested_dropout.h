#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>

namespace facet {

/// Cuts codes short at random in training (nested dropout, Rippel, Gelbart & Adams 2014), so that
/// few numbers have to say what matters most. A decoder that always gets the whole code can stay
/// nearly linear: then short red - short blue + long blue is a sum of pixels, and below the short
/// hair what is left over of the colours shines through. Few numbers can only tell much of a
/// picture by what it is made of, colours and outlines apart, and sums of those are faces again.
///
/// A batch is cut in groups of rows that follow one another, as even as can be: the first keeps
/// whole codes, each other loses its last numbers from a place on that is drawn anew in each step,
/// uniformly on a logarithmic scale. One thread at a time.
class NestedDropout {
 public:
  /// `groups` is at least 1 (nothing is cut then); a batch of fewer pictures has fewer groups. No
  /// code is cut to less than `shortest` numbers, which is at least 1.
  constexpr NestedDropout(std::int64_t groups, std::int64_t shortest)
      : groups_(groups), shortest_(shortest) {}

  /// `codes` [N,d], fp32, cut, what is lost being 0, the mean of the prior.
  at::Tensor cut(const at::Tensor& codes, at::Generator generator) const;

  /// [groups]: the mean of each group's numbers of `values` [N]. A loss that fits a deviation fits
  /// one for each group: else the errors of short codes would hide those of whole ones.
  at::Tensor group_means(const at::Tensor& values) const;

 private:
  std::int64_t groups_of(std::int64_t size) const;
  /// [groups,size]: 1 where a row is of a group, else 0.
  at::Tensor rows_by_group(std::int64_t size, const at::TensorOptions& options) const;

  std::int64_t groups_;
  std::int64_t shortest_;
};

}  // namespace facet
