#include "core/numbers/column_solver.h"

#include <ATen/ATen.h>

#include "core/numbers/equation.h"

namespace facet {
namespace {

constexpr std::int64_t kWidth = 64;
constexpr double kEmbeddingDeviation = 0.5;

}  // namespace

ColumnSolver::ColumnSolver(ParameterLayout& layout, const std::string& name)
    : embed_(layout, name + ".embed", std::int64_t{3} * kSymbols, kWidth,
             Initializer::normal(kEmbeddingDeviation)),
      mix_(layout, name + ".mix", kWidth, kWidth),
      up_(layout, name + ".up", kWidth, kWidth),
      down_(layout, name + ".down", kWidth, kWidth),
      out_(layout, name + ".out", 2 * kWidth, kSymbols) {}

at::Tensor ColumnSolver::operator()(const Parameters& parameters, const at::Tensor& columns) const {
  const at::Tensor embedded = at::gelu(embed_(parameters, columns.flatten(2)));
  const at::Tensor mixed = mix_(parameters, embedded);
  const at::Tensor up = up_(parameters, mixed).sequence;
  const at::Tensor down = down_(parameters, (up + mixed).flip(1)).sequence.flip(1);
  return at::log_softmax(out_(parameters, at::cat({up, down}, -1)), -1);
}

}  // namespace facet
