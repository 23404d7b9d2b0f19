#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>

namespace facet {

/// The largest principal components of a set of vectors, fp32 on the CPU.
struct PrincipalComponents {
  at::Tensor mean;       ///< [D]
  at::Tensor basis;      ///< [D,k], orthonormal columns, largest variance first; zeros beyond N
  at::Tensor variances;  ///< [k], descending; at least a ten-thousandth of the first
  at::Tensor total_variance;  ///< a scalar: of all D numbers together
};

/// Finds the `count` largest components of the rows of `rows` [N,D] by randomised subspace
/// iteration (Halko, Martinsson & Tropp 2011), which needs a few products with the data instead of
/// a D x D covariance. `rows` is centred in place. Few rows give components without variance:
/// theirs is raised to the floor.
PrincipalComponents principal_components(at::Tensor rows, std::int64_t count,
                                         at::Generator generator);

}  // namespace facet
