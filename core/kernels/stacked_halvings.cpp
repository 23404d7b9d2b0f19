#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/kernels/convolution_stack.h"
#include "core/kernels/picture_layer.h"
#include "core/kernels/slices.h"
#include "core/kernels/stack_parts.h"
#include "core/kernels/stride_two_gradient.h"
#include "core/kernels/stride_two_layer.h"

namespace facet {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// From the face's last pixel on, weights meet it the other way round.
at::Tensor turned(const at::Tensor& weight) { return weight.flip({2, 3}); }

PictureColumns columns_of(const at::Tensor& faces) { return {faces.size(1), /*stride=*/2}; }

/// Level k is what layer k makes of level k - 1, level 0 of the faces.
template <typename Number>
struct Layers {
  Layers(const PictureColumns& face_columns, at::TensorList weights, LayerDirection direction)
      : columns(face_columns),
        first(columns, turned(weights.front())),
        scratch_size(first.scratch_size()) {
    for (const at::Tensor& weight : weights.slice(1)) {
      halvings.emplace_back(weight, direction);
      scratch_size = std::max(scratch_size, halvings.back().scratch_size());
    }
  }

  PictureColumns columns;
  PictureLayer<Number> first;
  std::vector<StrideTwoLayer<Number>> halvings;
  std::int64_t scratch_size;
};

template <typename Number>
std::vector<PaddedPictures<Number>> empty_levels(std::int64_t pictures,
                                                 const PictureColumns& columns,
                                                 at::TensorList weights) {
  std::vector<PaddedPictures<Number>> levels;
  std::int64_t side = columns.places().side;
  for (const at::Tensor& weight : weights) {
    levels.emplace_back(pictures, side, weight.size(0));
    side /= 2;
  }
  return levels;
}

/// One thread's way down, with some of the pictures.
template <typename Number>
class WayDown {
 public:
  WayDown(const Layers<Number>& layers, const std::vector<PaddedPictures<Number>>& levels,
          const std::vector<at::Tensor>& biases, const at::Tensor& faces)
      : layers_(layers),
        levels_(levels),
        biases_(biases),
        faces_(faces),
        place_(layers.scratch_size, layers.columns) {}

  /// Takes the faces `begin` to `end` - 1, kGroup at most.
  void take(std::int64_t begin, std::int64_t end) {
    const std::int64_t rows = levels_[0].side();
    for (std::int64_t i = begin; i < end; ++i) {
      layers_.columns.spread(faces_.const_data_ptr<float>() + (i + 1) * faces_.stride(0), 0, rows,
                             place_.columns());
      layers_.first.from_face(place_.unit, place_.columns(), rows, with_bias<Number>(biases_[0]),
                              place_.sums(), levels_[0].picture(i));
    }
    for (std::size_t k = 1; k < levels_.size(); ++k) {
      for (std::int64_t i = begin; i < end; ++i) {
        layers_.halvings[k - 1].down(place_.unit, place_.whole(levels_[k]),
                                     levels_[k - 1].picture(i), with_bias<Number>(biases_[k]),
                                     levels_[k].picture(i));
      }
    }
  }

 private:
  const Layers<Number>& layers_;
  const std::vector<PaddedPictures<Number>>& levels_;
  const std::vector<at::Tensor>& biases_;
  const at::Tensor& faces_;
  Workplace<Number> place_;
};

/// What all threads share on the way back.
template <typename Number>
struct Given {
  const Layers<Number>& layers;
  const std::vector<PaddedPictures<Number>>& levels;
  const at::Tensor& faces;     ///< [N,side,side,3] fp32
  const at::Tensor& to_last;   ///< gradients to the last level, [N,s,s,C] fp32
  const at::Tensor& to_faces;  ///< gradients to the faces, written; undefined: not wanted
  /// Whether gradients to the weights are wanted: a GAN's generator learns through weights that
  /// stay as they are.
  bool learns;
};

/// One thread's way back, with some of the pictures: adds up their gradients.
template <typename Number>
class WayBack {
 public:
  WayBack(const Given<Number>& given, at::TensorList weights)
      : given_(given),
        place_(given.layers.scratch_size, given.layers.columns),
        first_(given.layers.columns, given.levels[0].channels()),
        moves_(empty_levels<Number>(kGroup, given.layers.columns, weights)) {
    for (std::size_t k = 0; k < given.levels.size(); ++k) {
      const PaddedPictures<Number>& small = given.levels[k];
      biases_.push_back(at::zeros({small.channels()}, at::kFloat));
      if (k == 0 || !given.learns) continue;
      gradients_.emplace_back(small.side(), small.channels(), given.levels[k - 1].channels());
    }
    clear_borders(moves_, 0, kGroup);
  }

  /// Learns from the faces `begin` to `end` - 1, kGroup at most.
  void learn(std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) begin_back(i, i - begin);
    for (std::size_t k = given_.levels.size() - 1; k > 0; --k) {
      for (std::int64_t i = begin; i < end; ++i) double_back(k, i, i - begin);
    }
    for (std::int64_t i = begin; i < end; ++i) reach_face(i, i - begin);
  }

  /// Gradients of all weights, then of all biases.
  variable_list sums() {
    if (!given_.learns) return variable_list(2 * given_.levels.size());
    variable_list found{turned(first_.sum())};
    for (StrideTwoGradient<Number>& gradient : gradients_)
      found.push_back(gradient.sum(place_.unit));
    found.insert(found.end(), biases_.begin(), biases_.end());
    return found;
  }

 private:
  void begin_back(std::int64_t i, std::int64_t slot) {
    const PaddedPictures<Number>& last = given_.levels.back();
    const std::int64_t line = last.side() * last.channels();
    const float* const from =
        given_.to_last.template const_data_ptr<float>() + i * given_.to_last.stride(0);
    for (std::int64_t y = 0; y < last.side(); ++y) {
      finish_row(
          where_active(last.picture(i), biases_.back()), from + y * line,
          {last.places().at(y, 0) * last.channels(), last.channels(), last.side(), last.channels()},
          moves_.back().picture(slot));
    }
  }

  /// From level k to the level above it.
  void double_back(std::size_t k, std::int64_t i, std::int64_t slot) {
    const PaddedPictures<Number>& small = given_.levels[k];
    const PaddedPictures<Number>& large = given_.levels[k - 1];
    if (given_.learns) {
      gradients_[k - 1].add(place_.unit, moves_[k].picture(slot), large.picture(i), small.side());
    }
    given_.layers.halvings[k - 1].up(place_.unit, place_.whole(small), moves_[k].picture(slot),
                                     where_active(large.picture(i), biases_[k - 1]),
                                     moves_[k - 1].picture(slot));
  }

  void reach_face(std::int64_t i, std::int64_t slot) {
    const PictureColumns& columns = given_.layers.columns;
    const std::int64_t rows = given_.levels[0].side();
    const std::int64_t end = (i + 1) * given_.faces.stride(0);
    if (given_.learns) {
      columns.spread(given_.faces.template const_data_ptr<float>() + end, 0, rows,
                     place_.columns());
      first_.add(place_.unit, place_.columns(), moves_[0].picture(slot), rows);
    }
    if (!given_.to_faces.defined()) return;
    given_.layers.first.to_face(place_.unit, moves_[0].picture(slot), {}, {0, 2 * rows},
                                place_.sums(),
                                given_.to_faces.template mutable_data_ptr<float>() + end);
  }

  Given<Number> given_;
  Workplace<Number> place_;
  PictureGradient<Number> first_;
  std::vector<StrideTwoGradient<Number>> gradients_;
  std::vector<at::Tensor> biases_;
  std::vector<PaddedPictures<Number>> moves_;
};

template <typename Number>
class StackedHalvings : public torch::autograd::Function<StackedHalvings<Number>> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& pictures,
                            at::TensorList weights, at::TensorList biases) {
    const at::Tensor faces = pictures.permute({0, 2, 3, 1}).contiguous();
    const PictureColumns columns = columns_of(faces);
    const Layers<Number> layers(columns, weights, LayerDirection::kDown);
    const std::vector<PaddedPictures<Number>> levels =
        empty_levels<Number>(faces.size(0), columns, weights);
    const std::vector<at::Tensor> added = added_biases(biases);
    Slices(faces.size(0)).run([&](std::int64_t, std::int64_t begin, std::int64_t end) {
      WayDown<Number> way(layers, levels, added, faces);
      clear_borders(levels, begin, end);
      for_each_group(begin, end,
                     [&](std::int64_t first, std::int64_t last) { way.take(first, last); });
    });

    variable_list kept{faces};
    kept.insert(kept.end(), weights.begin(), weights.end());
    for (const PaddedPictures<Number>& level : levels) kept.push_back(level.pixels());
    context->save_for_backward(kept);
    return levels.back().inside().flip({2, 3}).contiguous(at::MemoryFormat::ChannelsLast);
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const variable_list kept = context->get_saved_variables();
    const std::size_t count = (kept.size() - 1) / 2;
    const at::Tensor& faces = kept[0];
    const at::TensorList weights = at::TensorList(kept).slice(1, count);
    const PictureColumns columns = columns_of(faces);
    const Layers<Number> layers(columns, weights, LayerDirection::kUp);
    std::vector<PaddedPictures<Number>> levels;
    for (std::size_t k = 0; k < count; ++k) {
      levels.push_back(PaddedPictures<Number>::of(kept[1 + count + k], columns.places().side >> k));
    }
    const at::Tensor to_last =
        gradients[0].flip({2, 3}).permute({0, 2, 3, 1}).to(at::kFloat).contiguous();
    const at::Tensor to_faces = context->needs_input_grad(0) ? at::empty_like(faces) : at::Tensor();

    const bool learns = context->needs_input_grad(1);

    const Slices slices(faces.size(0));
    std::vector<variable_list> sums(static_cast<std::size_t>(slices.count()));
    slices.run([&](std::int64_t slice, std::int64_t begin, std::int64_t end) {
      WayBack<Number> way({layers, levels, faces, to_last, to_faces, learns}, weights);
      for_each_group(begin, end,
                     [&](std::int64_t first, std::int64_t last) { way.learn(first, last); });
      sums[static_cast<std::size_t>(slice)] = way.sums();
    });

    variable_list result{to_faces.defined() ? to_faces.permute({0, 3, 1, 2}) : at::Tensor()};
    for (at::Tensor& sum : sum_of_slices(sums)) result.push_back(std::move(sum));
    return result;
  }
};

}  // namespace

at::Tensor stacked_halvings(const at::Tensor& faces, at::TensorList weights,
                            at::TensorList biases) {
  if (weights[0].scalar_type() == at::kFloat) {
    return StackedHalvings<float>::apply(faces, weights, biases);
  }
  return StackedHalvings<c10::BFloat16>::apply(faces, weights, biases);
}

}  // namespace facet
