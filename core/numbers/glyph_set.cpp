#include "core/numbers/glyph_set.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "core/data/drawing/counter_random.h"
#include "core/data/drawing/symbol.h"
#include "core/data/idx_header.h"
#include "core/data/mapped_file.h"
#include "core/data/parallel.h"

namespace facet {
namespace {

static_assert(kTileSide == drawing::kTileSide);
constexpr std::int64_t kDrawnTrain = 3000;
constexpr std::int64_t kDrawnTest = 1000;
constexpr int kDigits = 10;
constexpr std::int64_t kBendKnots = 4;
constexpr double kBend = 0.09;  // of half a tile
// Streams of random numbers for each split, so that no drawn tile is in both.
constexpr std::uint64_t kTrainStream = 0x6E756D6265727301U;
constexpr std::uint64_t kTestStream = 0x6E756D6265727302U;

at::Tensor drawn_tiles(int symbol, GlyphSplit split) {
  const bool train = split == GlyphSplit::kTrain;
  const std::int64_t count = symbol == kBlank ? 1 : (train ? kDrawnTrain : kDrawnTest);
  at::Tensor tiles = at::empty({count, kTileSide, kTileSide}, at::kByte);
  auto* data = tiles.mutable_data_ptr<std::uint8_t>();
  parallel_for(count, [&](std::int64_t i) {
    drawing::CounterRandom random(train ? kTrainStream : kTestStream,
                                  static_cast<std::uint64_t>(i * kSymbols + symbol));
    drawing::draw_symbol(symbol, random,
                         std::span<std::uint8_t, drawing::kTilePixels>(
                             data + i * drawing::kTilePixels, drawing::kTilePixels));
  });
  return tiles;
}

/// An array of whole uint8 rows in an IDX file.
struct IdxFile {
  MappedFile file;
  ArrayLayout layout;
  const std::uint8_t* values() const { return file.bytes().data() + layout.offset; }
};

Result<IdxFile> open_idx(const std::string& folder, const std::string& stem,
                         const std::string& kind, std::size_t dimensions) {
  std::string path = folder + "/" + stem + "-" + kind + "-ubyte";
  std::error_code ignored;
  const std::string dotted = folder + "/" + stem + "." + kind + "-ubyte";
  if (!std::filesystem::exists(path, ignored) && std::filesystem::exists(dotted, ignored)) {
    path = dotted;
  }
  Result<MappedFile> file = MappedFile::open(path);
  if (!file) return file.error();
  Result<ArrayLayout> layout = parse_idx_header(file->bytes(), path);
  if (!layout) return layout.error();
  if (layout->type != ElementType::kUint8 || layout->shape.size() != dimensions) {
    return Error{ErrorCode::kBadInput,
                 "the file holds " + std::string(element_name(layout->type)) + " values of shape " +
                     format_shape(layout->shape) + ", but " +
                     (dimensions == 3 ? "tiles (N, 28, 28)" : "labels (N)") +
                     " of uint8 are needed; use MNIST's own files",
                 path};
  }
  return IdxFile{*std::move(file), *std::move(layout)};
}

/// The tiles of each digit.
Result<std::vector<at::Tensor>> read_mnist(const std::string& folder, GlyphSplit split) {
  const std::string prefix = split == GlyphSplit::kTrain ? "train" : "t10k";
  const Result<IdxFile> images = open_idx(folder, prefix + "-images", "idx3", 3);
  if (!images) return images.error();
  const Result<IdxFile> labels = open_idx(folder, prefix + "-labels", "idx1", 1);
  if (!labels) return labels.error();
  const std::vector<std::int64_t>& shape = images->layout.shape;
  const auto bad = [&](const std::string& reason) {
    return Error{ErrorCode::kBadInput, reason + "; use MNIST's own files",
                 folder + "/" + prefix + "-*"};
  };
  if (shape[1] != kTileSide || shape[2] != kTileSide) {
    return bad("tiles must be 28 x 28 pixels, but these have the shape " + format_shape(shape));
  }
  if (labels->layout.shape[0] != shape[0]) {
    return bad("there are " + std::to_string(shape[0]) + " tiles but " +
               std::to_string(labels->layout.shape[0]) + " labels");
  }
  std::vector<std::vector<std::int64_t>> rows(kDigits);
  for (std::int64_t i = 0; i < shape[0]; ++i) {
    const int label = labels->values()[i];
    if (label >= kDigits) {
      return bad("label " + std::to_string(i) + " is " + std::to_string(label) + ", not a digit");
    }
    rows[static_cast<std::size_t>(label)].push_back(i);
  }
  std::vector<at::Tensor> tiles;
  for (int digit = 0; digit < kDigits; ++digit) {
    const auto& mine = rows[static_cast<std::size_t>(digit)];
    if (mine.empty()) return bad("no tile is labelled " + std::to_string(digit));
    at::Tensor all =
        at::empty({static_cast<std::int64_t>(mine.size()), kTileSide, kTileSide}, at::kByte);
    auto* out = all.mutable_data_ptr<std::uint8_t>();
    for (const std::int64_t row : mine) {
      std::memcpy(out, images->values() + row * drawing::kTilePixels, drawing::kTilePixels);
      out += drawing::kTilePixels;
    }
    tiles.push_back(std::move(all));
  }
  return tiles;
}

}  // namespace

Result<GlyphSetPtr> GlyphSet::open(const std::string& name, GlyphSplit split) {
  auto set = std::make_shared<GlyphSet>();
  if (name != "drawn") {
    std::error_code ignored;
    if (!std::filesystem::is_directory(name, ignored)) {
      return Error{ErrorCode::kNotFound,
                   "this is neither 'drawn' nor a folder with MNIST's IDX files; check the path",
                   name};
    }
    Result<std::vector<at::Tensor>> digits = read_mnist(name, split);
    if (!digits) return digits.error();
    set->tiles_ = *std::move(digits);
  }
  for (int symbol = static_cast<int>(set->tiles_.size()); symbol < kSymbols; ++symbol) {
    set->tiles_.push_back(drawn_tiles(symbol, split));
  }
  return GlyphSetPtr(std::move(set));
}

at::Tensor GlyphSet::draw(const at::Tensor& symbols, std::uint64_t seed) const {
  const at::Tensor flat = symbols.to(at::kLong).contiguous().view({-1});
  at::Tensor out = at::empty({flat.size(0), kTileSide, kTileSide}, at::kByte);
  auto* tiles = out.mutable_data_ptr<std::uint8_t>();
  const std::int64_t* wanted = flat.const_data_ptr<std::int64_t>();
  drawing::CounterRandom random(seed, 0);
  for (std::int64_t i = 0; i < flat.size(0); ++i) {
    const at::Tensor& all = tiles_[static_cast<std::size_t>(wanted[i])];
    const int chosen = random.integer(static_cast<int>(all.size(0)));
    std::memcpy(tiles + i * drawing::kTilePixels,
                all.const_data_ptr<std::uint8_t>() + std::int64_t{chosen} * drawing::kTilePixels,
                drawing::kTilePixels);
  }
  std::vector<std::int64_t> shape = symbols.sizes().vec();
  shape.insert(shape.end(), {kTileSide, kTileSide});
  return out.view(shape);
}

at::Tensor tiles_to_float(const at::Tensor& tiles) { return tiles.to(at::kFloat).mul_(1 / 255.0); }

at::Tensor vary_tiles(const at::Tensor& tiles, std::uint64_t seed) {
  at::Generator random = at::make_generator<at::CPUGeneratorImpl>(seed);
  const std::int64_t count = tiles.size(0);
  const auto uniform = [&](double low, double high) {
    return at::empty({count}, at::kFloat).uniform_(low, high, random);
  };
  const at::Tensor turn = uniform(-0.2, 0.2);
  const at::Tensor shear = uniform(-0.3, 0.3);
  const at::Tensor scale_x = uniform(0.85, 1.25);
  const at::Tensor scale_y = uniform(0.85, 1.2);
  const at::Tensor cosine = turn.cos();
  const at::Tensor sine = turn.sin();
  const at::Tensor theta = at::stack(
      {at::stack({cosine * scale_x, (shear * cosine - sine) * scale_y, uniform(-0.12, 0.12)}, 1),
       at::stack({sine * scale_x, (shear * sine + cosine) * scale_y, uniform(-0.12, 0.12)}, 1)},
      1);
  const at::Tensor whole =
      at::affine_grid_generator(theta, {count, 1, kTileSide, kTileSide}, /*align_corners=*/false);
  // Every hand bends its lines in its own way: a smooth field of shifts (Simard et al. 2003).
  const at::Tensor knots =
      at::empty({count, 2, kBendKnots, kBendKnots}, at::kFloat).normal_(0, kBend, random) *
      uniform(0, 1).view({-1, 1, 1, 1});
  const at::Tensor bends =
      at::upsample_bilinear2d(knots, {kTileSide, kTileSide}, /*align_corners=*/true);
  const at::Tensor grid = whole + bends.permute({0, 2, 3, 1});
  const at::Tensor moved = at::grid_sampler(tiles.unsqueeze(1), grid, /*bilinear*/ 0, /*zeros*/ 0,
                                            /*align_corners=*/false);
  // A third of the tiles get thicker strokes, a third thinner ones.
  const at::Tensor thick = uniform(-1.5, 1.5).clamp_(-1, 1).view({-1, 1, 1, 1});
  const at::Tensor wide = at::max_pool2d(moved, 3, 1, 1);
  const at::Tensor narrow = -at::max_pool2d(-moved, {2, 2}, {1, 1}, {1, 1})
                                 .narrow(2, 0, kTileSide)
                                 .narrow(3, 0, kTileSide);
  const at::Tensor varied = moved + (wide - moved) * thick.clamp_min(0) * 0.8 +
                            (moved - narrow) * thick.clamp_max(0) * 0.8;
  // Thin pens and faint ones are grey at this size.
  const at::Tensor brightness = uniform(0.4, 1.6).clamp_max_(1).view({-1, 1, 1, 1});
  return (varied * brightness).squeeze(1);
}

}  // namespace facet
