#include "core/data/array_dataset.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <filesystem>

#include "core/base/files.h"
#include "core/base/hash.h"
#include "core/data/array_file.h"
#include "core/data/block_cache.h"
#include "core/data/idx_header.h"
#include "core/data/npy_header.h"
#include "core/data/read_all.h"
#include "core/data/value_scale.h"
#include "core/image/codec.h"

namespace facet {
namespace {

/// Converted pictures of more than this are not kept.
constexpr std::size_t kMaxConvertedBytes = std::size_t{2} << 30U;
/// Goes into the cache's key: raise it when the conversion changes.
constexpr std::int64_t kConversionVersion = 1;

/// Sides of an array of pictures and the distance between neighbours along each, in values.
struct PictureAxes {
  std::int64_t count = 0;
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::int64_t channels = 0;
  std::array<std::int64_t, 4> strides{};
};

Error bad_shape(const ArrayLayout& layout, const std::string& where, const std::string& reason) {
  return {ErrorCode::kBadInput,
          "the array has the shape " + format_shape(layout.shape) + ", " + reason, where};
}

bool is_channel_count(std::int64_t side) { return side == 1 || side == 3 || side == 4; }

Status check_shape(const ArrayLayout& layout, const std::string& where) {
  const std::vector<std::int64_t>& shape = layout.shape;
  constexpr const char* kWanted = "pictures are (N, H, W) or (N, H, W, 1, 3 or 4)";
  if (shape.size() != 3 && shape.size() != 4) {
    return bad_shape(layout, where, std::string(kWanted) + "; reshape it");
  }
  if (shape[0] == 0)
    return bad_shape(layout, where, "so it holds no pictures; choose another file");
  if (shape.size() == 4 && !is_channel_count(shape[3])) {
    return bad_shape(layout, where,
                     is_channel_count(shape[1])
                         ? "with the channels first; save array.transpose(0, 2, 3, 1) instead"
                         : std::string("the last side is no channel count: ") + kWanted);
  }
  if (shape.size() == 3 && (shape[2] == 3 || shape[2] == 4) && shape[0] > 4) {
    return bad_shape(layout, where,
                     "which looks like a single picture; save array[None] or several pictures");
  }
  if (shape[1] == 0 || shape[2] == 0 || shape[1] > kMaxPictureSide || shape[2] > kMaxPictureSide) {
    return bad_shape(
        layout, where,
        "but a picture's sides must be 1 to " + std::to_string(kMaxPictureSide) + " pixels");
  }
  return {};
}

PictureAxes axes_of(const ArrayLayout& layout) {
  std::array<std::int64_t, 4> sides = {1, 1, 1, 1};
  std::copy(layout.shape.begin(), layout.shape.end(), sides.begin());
  PictureAxes axes{sides[0], sides[1], sides[2], sides[3], {}};
  std::int64_t stride = 1;
  for (std::size_t step = 0; step < 4; ++step) {
    const std::size_t axis = layout.fortran ? step : 3 - step;
    axes.strides[axis] = stride;
    stride *= sides[axis];
  }
  return axes;
}

/// Pictures of another size, type or order than a block's, converted on the way.
class ConvertedDataset final : public Dataset {
 public:
  ConvertedDataset(MappedFile file, const ArrayLayout& layout, ValueScale scale, DatasetFacts facts)
      : file_(std::move(file)),
        type_(layout.type),
        order_(layout.order),
        offset_(layout.offset),
        axes_(axes_of(layout)),
        scale_(scale) {
    size_ = axes_.count;
    seal(std::move(facts));
  }

  void read(std::int64_t index, std::span<std::uint8_t> rgb) const override {
    assert(index >= 0 && index < size_ && rgb.size() == kFaceBytes);
    const Image face = to_face(source_picture(index));
    std::copy(face.pixels.begin(), face.pixels.end(), rgb.begin());
  }

 private:
  Image source_picture(std::int64_t index) const {
    Image picture = make_image(static_cast<int>(axes_.width), static_cast<int>(axes_.height),
                               static_cast<int>(axes_.channels));
    const std::size_t bytes = element_bytes(type_);
    const auto at = [&](std::int64_t value) {
      return file_.bytes().data() + offset_ + static_cast<std::size_t>(value) * bytes;
    };
    with_loader(type_, order_, [&](auto load) {
      std::uint8_t* out = picture.pixels.data();
      for (std::int64_t y = 0; y < axes_.height; ++y) {
        for (std::int64_t x = 0; x < axes_.width; ++x) {
          const std::int64_t pixel =
              index * axes_.strides[0] + y * axes_.strides[1] + x * axes_.strides[2];
          for (std::int64_t c = 0; c < axes_.channels; ++c) {
            *out++ = scale_.apply(static_cast<float>(load(at(pixel + c * axes_.strides[3]))));
          }
        }
      }
      return 0;
    });
    return picture;
  }

  MappedFile file_;
  ElementType type_;
  std::endian order_;
  std::size_t offset_;
  PictureAxes axes_;
  ValueScale scale_;
};

/// The labels beside a file: the same stem with `.csv`.
Result<Labels> read_labels_beside(const std::string& path, std::int64_t rows) {
  const std::string csv = std::filesystem::path(path).replace_extension(".csv").string();
  std::error_code error;
  if (csv == path || !std::filesystem::exists(csv, error)) return Labels{};
  const Result<std::string> text = read_file(csv);
  if (!text) return text.error();
  return parse_labels(*text, rows, csv);
}

/// The block of a converted file: another one when the file changes.
std::string converted_block(const std::string& path, std::size_t bytes,
                            const OpenOptions& options) {
  std::error_code error;
  const std::string place = std::filesystem::canonical(path, error).string();
  const auto time = std::filesystem::last_write_time(path, error).time_since_epoch().count();
  Hasher hasher;
  hasher.add("converted array").add(kConversionVersion).add(place);
  hasher.add(static_cast<std::int64_t>(bytes)).add(static_cast<std::int64_t>(time));
  return block_path(options.cache_folder, hasher.hex());
}

/// A part of a longer progress.
Progress part_of(const Progress& progress, double begin, double end) {
  if (!progress) return {};
  return [=](double share) { return progress(begin + (end - begin) * share); };
}

/// Converts all pictures into a block; the data set itself where the block cannot be written.
Result<DatasetPtr> keep_converted(DatasetPtr dataset, const std::string& block,
                                  const DatasetFacts& facts, const Progress& progress) {
  BlockBuilder builder(block);
  if (!builder.has_file()) return dataset;
  const Status read =
      read_all(*dataset, progress, [&](auto pictures) { return builder.append(pictures); });
  if (!read && read.error().code == ErrorCode::kCanceled) return read.error();
  if (!read) return dataset;
  Result<DatasetPtr> kept = builder.finish(facts);
  return kept ? kept : dataset;
}

Result<DatasetPtr> open_converted(MappedFile file, const ArrayLayout& layout, DatasetFacts facts,
                                  const OpenOptions& options) {
  const std::string path = facts.name;
  const std::size_t bytes = static_cast<std::size_t>(layout.shape[0]) * kFaceBytes;
  const bool kept = !options.cache_folder.empty() && bytes <= kMaxConvertedBytes;
  const std::string block = kept ? converted_block(path, file.bytes().size(), options) : "";
  if (kept) {
    Result<DatasetPtr> known = open_block(block, facts);
    if (known && (*known)->size() == layout.shape[0]) return known;
  }
  constexpr double kScanShare = 0.2;
  const Result<ValueScale> scale =
      find_scale(layout, file.bytes().subspan(layout.offset),
                 part_of(options.progress, 0, kept ? kScanShare : 1), path);
  if (!scale) return scale.error();
  auto dataset = std::make_shared<const ConvertedDataset>(std::move(file), layout, *scale, facts);
  if (!kept) return DatasetPtr(std::move(dataset));
  return keep_converted(std::move(dataset), block, facts, part_of(options.progress, kScanShare, 1));
}

}  // namespace

Result<DatasetPtr> open_array_dataset(MappedFile file, const std::string& path,
                                      const OpenOptions& options) {
  const bool npy = is_npy(file.bytes());
  const Result<ArrayLayout> layout =
      npy ? parse_npy_header(file.bytes(), path) : parse_idx_header(file.bytes(), path);
  if (!layout) return layout.error();
  if (const Status shape = check_shape(*layout, path); !shape) return shape.error();
  Result<Labels> labels = read_labels_beside(path, layout->shape[0]);
  if (!labels) return labels.error();
  DatasetFacts facts;
  facts.name = path;
  facts.labels = std::move(*labels);
  facts.source_height = static_cast<int>(layout->shape[1]);
  facts.source_width = static_cast<int>(layout->shape[2]);

  const std::vector<std::int64_t> block_shape = {layout->shape[0], kFaceSide, kFaceSide, 3};
  if (layout->type == ElementType::kUint8 && !layout->fortran && layout->shape == block_shape) {
    return DatasetPtr(
        std::make_shared<BlockDataset>(std::move(file), layout->offset, std::move(facts)));
  }
  return open_converted(std::move(file), *layout, std::move(facts), options);
}

}  // namespace facet
