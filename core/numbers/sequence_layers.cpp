#include "core/numbers/sequence_layers.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cmath>

namespace facet {
namespace {

constexpr std::int64_t kGates = 4;

Initializer uniform(std::int64_t hidden) {
  return {Initializer::Kind::kUniform, 1 / std::sqrt(static_cast<double>(hidden))};
}

}  // namespace

Lstm::Lstm(ParameterLayout& layout, const std::string& name, std::int64_t in, std::int64_t hidden)
    : hidden_(hidden),
      input_weight_(layout.add(name + ".input", {kGates * hidden, in}, uniform(hidden))),
      hidden_weight_(layout.add(name + ".hidden", {kGates * hidden, hidden}, uniform(hidden))),
      bias_(layout.add(name + ".bias", {kGates * hidden}, uniform(hidden))),
      unused_bias_(layout.add(name + ".unused", {kGates * hidden}, Initializer::zero(), 0)) {}

Lstm::Output Lstm::operator()(const Parameters& parameters, const at::Tensor& x) const {
  const at::Tensor zeros = at::zeros({1, x.size(0), hidden_}, x.options());
  return (*this)(parameters, x, zeros, zeros);
}

Lstm::Output Lstm::operator()(const Parameters& parameters, const at::Tensor& x,
                              const at::Tensor& hidden, const at::Tensor& cell) const {
  const at::Tensor state[] = {hidden, cell};
  const at::Tensor weights[] = {parameters[input_weight_], parameters[hidden_weight_],
                                parameters[bias_], parameters[unused_bias_]};
  auto [sequence, last_hidden, last_cell] =
      at::lstm(x, state, weights, /*has_biases=*/true, /*num_layers=*/1, /*dropout=*/0.0,
               /*train=*/at::GradMode::is_enabled(), /*bidirectional=*/false, /*batch_first=*/true);
  return {std::move(sequence), std::move(last_hidden), std::move(last_cell)};
}

void Lstm::initialize_as_keras(const Parameters& parameters, at::Generator generator) const {
  const at::NoGradGuard no_grad;
  const at::Tensor random =
      at::empty({kGates * hidden_, hidden_}, at::kFloat).normal_(0, 1, generator);
  parameters[hidden_weight_].copy_(std::get<0>(at::linalg_qr(random)));
  const at::Tensor& input = parameters[input_weight_];
  const double scale = std::sqrt(6.0 / static_cast<double>(input.size(0) + input.size(1)));
  input.copy_(at::empty(input.sizes(), at::kFloat).uniform_(-scale, scale, generator));
  parameters[bias_].zero_();
  parameters[bias_].narrow(0, hidden_, hidden_).fill_(1);
}

LayerNorm::LayerNorm(ParameterLayout& layout, const std::string& name, std::int64_t width)
    : width_(width),
      gain_(layout.add(name + ".gain", {width}, Initializer::zero())),
      bias_(layout.add(name + ".bias", {width}, Initializer::zero())) {}

at::Tensor LayerNorm::operator()(const Parameters& parameters, const at::Tensor& x) const {
  return at::layer_norm(x, {width_}, parameters[gain_] + 1, parameters[bias_]);
}

TransformerBlock::TransformerBlock(ParameterLayout& layout, const std::string& name,
                                   std::int64_t width, std::int64_t heads)
    : heads_(heads),
      attention_norm_(layout, name + ".attention_norm", width),
      query_key_value_(layout, name + ".query_key_value", width, 3 * width),
      attention_out_(layout, name + ".attention_out", width, width),
      dense_norm_(layout, name + ".dense_norm", width),
      widen_(layout, name + ".widen", width, 4 * width),
      narrow_(layout, name + ".narrow", 4 * width, width) {}

at::Tensor TransformerBlock::operator()(const Parameters& parameters, const at::Tensor& x) const {
  const std::int64_t count = x.size(0);
  const std::int64_t length = x.size(1);
  const std::int64_t width = x.size(2);
  const at::Tensor qkv = query_key_value_(parameters, attention_norm_(parameters, x))
                             .view({count, length, 3, heads_, width / heads_})
                             .permute({2, 0, 3, 1, 4});
  const double scale = 1 / std::sqrt(static_cast<double>(width / heads_));
  const at::Tensor scores = at::matmul(qkv[0] * scale, qkv[1].transpose(2, 3));
  const at::Tensor mixed = at::matmul(at::softmax(scores, -1), qkv[2]);
  const at::Tensor attended =
      x + attention_out_(parameters, mixed.transpose(1, 2).reshape({count, length, width}));
  const at::Tensor wide = at::gelu(widen_(parameters, dense_norm_(parameters, attended)));
  return attended + narrow_(parameters, wide);
}

}  // namespace facet
