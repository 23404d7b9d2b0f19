#pragma once

#include <cstdint>
#include <memory>

#include "core/measure/judge.h"

namespace facet::test {

/// A judge of the data set's labels that has seen so many pictures; null if there
/// is nothing to learn.
inline std::unique_ptr<Judge> quick_judge(const Dataset& dataset, std::int64_t images) {
  JudgeOptions options;
  options.images = images;
  Result<std::unique_ptr<Judge>> judge = Judge::train(dataset, options);
  return judge ? *std::move(judge) : nullptr;
}

}  // namespace facet::test
