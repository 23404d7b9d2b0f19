#include "core/data/value_scale.h"

#include <limits>
#include <vector>

#include "core/base/words.h"

namespace facet {
namespace {

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
};

/// "[12, 0, 5, 2]": where a value stands, counted as its file stores them.
std::string place_of(std::int64_t position, const ArrayLayout& layout) {
  std::vector<std::int64_t> place(layout.shape.size());
  for (std::size_t step = 0; step < place.size(); ++step) {
    const std::size_t axis = layout.fortran ? step : place.size() - 1 - step;
    place[axis] = position % layout.shape[axis];
    position /= layout.shape[axis];
  }
  std::string text = format_shape(place);
  text.front() = '[';
  text.back() = ']';
  return text;
}

template <typename Load>
Result<Range> find_range(const ArrayLayout& layout, std::span<const std::uint8_t> values, Load load,
                         const Progress& progress, const std::string& where) {
  using Value = decltype(load(values.data()));
  constexpr std::int64_t kBlock = 1 << 20;
  const std::size_t step = element_bytes(layout.type);
  const std::int64_t count = layout.count();
  Range range;
  for (std::int64_t begin = 0; begin < count; begin += kBlock) {
    if (progress && !progress(static_cast<double>(begin) / static_cast<double>(count))) {
      return Error{ErrorCode::kCanceled, "reading was stopped", where};
    }
    const std::int64_t end = std::min(count, begin + kBlock);
    Value low = std::numeric_limits<Value>::max();
    Value high = std::numeric_limits<Value>::lowest();
    for (std::int64_t i = begin; i < end; ++i) {
      const Value value = load(values.data() + static_cast<std::size_t>(i) * step);
      if constexpr (std::is_floating_point_v<Value>) {
        if (!std::isfinite(value)) {
          return Error{ErrorCode::kBadInput,
                       "the value at " + place_of(i, layout) + " is " +
                           (std::isnan(value) ? "NaN" : "infinite") +
                           "; replace such values, for example with numpy.nan_to_num",
                       where};
        }
      }
      low = std::min(low, value);
      high = std::max(high, value);
    }
    range.low = std::min(range.low, static_cast<double>(low));
    range.high = std::max(range.high, static_cast<double>(high));
  }
  return range;
}

Result<ValueScale> scale_for(const Range& range, const ArrayLayout& layout,
                             const std::string& where) {
  const auto within = [&](double low, double high) {
    return range.low >= low && range.high <= high;
  };
  if (is_float(layout.type)) {
    if (within(-0.05, 1.05)) return ValueScale{0, 255};
    if (within(-1.05, 1.05)) return ValueScale{-1, 127.5F};
  }
  // Floats that end lower than this are no bytes: pictures less their mean, perhaps.
  constexpr double kBrightest = 32;
  const bool bytes = !is_float(layout.type) || range.high > kBrightest;
  if (bytes && within(-13, 268)) return ValueScale{0, 1};
  if (!is_float(layout.type) && within(0, 65535)) return ValueScale{0, 255.0F / 65535.0F};
  return Error{ErrorCode::kBadInput,
               std::string("the ") + element_name(layout.type) + " values go from " +
                   significant(range.low) + " to " + significant(range.high) +
                   ", which is no known range of pictures; scale them to 0..255 and save them as "
                   "uint8",
               where};
}

}  // namespace

Result<ValueScale> find_scale(const ArrayLayout& layout, std::span<const std::uint8_t> values,
                              const Progress& progress, const std::string& where) {
  if (layout.type == ElementType::kUint8) return ValueScale{};
  if (layout.type == ElementType::kBool) return ValueScale{0, 255};
  const Result<Range> range = with_loader(layout.type, layout.order, [&](auto load) {
    return find_range(layout, values, load, progress, where);
  });
  if (!range) return range.error();
  return scale_for(*range, layout, where);
}

}  // namespace facet
