#pragma once

#include <string>

#include "core/model/weights.h"

namespace facet::test {

/// What tells all of some weights from others: the raw ones and the averaged ones.
inline std::string hashes(const Weights& weights) {
  return weights.hash(/*averaged=*/false) + weights.hash(/*averaged=*/true);
}

}  // namespace facet::test
