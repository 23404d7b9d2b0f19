#include "core/engine/picture_layout.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>

#include "core/base/words.h"
#include "core/engine/glyphs.h"
#include "core/image/codec.h"

namespace facet {
namespace {

constexpr std::int64_t kMaxFaces = 100000;
constexpr int kMargin = 8;
constexpr int kMaxGap = 256;
constexpr int kGlyphScale = 2;
constexpr int kGlyphSpace = 8;
constexpr int kFilmScale = 4;

/// What stands left of term `index`: its sign where it needs one, its weight where it is not one.
std::string term_text(double weight, std::size_t index) {
  std::string text = weight < 0 ? "-" : index > 0 ? "+" : "";
  const double size = std::abs(weight);
  if (size != 1) text += significant(size, 3) + "*";
  return text;
}

/// Left edges of the faces of "result = terms" and the glyphs before each.
struct ArithmeticRow {
  std::vector<std::string> texts;  ///< what stands before face i; empty before the result
  std::vector<std::int64_t> text_x;
  std::vector<std::int64_t> face_x;
  std::int64_t width = 0;
};

ArithmeticRow arithmetic_row(const PictureLayout& layout) {
  ArithmeticRow row;
  std::int64_t x = kMargin;
  for (std::size_t face = 0; face <= layout.weights.size(); ++face) {
    std::string text;
    if (face > 0) text = term_text(layout.weights[face - 1], face - 1);
    if (face == 1) text = "=" + (text.empty() ? "" : " " + text);
    if (face > 0) x += std::max(kGlyphSpace, layout.gap);
    row.text_x.push_back(x);
    if (!text.empty()) {
      x += glyphs_width(text, kGlyphScale) + std::max(kGlyphSpace, layout.gap);
    }
    row.texts.push_back(std::move(text));
    row.face_x.push_back(x);
    x += kFaceSide;
  }
  row.width = x + kMargin;
  return row;
}

struct Size {
  std::int64_t width = 0;
  std::int64_t height = 0;
};

Size size_of(const PictureLayout& layout, std::int64_t faces) {
  const std::int64_t pitch = kFaceSide + layout.gap;
  switch (layout.kind) {
    case PictureKind::kGrid: {
      const std::int64_t rows = (faces + layout.columns - 1) / layout.columns;
      return {layout.columns * pitch - layout.gap, rows * pitch - layout.gap};
    }
    case PictureKind::kPath: {
      const std::int64_t above = layout.keys + (layout.closed ? 1 : 0);
      return {std::max(above, faces - layout.keys) * pitch - layout.gap + 2 * kMargin,
              2 * kFaceSide + 3 * kMargin};
    }
    case PictureKind::kArithmetic:
      return {arithmetic_row(layout).width, kFaceSide + 2 * kMargin};
  }
  return {};
}

Error bad_layout(const std::string& reason) { return {ErrorCode::kBadInput, reason, "picture"}; }

Image blank(const PictureLayout& layout, std::int64_t faces) {
  const Size size = size_of(layout, faces);
  Image sheet = make_image(static_cast<int>(size.width), static_cast<int>(size.height));
  std::fill(sheet.pixels.begin(), sheet.pixels.end(), static_cast<std::uint8_t>(layout.background));
  return sheet;
}

Image compose_path(const PictureLayout& layout, std::span<const Image> faces) {
  Image sheet = blank(layout, static_cast<std::int64_t>(faces.size()));
  const int way = sheet.width - 2 * kMargin - kFaceSide;
  const int legs = layout.closed ? layout.keys : layout.keys - 1;
  for (int key = 0; key <= legs; ++key) {
    const Image& face = faces[static_cast<std::size_t>(key % layout.keys)];
    paste(face, kMargin + key * way / legs, kMargin, sheet);
  }
  const std::span<const Image> steps = faces.subspan(static_cast<std::size_t>(layout.keys));
  const int last = std::max(1, static_cast<int>(steps.size()) - 1);
  for (std::size_t step = 0; step < steps.size(); ++step) {
    paste(steps[step], kMargin + static_cast<int>(step) * way / last, 2 * kMargin + kFaceSide,
          sheet);
  }
  return sheet;
}

Image enlarged(const Image& face, int scale) {
  Image image = make_image(face.width * scale, face.height * scale, face.channels);
  const auto channels = static_cast<std::size_t>(face.channels);
  auto target = image.pixels.begin();
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const int pixel = y / scale * face.width + x / scale;
      const auto source = face.pixels.begin() + pixel * face.channels;
      target = std::copy_n(source, channels, target);
    }
  }
  return image;
}

Image compose_arithmetic(const PictureLayout& layout, std::span<const Image> faces) {
  Image sheet = blank(layout, static_cast<std::int64_t>(faces.size()));
  const ArithmeticRow row = arithmetic_row(layout);
  const std::uint8_t ink = layout.background < 128 ? 230 : 40;
  const int text_y = kMargin + (kFaceSide - glyphs_height(kGlyphScale)) / 2;
  for (std::size_t i = 0; i < faces.size(); ++i) {
    draw_glyphs(row.texts[i], static_cast<int>(row.text_x[i]), text_y, kGlyphScale, ink, sheet);
    paste(faces[i], static_cast<int>(row.face_x[i]), kMargin, sheet);
  }
  return sheet;
}

Image compose_grid(const PictureLayout& layout, std::span<const Image> faces) {
  Image sheet = blank(layout, static_cast<std::int64_t>(faces.size()));
  const int pitch = kFaceSide + layout.gap;
  for (std::size_t i = 0; i < faces.size(); ++i) {
    const int cell = static_cast<int>(i);
    paste(faces[i], cell % layout.columns * pitch, cell / layout.columns * pitch, sheet);
  }
  return sheet;
}

}  // namespace

Status check_layout(const PictureLayout& layout, std::int64_t faces) {
  if (layout.columns < 1 || layout.columns > kMaxPictureSide || layout.gap < 0 ||
      layout.gap > kMaxGap || layout.background < 0 || layout.background > 255 || layout.keys < 2 ||
      layout.keys > kMaxFaces) {
    return bad_layout("the picture's layout has a number that is out of range");
  }
  const std::int64_t least = layout.kind == PictureKind::kPath ? layout.keys + 1 : 1;
  if (faces < least) return bad_layout("the picture has too few faces for its kind");
  if (faces > kMaxFaces) {
    return bad_layout("a picture of " + std::to_string(faces) +
                      " faces is too large; draw at most " + std::to_string(kMaxFaces));
  }
  if (layout.kind == PictureKind::kArithmetic) {
    if (static_cast<std::int64_t>(layout.weights.size()) + 1 != faces) {
      return bad_layout("the picture's terms and faces do not fit together");
    }
    if (!std::all_of(layout.weights.begin(), layout.weights.end(),
                     [](double weight) { return std::isfinite(weight); })) {
      return bad_layout("a weight of the expression is not a finite number");
    }
  }
  if (layout.film) return {};  // its steps are frames, not a row
  const Size size = size_of(layout, faces);
  if (std::max(size.width, size.height) > kMaxPictureSide) {
    return bad_layout("the picture would be " + std::to_string(size.width) + " x " +
                      std::to_string(size.height) + " pixels; a side may have at most " +
                      std::to_string(kMaxPictureSide) + ", so draw fewer faces");
  }
  return {};
}

Image compose_picture(const PictureLayout& layout, std::span<const Image> faces) {
  assert(check_layout(layout, static_cast<std::int64_t>(faces.size())));
  switch (layout.kind) {
    case PictureKind::kGrid:
      return compose_grid(layout, faces);
    case PictureKind::kPath:
      return compose_path(layout, faces);
    case PictureKind::kArithmetic:
      return compose_arithmetic(layout, faces);
  }
  return {};
}

std::vector<Image> compose_film(const PictureLayout& layout, std::span<const Image> faces) {
  std::span<const Image> steps = faces.subspan(static_cast<std::size_t>(layout.keys));
  if (layout.closed && steps.size() > 1) steps = steps.first(steps.size() - 1);
  std::vector<Image> frames;
  for (const Image& face : steps) frames.push_back(enlarged(face, kFilmScale));
  return frames;
}

}  // namespace facet
