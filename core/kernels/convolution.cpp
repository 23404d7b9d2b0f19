#include "core/kernels/convolution.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "core/kernels/cpu.h"
#include "core/kernels/group_convolution.h"
#include "core/kernels/slices.h"

namespace facet {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

constexpr std::int64_t kMultiple = 32;  ///< of channels
constexpr std::int64_t kLeastPictures = 8;

std::int64_t filled(std::int64_t channels) {
  return (channels + kMultiple - 1) / kMultiple * kMultiple;
}

/// With the channels last, and zeros where the first two dimensions are less than these.
at::Tensor filled(const at::Tensor& x, std::int64_t first, std::int64_t second) {
  if (x.size(0) == first && x.size(1) == second) {
    return x.contiguous(at::MemoryFormat::ChannelsLast);
  }
  at::Tensor whole =
      at::empty({first, second, x.size(2), x.size(3)}, x.options(), at::MemoryFormat::ChannelsLast);
  whole.zero_().narrow(0, 0, x.size(0)).narrow(1, 0, x.size(1)).copy_(x);
  return whole;
}

at::Tensor filled_pictures(const at::Tensor& x) { return filled(x, x.size(0), filled(x.size(1))); }

at::Tensor filled_weight(const at::Tensor& x) {
  return filled(x, filled(x.size(0)), filled(x.size(1)));
}

at::Tensor filled_bias(const at::Tensor& x) {
  const std::int64_t lacking = filled(x.size(0)) - x.size(0);
  return lacking == 0 ? x : at::constant_pad_nd(x, {0, lacking});
}

/// Calls work(slice, unit, first picture, end) for each slice, in a thread; each is whole groups.
template <typename Work>
void for_each_slice(std::int64_t pictures, const Work& work) {
  constexpr std::int64_t kPictures = PictureGroup<c10::BFloat16>::kPictures;
  Slices((pictures + kPictures - 1) / kPictures)
      .run([&](std::int64_t slice, std::int64_t begin, std::int64_t end) {
        MatrixUnit unit(MatrixUnit::best_kind());
        work(slice, unit, begin * kPictures, end * kPictures);
      });
}

template <typename Number>
at::Tensor made_by(const ConvolutionShape& shape, LayerDirection direction, const at::Tensor& taken,
                   const at::Tensor& weight, const std::optional<at::Tensor>& bias) {
  const bool down = direction == LayerDirection::kDown;
  const std::int64_t side = taken.size(2);
  const std::int64_t made_side = down ? side / shape.stride : side * shape.stride;
  const std::int64_t channels = weight.size(down ? 0 : 1);
  const at::Tensor from = filled_pictures(taken);
  const at::Tensor made = at::empty({taken.size(0), filled(channels), made_side, made_side},
                                    taken.options(), at::MemoryFormat::ChannelsLast);
  const GroupConvolution<Number> convolution(shape, direction, filled_weight(weight),
                                             bias ? filled_bias(*bias) : at::Tensor(),
                                             std::min(side, made_side));
  const auto make = [&](std::int64_t, MatrixUnit& unit, std::int64_t begin, std::int64_t end) {
    PictureGroup<Number> group(side * side, from.size(1));
    for (std::int64_t first = begin; first < end; first += PictureGroup<Number>::kPictures) {
      group.take(from, first);
      convolution.make(unit, group, made, first);
    }
  };
  for_each_slice(taken.size(0), make);
  return made.size(1) == channels ? made : made.narrow(1, 0, channels);
}

template <typename Number>
at::Tensor weight_gradient(const ConvolutionShape& shape, const at::Tensor& large,
                           const at::Tensor& small) {
  const at::Tensor from_large = filled_pictures(large);
  const at::Tensor from_small = filled_pictures(small);
  const std::int64_t side = small.size(2);
  const std::int64_t pixels = side * side;
  std::vector<std::optional<GroupGradient<Number>>> sums(
      static_cast<std::size_t>(at::get_num_threads()));
  const auto add = [&](std::int64_t slice, MatrixUnit& unit, std::int64_t begin, std::int64_t end) {
    PictureGroup<Number> small_group(pixels, from_small.size(1));
    PictureGroup<Number> large_group(pixels * shape.stride * shape.stride, from_large.size(1));
    GroupGradient<Number>& gradient = sums[static_cast<std::size_t>(slice)].emplace(
        shape, side, from_small.size(1), from_large.size(1));
    for (std::int64_t first = begin; first < end; first += PictureGroup<Number>::kPictures) {
      small_group.take(from_small, first);
      large_group.take(from_large, first);
      gradient.add(unit, small_group, large_group);
    }
  };
  for_each_slice(small.size(0), add);
  for (std::size_t i = 1; i < sums.size() && sums[i]; ++i) sums[0]->add(*sums[i]);
  return sums[0]->sum().narrow(0, 0, small.size(1)).narrow(1, 0, large.size(1));
}

at::Tensor gradient_by_weight(const at::Tensor& large, const at::Tensor& small,
                              const ConvolutionShape& shape);

void keep(AutogradContext* context, const at::Tensor& a, const at::Tensor& b,
          const ConvolutionShape& shape) {
  context->save_for_backward({a, b});
  context->saved_data["shape"] =
      std::vector<std::int64_t>{shape.kernel, shape.stride, shape.padding};
}

ConvolutionShape shape_of(AutogradContext* context) {
  const std::vector<std::int64_t> shape = context->saved_data["shape"].toIntVector();
  return {shape[0], shape[1], shape[2]};
}

// A bias that is not there is no input either.
bool wants_bias(AutogradContext* context) {
  return context->saved_data["bias"].toBool() && context->needs_input_grad(2);
}

constexpr LayerDirection opposite(LayerDirection direction) {
  return direction == LayerDirection::kDown ? LayerDirection::kUp : LayerDirection::kDown;
}

// Forward, to the pictures and to the weights are three products of which each is the others'
// gradient: so all are differentiable as often as one likes.

template <LayerDirection kDirection>
class Convolution : public Function<Convolution<kDirection>> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& taken,
                            const at::Tensor& weight, const std::optional<at::Tensor>& bias,
                            const ConvolutionShape& shape) {
    keep(context, taken, weight, shape);
    context->saved_data["bias"] = bias.has_value();
    return taken.scalar_type() == at::kFloat
               ? made_by<float>(shape, kDirection, taken, weight, bias)
               : made_by<c10::BFloat16>(shape, kDirection, taken, weight, bias);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const variable_list kept = context->get_saved_variables();
    const at::Tensor& taken = kept[0];
    const at::Tensor& weight = kept[1];
    const at::Tensor& to_made = gradients[0];
    const ConvolutionShape shape = shape_of(context);
    variable_list found(4);
    if (context->needs_input_grad(0)) {
      found[0] = Convolution<opposite(kDirection)>::apply(to_made, weight, std::nullopt, shape);
    }
    if (context->needs_input_grad(1)) {
      found[1] = kDirection == LayerDirection::kDown ? gradient_by_weight(taken, to_made, shape)
                                                     : gradient_by_weight(to_made, taken, shape);
    }
    if (wants_bias(context)) found[2] = to_made.sum({0, 2, 3});
    return found;
  }
};

class GradientByWeight : public Function<GradientByWeight> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& large,
                            const at::Tensor& small, const ConvolutionShape& shape) {
    keep(context, large, small, shape);
    return large.scalar_type() == at::kFloat ? weight_gradient<float>(shape, large, small)
                                             : weight_gradient<c10::BFloat16>(shape, large, small);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const variable_list kept = context->get_saved_variables();
    const auto& to_weight = gradients[0];
    const ConvolutionShape shape = shape_of(context);
    variable_list found(3);
    if (context->needs_input_grad(0)) {
      found[0] = Convolution<LayerDirection::kUp>::apply(kept[1], to_weight, std::nullopt, shape);
    }
    if (context->needs_input_grad(1)) {
      found[1] = Convolution<LayerDirection::kDown>::apply(kept[0], to_weight, std::nullopt, shape);
    }
    return found;
  }
};

at::Tensor gradient_by_weight(const at::Tensor& large, const at::Tensor& small,
                              const ConvolutionShape& shape) {
  return GradientByWeight::apply(large, small, shape);
}

}  // namespace

bool can_convolve(const at::Tensor& pictures, const at::Tensor& weight) {
  const at::ScalarType type = pictures.scalar_type();
  const bool has_unit =
      type == at::kBFloat16 ? has_avx512_bf16() : type == at::kFloat && has_avx512();
  return has_unit && pictures.is_cpu() && weight.scalar_type() == type &&
         pictures.size(0) >= kLeastPictures &&
         std::max(weight.size(0), weight.size(1)) >= kMultiple;
}

at::Tensor convolve_down(const at::Tensor& large, const at::Tensor& weight, const at::Tensor& bias,
                         const ConvolutionShape& shape) {
  return Convolution<LayerDirection::kDown>::apply(large, weight, bias, shape);
}

at::Tensor convolve_up(const at::Tensor& small, const at::Tensor& weight, const at::Tensor& bias,
                       const ConvolutionShape& shape) {
  return Convolution<LayerDirection::kUp>::apply(small, weight, bias, shape);
}

}  // namespace facet
