#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/base/image.h"
#include "core/data/dataset.h"

namespace facet {

/// The `count` of `rows` that stand best for all of them together: those whose average picture
/// comes nearest to the average of all, chosen one after the other, each so that the mean of those
/// chosen so far moves as near as it can ("herding": Welling, ICML 2009; as Rebuffi et al., CVPR
/// 2017, algorithm 4, choose exemplars). What the rows do not share cancels in a few of them as it
/// does in many, so a list of three differs from another in what was asked for and in little else.
///
/// `picture` answers the face of a row. Faces are compared at 32 x 32; of more than
/// kMostCandidates rows as many, evenly spread, are looked at. In the order in which they were
/// chosen, so that fewer are the first of more; all rows as they are where there are no more than
/// `count`. The same rows give the same answer. Any thread.
std::vector<std::int64_t> representatives(std::span<const std::int64_t> rows, std::int64_t count,
                                          const std::function<ImagePtr(std::int64_t)>& picture);
/// The same of pictures of a data set.
std::vector<std::int64_t> representatives(std::span<const std::int64_t> rows, std::int64_t count,
                                          const Dataset& dataset);

inline constexpr std::size_t kMostCandidates = 2000;

}  // namespace facet
