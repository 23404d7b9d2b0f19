#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/kernels/convolution_stack.h"
#include "core/kernels/picture_chunks.h"
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

/// Rows of the second largest pictures that are taken through the last two layers at once.
constexpr std::int64_t kStrip = 8;

// As the many channels meet the colors. Seen from them the weights are turned, and turned again
// because the pictures are.
at::Tensor from_channels(const at::Tensor& weight) { return weight.transpose(0, 1); }

/// Whether the last level, the largest by far, is kept for the way back. With tiles it costs less
/// to draw it once more than to write it to memory and read it again.
template <typename Number>
bool keeps_top() {
  return std::is_same_v<Number, float> || MatrixUnit::best_kind() != MatrixUnit::Kind::kAmx;
}

/// Whether there will be a way back.
bool learns(const at::Tensor& x, at::TensorList weights, at::TensorList biases) {
  const auto needs = [](const at::Tensor& tensor) { return tensor.requires_grad(); };
  return at::GradMode::is_enabled() &&
         (needs(x) || std::ranges::any_of(weights, needs) || std::ranges::any_of(biases, needs));
}

/// Level 0 is what the stack is given, level k what doubling k makes of level k - 1.
template <typename Number>
struct Layers {
  Layers(std::int64_t side, at::TensorList weights, LayerDirection direction)
      : columns(side << (weights.size() - 1), /*stride=*/1),
        top_channels(weights.back().size(1)),
        faces(columns, from_channels(weights.back())),
        scratch_size(faces.scratch_size()) {
    for (const at::Tensor& weight : weights.slice(0, weights.size() - 1)) {
      doublings.emplace_back(weight, direction);
      scratch_size = std::max(scratch_size, doublings.back().scratch_size());
    }
  }

  std::int64_t top_side() const { return columns.places().side; }

  PictureColumns columns;
  std::int64_t top_channels;
  PictureLayer<Number> faces;
  std::vector<StrideTwoLayer<Number>> doublings;
  std::int64_t scratch_size;
};

/// All levels but the last.
template <typename Number>
std::vector<PaddedPictures<Number>> empty_levels(std::int64_t pictures, std::int64_t side,
                                                 at::TensorList weights) {
  std::vector<PaddedPictures<Number>> levels;
  for (const at::Tensor& weight : weights.slice(0, weights.size() - 1)) {
    levels.emplace_back(pictures, side, weight.size(0));
    side *= 2;
  }
  return levels;
}

template <typename Number>
Strip<Number> make_strip(const Layers<Number>& layers) {
  return {layers.top_side(), layers.top_channels, 2 * kStrip};
}

/// Calls work(row, rows) for all rows from the top on, kStrip at most at a time.
template <typename Work>
void for_each_strip(std::int64_t side, const Work& work) {
  for (std::int64_t row = 0; row < side; row += kStrip) work(row, std::min(kStrip, side - row));
}

/// What all threads share on the way up.
template <typename Number>
struct Drawn {
  const Layers<Number>& layers;
  const std::vector<PaddedPictures<Number>>& levels;
  const PictureChunks<Number>& tops;
  const std::vector<at::Tensor>& biases;
  const at::Tensor& faces;  ///< [N,side,side,3] fp32, written
};

/// One thread's way up, with some of the pictures.
template <typename Number>
class WayUp {
 public:
  explicit WayUp(const Drawn<Number>& drawn)
      : drawn_(drawn),
        place_(drawn.layers.scratch_size, drawn.layers.columns),
        strip_(make_strip(drawn.layers)) {
    std::copy_n(drawn.biases.back().template const_data_ptr<float>(), colors_.size(),
                colors_.begin());
  }

  /// Draws the faces `begin` to `end` - 1, kGroup at most.
  void draw(std::int64_t begin, std::int64_t end) {
    const auto& levels = drawn_.levels;
    for (std::size_t k = 1; k < levels.size(); ++k) {
      for (std::int64_t i = begin; i < end; ++i) {
        drawn_.layers.doublings[k - 1].up(
            place_.unit, place_.whole(levels[k - 1]), levels[k - 1].picture(i),
            with_bias<Number>(drawn_.biases[k - 1]), levels[k].picture(i));
      }
    }
    for (std::int64_t i = begin; i < end; ++i) draw_face(i);
  }

 private:
  void draw_face(std::int64_t i) {
    const PaddedPictures<Number>& small = drawn_.levels.back();
    const at::Tensor& faces = drawn_.faces;
    float* const face_end = faces.mutable_data_ptr<float>() + (i + 1) * faces.stride(0);
    strip_.begin();
    for_each_strip(small.side(), [&](std::int64_t row, std::int64_t rows) {
      Number* const top = drawn_.tops.any() ? drawn_.tops.picture(i, 2 * row) : strip_.rows();
      drawn_.layers.doublings.back().up(
          place_.unit, {small.side(), rows, place_.sums()}, small.picture(i, row),
          with_bias<Number>(drawn_.biases[drawn_.levels.size() - 1]), top);
      const bool ends = row + rows == small.side();
      if (ends) strip_.end(2 * rows);
      // A row of the face waits for the pixels below it.
      const Rows drawn{row == 0 ? 0 : -1, ends ? 2 * rows : 2 * rows - 1};
      drawn_.layers.faces.to_face(place_.unit, top, colors_, drawn, place_.sums(),
                                  face_end - 2 * row * faces.stride(1));
      strip_.move_down(2 * rows);
    });
  }

  Drawn<Number> drawn_;
  Workplace<Number> place_;
  Strip<Number> strip_;  ///< of the last level, where that is not kept
  PictureColumns::Bias colors_{};
};

/// What all threads share on the way back.
template <typename Number>
struct Given {
  const Layers<Number>& layers;
  at::TensorList weights;
  const std::vector<PaddedPictures<Number>>& levels;
  const PictureChunks<Number>& tops;
  /// The last doubling, where its level is not kept, and its bias.
  const std::optional<StrideTwoLayer<Number>>& top_up;
  const at::Tensor& top_bias;
  const at::Tensor& to_faces;              ///< gradients [N,side,side,3] fp32
  const PaddedPictures<Number>& to_first;  ///< gradients to level 0, written
};

/// One thread's way back, with some of the pictures: adds up their gradients.
template <typename Number>
class WayBack {
 public:
  explicit WayBack(const Given<Number>& given)
      : given_(given),
        place_(given.layers.scratch_size, given.layers.columns),
        faces_(given.layers.columns, given.layers.top_channels),
        moves_(empty_levels<Number>(kGroup, given.levels[0].side(), given.weights)),
        top_move_(1, given.layers.top_side(), given.layers.top_channels),
        strip_(make_strip(given.layers)) {
    for (std::size_t k = 0; k < given.levels.size(); ++k) {
      const at::Tensor& weight = given.weights[k];
      gradients_.emplace_back(given.levels[k].side(), weight.size(0), weight.size(1));
      biases_.push_back(at::zeros({weight.size(1)}, at::kFloat));
    }
    clear_borders(moves_, 0, kGroup);
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
    for (StrideTwoGradient<Number>& gradient : gradients_)
      found.push_back(gradient.sum(place_.unit));
    found.push_back(faces_.sum().transpose(0, 1));
    found.insert(found.end(), biases_.begin(), biases_.end());
    return found;
  }

 private:
  /// Writes the last level's gradients to top_move_.
  void learn_from_face(std::int64_t i) {
    const PaddedPictures<Number>& small = given_.levels.back();
    const float* const face_end =
        given_.to_faces.template const_data_ptr<float>() + (i + 1) * given_.to_faces.stride(0);
    for_each_strip(small.side(), [&](std::int64_t row, std::int64_t rows) {
      Number* const drawn = given_.top_up ? strip_.rows() : given_.tops.picture(i, 2 * row);
      if (given_.top_up) {
        given_.top_up->up(place_.unit, {small.side(), rows, place_.sums()}, small.picture(i, row),
                          with_bias<Number>(given_.top_bias), drawn);
      }
      given_.layers.columns.spread(face_end, 2 * row, 2 * rows, place_.columns());
      given_.layers.faces.from_face(place_.unit, place_.columns(), 2 * rows,
                                    where_active<Number>(drawn, biases_.back()), place_.sums(),
                                    top_move_.picture(0, 2 * row));
      faces_.add(place_.unit, place_.columns(), drawn, 2 * rows);
    });
  }

  /// From level k to the level below it.
  void halve(std::size_t k, std::int64_t i, std::int64_t slot, const Number* large) {
    const PaddedPictures<Number>& small = given_.levels[k - 1];
    gradients_[k - 1].add(place_.unit, small.picture(i), large, small.side());
    const bool lowest = k == 1;
    given_.layers.doublings[k - 1].down(
        place_.unit, place_.whole(small), large,
        lowest ? Finish<Number>{} : where_active(small.picture(i), biases_[k - 2]),
        lowest ? given_.to_first.picture(i) : moves_[k - 1].picture(slot));
  }

  Given<Number> given_;
  Workplace<Number> place_;
  PictureGradient<Number> faces_;
  std::vector<StrideTwoGradient<Number>> gradients_;
  std::vector<at::Tensor> biases_;
  std::vector<PaddedPictures<Number>> moves_;
  PaddedPictures<Number> top_move_;
  Strip<Number> strip_;  ///< of the last level, where that is not kept
};

template <typename Number>
class StackedDoublings : public torch::autograd::Function<StackedDoublings<Number>> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, at::TensorList weights,
                            at::TensorList biases, bool learns) {
    const std::int64_t pictures = x.size(0);
    const Layers<Number> layers(x.size(2), weights, LayerDirection::kUp);
    const std::vector<PaddedPictures<Number>> levels =
        empty_levels<Number>(pictures, x.size(2), weights);
    const std::vector<at::Tensor> added = added_biases(biases);
    levels[0].inside().copy_(x.flip({2, 3}));
    const std::int64_t side = layers.columns.places().side;
    const at::Tensor faces = at::empty({pictures, side, side, PictureColumns::kColors}, at::kFloat);
    const PictureChunks<Number> tops(learns && keeps_top<Number>() ? pictures : 0, side,
                                     layers.top_channels);
    Slices(pictures).run([&](std::int64_t, std::int64_t begin, std::int64_t end) {
      WayUp<Number> way({layers, levels, tops, added, faces});
      clear_borders(levels, begin, end);
      for (std::int64_t i = begin; tops.any() && i < end; ++i) tops.clear_border(i);
      for_each_group(begin, end,
                     [&](std::int64_t first, std::int64_t last) { way.draw(first, last); });
    });

    variable_list kept(weights.begin(), weights.end());
    kept.push_back(added[added.size() - 2]);
    for (const PaddedPictures<Number>& level : levels) kept.push_back(level.pixels());
    tops.append_to(kept);
    context->save_for_backward(kept);
    context->saved_data["side"] = x.size(2);
    context->saved_data["count"] = static_cast<std::int64_t>(weights.size());
    return faces.permute({0, 3, 1, 2});
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    const variable_list kept = context->get_saved_variables();
    const auto count = static_cast<std::size_t>(context->saved_data["count"].toInt());
    const at::TensorList weights = at::TensorList(kept).slice(0, count);
    const at::Tensor& top_bias = kept[count];
    const std::int64_t side = context->saved_data["side"].toInt();
    const Layers<Number> layers(side, weights, LayerDirection::kDown);
    std::vector<PaddedPictures<Number>> levels;
    for (std::size_t k = 0; k + 1 < count; ++k) {
      levels.push_back(PaddedPictures<Number>::of(kept[count + 1 + k], side << k));
    }
    const at::Tensor to_faces = gradients[0].permute({0, 2, 3, 1}).contiguous();
    std::optional<StrideTwoLayer<Number>> top_up;
    const auto tops =
        PictureChunks<Number>::of(at::TensorList(kept).slice(2 * count), layers.top_side());
    if (!tops.any()) top_up.emplace(weights[count - 2], LayerDirection::kUp);
    const PaddedPictures<Number> to_x(levels[0].count(), side, levels[0].channels());

    const Slices slices(levels[0].count());
    std::vector<variable_list> sums(static_cast<std::size_t>(slices.count()));
    slices.run([&](std::int64_t slice, std::int64_t begin, std::int64_t end) {
      WayBack<Number> way({layers, weights, levels, tops, top_up, top_bias, to_faces, to_x});
      for_each_group(begin, end,
                     [&](std::int64_t first, std::int64_t last) { way.learn(first, last); });
      sums[static_cast<std::size_t>(slice)] = way.sums();
    });

    variable_list result{to_x.inside().flip({2, 3})};
    for (at::Tensor& sum : sum_of_slices(sums)) result.push_back(std::move(sum));
    result.push_back(to_faces.sum({0, 1, 2}));
    result.emplace_back();
    return result;
  }
};

}  // namespace

at::Tensor stacked_doublings(const at::Tensor& x, at::TensorList weights, at::TensorList biases) {
  const bool is_learning = learns(x, weights, biases);
  if (weights[0].scalar_type() == at::kFloat) {
    return StackedDoublings<float>::apply(x, weights, biases, is_learning);
  }
  return StackedDoublings<c10::BFloat16>::apply(x, weights, biases, is_learning);
}

}  // namespace facet
