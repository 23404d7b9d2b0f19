#include "core/numbers/slot_transformer.h"

#include <ATen/ATen.h>

#include "core/numbers/equation.h"

namespace facet {
namespace {

constexpr std::int64_t kHeads = 4;
constexpr double kPlaceDeviation = 0.1;

}  // namespace

SlotTransformer::SlotTransformer(ParameterLayout& layout, const std::string& name, int digits)
    : query_length_(query_length(digits)),
      places_(layout.add(name + ".places", {query_length_ + answer_length(digits), kWidth},
                         Initializer::normal(kPlaceDeviation))),
      first_(layout, name + ".first", kWidth, kHeads),
      second_(layout, name + ".second", kWidth, kHeads),
      norm_(layout, name + ".norm", kWidth),
      out_(layout, name + ".out", kWidth, kSymbols) {}

at::Tensor SlotTransformer::operator()(const Parameters& parameters,
                                       const at::Tensor& query) const {
  const at::Tensor& places = parameters[places_];
  const std::int64_t slots = places.size(0) - query_length_;
  const at::Tensor x = at::constant_pad_nd(query, {0, 0, 0, slots}) + places.unsqueeze(0);
  const at::Tensor y = second_(parameters, first_(parameters, x));
  const at::Tensor answered = norm_(parameters, y.narrow(1, query_length_, slots));
  return at::log_softmax(out_(parameters, answered), -1);
}

}  // namespace facet
