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
#include "core/kernels/strip.h"

namespace facet {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using Direction = StrideTwoLayer::Direction;

/// Rows of the second largest pictures that are taken through the last two layers at once.
constexpr std::int64_t kStrip = 8;

// A face pixel meets the pixel at its place in the middle of the weights, and so on: seen from the
// many channels, the weights are turned.
at::Tensor turned(const at::Tensor& weight) { return weight.transpose(0, 1).flip({2, 3}); }

/// Level 0 is what the stack is given, level k what doubling k makes of level k - 1. The last one,
/// the largest by far, is drawn once more on the way back: that costs less than to keep it.
struct Layers {
  Layers(std::int64_t side, at::TensorList weights, Direction direction)
      : columns(side << (weights.size() - 1), /*stride=*/1),
        faces(columns, turned(weights.back())),
        top_up(weights[weights.size() - 2], Direction::kUp),
        scratch_size(faces.scratch_size()) {
    for (const at::Tensor& weight : weights.slice(0, weights.size() - 1)) {
      doublings.emplace_back(weight, direction);
      scratch_size = std::max(scratch_size, doublings.back().scratch_size());
    }
  }

  PictureColumns columns;
  PictureLayer faces;
  StrideTwoLayer top_up;
  std::vector<StrideTwoLayer> doublings;
  std::int64_t scratch_size;
};

/// All levels but the last.
std::vector<PaddedPictures> empty_levels(std::int64_t pictures, std::int64_t side,
                                         at::TensorList weights) {
  std::vector<PaddedPictures> levels;
  for (const at::Tensor& weight : weights.slice(0, weights.size() - 1)) {
    levels.emplace_back(pictures, side, weight.size(0));
    side *= 2;
  }
  return levels;
}

Strip make_strip(const Layers& layers, at::TensorList weights) {
  return {layers.columns.places().side, weights.back().size(1), 2 * kStrip};
}

/// Calls work(row, rows) for all rows from the top on, kStrip at most at a time.
template <typename Work>
void for_each_strip(std::int64_t side, const Work& work) {
  for (std::int64_t row = 0; row < side; row += kStrip) work(row, std::min(kStrip, side - row));
}

/// One thread's way up, with some of the pictures.
class WayUp {
 public:
  WayUp(const Layers& layers, at::TensorList weights, const std::vector<PaddedPictures>& levels,
        const std::vector<at::Tensor>& biases, const at::Tensor& faces)
      : layers_(layers),
        levels_(levels),
        biases_(biases),
        faces_(faces),
        place_(layers.scratch_size, layers.columns),
        strip_(make_strip(layers, weights)) {
    std::copy_n(biases.back().const_data_ptr<float>(), colors_.size(), colors_.begin());
  }

  /// Draws the faces `begin` to `end` - 1, kGroup at most.
  void draw(std::int64_t begin, std::int64_t end) {
    for (std::size_t k = 1; k < levels_.size(); ++k) {
      for (std::int64_t i = begin; i < end; ++i) {
        layers_.doublings[k - 1].up(place_.unit, place_.whole(levels_[k - 1]),
                                    levels_[k - 1].picture(i), with_bias(biases_[k - 1]),
                                    levels_[k].picture(i));
      }
    }
    for (std::int64_t i = begin; i < end; ++i) draw_face(i);
  }

 private:
  void draw_face(std::int64_t i) {
    const PaddedPictures& small = levels_.back();
    const std::int64_t line = faces_.stride(1);
    float* const face = faces_.mutable_data_ptr<float>() + i * faces_.stride(0);
    strip_.begin();
    for_each_strip(small.side(), [&](std::int64_t row, std::int64_t rows) {
      layers_.top_up.up(place_.unit, {small.side(), rows, place_.sums()}, small.picture(i, row),
                        with_bias(biases_[levels_.size() - 1]), strip_.rows());
      const bool ends = row + rows == small.side();
      if (ends) strip_.end(2 * rows);
      // A row of the face waits for the pixels below it.
      const Rows drawn{row == 0 ? 0 : -1, ends ? 2 * rows : 2 * rows - 1};
      layers_.faces.to_face(place_.unit, strip_.rows(), colors_, drawn, place_.sums(),
                            face + 2 * row * line);
      strip_.move_down(2 * rows);
    });
  }

  const Layers& layers_;
  const std::vector<PaddedPictures>& levels_;
  const std::vector<at::Tensor>& biases_;
  const at::Tensor& faces_;
  Workplace place_;
  Strip strip_;
  PictureColumns::Bias colors_{};
};

/// What all threads share on the way back.
struct Given {
  const Layers& layers;
  at::TensorList weights;
  const std::vector<PaddedPictures>& levels;
  const at::Tensor& top_bias;      ///< of the last doubling
  const at::Tensor& to_faces;      ///< gradients [N,side,side,3] fp32
  const PaddedPictures& to_first;  ///< gradients to level 0, written
};

/// One thread's way back, with some of the pictures: adds up their gradients.
class WayBack {
 public:
  explicit WayBack(const Given& given)
      : given_(given),
        place_(given.layers.scratch_size, given.layers.columns),
        faces_(given.layers.columns, given.weights.back().size(1)),
        moves_(empty_levels(kGroup, given.levels[0].side(), given.weights)),
        top_move_(1, given.layers.columns.places().side, given.weights.back().size(1)),
        drawn_(make_strip(given.layers, given.weights)) {
    for (std::size_t k = 0; k < given.levels.size(); ++k) {
      const at::Tensor& weight = given.weights[k];
      gradients_.emplace_back(given.levels[k].side(), weight.size(0), weight.size(1));
      biases_.push_back(at::zeros({weight.size(1)}, at::kFloat));
    }
    for (const PaddedPictures& move : moves_) {
      for (std::int64_t i = 0; i < kGroup; ++i) move.clear_border(i);
    }
    top_move_.clear_border(0);
  }

  /// Learns from the faces `begin` to `end` - 1, kGroup at most.
  void learn(std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      learn_from_face(i);
      halve(given_.levels.size(), i, i - begin, top_move_.picture(0));
    }
    for (std::size_t k = given_.levels.size() - 1; k > 0; --k) {
      for (std::int64_t i = begin; i < end; ++i) {
        halve(k, i, i - begin, moves_[k].picture(i - begin));
      }
    }
  }

  /// Gradients of all weights, then of all biases but the colors'.
  variable_list sums() {
    variable_list found;
    for (StrideTwoGradient& gradient : gradients_) found.push_back(gradient.sum(place_.unit));
    found.push_back(turned(faces_.sum()));
    found.insert(found.end(), biases_.begin(), biases_.end());
    return found;
  }

 private:
  /// Draws the last level once more; writes its gradients to top_move_.
  void learn_from_face(std::int64_t i) {
    const PaddedPictures& small = given_.levels.back();
    const float* const face =
        given_.to_faces.const_data_ptr<float>() + i * given_.to_faces.stride(0);
    for_each_strip(small.side(), [&](std::int64_t row, std::int64_t rows) {
      given_.layers.top_up.up(place_.unit, {small.side(), rows, place_.sums()},
                              small.picture(i, row), with_bias(given_.top_bias), drawn_.rows());
      given_.layers.columns.spread(face, 2 * row, 2 * rows, place_.columns());
      given_.layers.faces.from_face(place_.unit, place_.columns(), 2 * rows,
                                    where_active(drawn_.rows(), biases_.back()), place_.sums(),
                                    top_move_.picture(0, 2 * row));
      faces_.add(place_.unit, place_.columns(), drawn_.rows(), 2 * rows);
    });
  }

  /// From level k to the level below it.
  void halve(std::size_t k, std::int64_t i, std::int64_t slot, const c10::BFloat16* large) {
    const PaddedPictures& small = given_.levels[k - 1];
    gradients_[k - 1].add(place_.unit, small.picture(i), large, small.side());
    const bool lowest = k == 1;
    given_.layers.doublings[k - 1].down(
        place_.unit, place_.whole(small), large,
        lowest ? Finish{} : where_active(small.picture(i), biases_[k - 2]),
        lowest ? given_.to_first.picture(i) : moves_[k - 1].picture(slot));
  }

  Given given_;
  Workplace place_;
  PictureGradient faces_;
  std::vector<StrideTwoGradient> gradients_;
  std::vector<at::Tensor> biases_;
  std::vector<PaddedPictures> moves_;
  PaddedPictures top_move_;
  Strip drawn_;
};

class StackedDoublings : public torch::autograd::Function<StackedDoublings> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, at::TensorList weights,
                            at::TensorList biases) {
    const std::int64_t pictures = x.size(0);
    const Layers layers(x.size(2), weights, Direction::kUp);
    const std::vector<PaddedPictures> levels = empty_levels(pictures, x.size(2), weights);
    const std::vector<at::Tensor> added = added_biases(biases);
    levels[0].inside().copy_(x);
    const std::int64_t side = layers.columns.places().side;
    const at::Tensor faces = at::empty({pictures, side, side, PictureColumns::kColors}, at::kFloat);
    Slices(pictures).run([&](std::int64_t, std::int64_t begin, std::int64_t end) {
      WayUp way(layers, weights, levels, added, faces);
      for (std::int64_t i = begin; i < end; ++i) {
        for (const PaddedPictures& level : levels) level.clear_border(i);
      }
      for_each_group(begin, end,
                     [&](std::int64_t first, std::int64_t last) { way.draw(first, last); });
    });

    variable_list kept(weights.begin(), weights.end());
    kept.push_back(added[added.size() - 2]);
    for (const PaddedPictures& level : levels) kept.push_back(level.pixels());
    context->save_for_backward(kept);
    context->saved_data["side"] = x.size(2);
    return faces.permute({0, 3, 1, 2});
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const variable_list kept = context->get_saved_variables();
    const std::size_t count = kept.size() / 2;
    const at::TensorList weights = at::TensorList(kept).slice(0, count);
    const at::Tensor& top_bias = kept[count];
    const std::int64_t side = context->saved_data["side"].toInt();
    const Layers layers(side, weights, Direction::kDown);
    std::vector<PaddedPictures> levels;
    for (std::size_t k = 0; k + 1 < count; ++k) {
      levels.push_back(PaddedPictures::of(kept[count + 1 + k], side << k));
    }
    const at::Tensor to_faces = gradients[0].permute({0, 2, 3, 1}).contiguous();
    const PaddedPictures to_x(levels[0].count(), side, levels[0].channels());

    const Slices slices(levels[0].count());
    std::vector<variable_list> sums(static_cast<std::size_t>(slices.count()));
    slices.run([&](std::int64_t slice, std::int64_t begin, std::int64_t end) {
      WayBack way({layers, weights, levels, top_bias, to_faces, to_x});
      for_each_group(begin, end,
                     [&](std::int64_t first, std::int64_t last) { way.learn(first, last); });
      sums[static_cast<std::size_t>(slice)] = way.sums();
    });

    variable_list result{to_x.inside()};
    for (at::Tensor& sum : sum_of_slices(sums)) result.push_back(std::move(sum));
    result.push_back(to_faces.sum({0, 1, 2}));
    return result;
  }
};

}  // namespace

at::Tensor stacked_doublings(const at::Tensor& x, at::TensorList weights, at::TensorList biases) {
  return StackedDoublings::apply(x, weights, biases);
}

}  // namespace facet
