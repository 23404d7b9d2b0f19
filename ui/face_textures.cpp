#include "ui/face_textures.h"

#include <glad/gl.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "ui/face_slots.h"

namespace facet::ui {
namespace {

// A slot has a border of one pixel that repeats the picture's edge, so that linear enlargement
// never mixes in a neighbour.
constexpr int kSlotSide = kFaceSide + 2;
constexpr int kAtlasSide = 1024;
constexpr int kSlotsInRow = kAtlasSide / kSlotSide;
constexpr int kFramesKept = 120;
/// Serials of stills begin here, far from those that count pictures as they are drawn.
constexpr std::uint64_t kFirstStill = std::uint64_t{1} << 63U;
constexpr std::size_t kStillsBeforeCleaning = 1024;

/// A copy of 3 channels; `step` > 1 takes every step-th pixel.
Image to_rgb(const Image& image, int step) {
  Image rgb = make_image((image.width + step - 1) / step, (image.height + step - 1) / step);
  std::uint8_t* out = rgb.pixels.data();
  const auto channels = static_cast<std::size_t>(image.channels);
  for (int y = 0; y < image.height; y += step) {
    for (int x = 0; x < image.width; x += step) {
      const std::size_t at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                              static_cast<std::size_t>(x)) *
                             channels;
      for (std::size_t c = 0; c < 3; ++c) {
        *out++ = image.pixels[at + (channels < 3 ? 0 : c)];
      }
    }
  }
  return rgb;
}

/// The face with its edge repeated once around it.
Image with_border(const Image& face) {
  Image bordered = make_image(kSlotSide, kSlotSide);
  for (int y = 0; y < kSlotSide; ++y) {
    const int from_y = std::clamp(y - 1, 0, face.height - 1);
    for (int x = 0; x < kSlotSide; ++x) {
      const int from_x = std::clamp(x - 1, 0, face.width - 1);
      const std::uint8_t* from = face.pixels.data() + (from_y * face.width + from_x) * 3;
      std::copy_n(from, 3, bordered.pixels.data() + (y * kSlotSide + x) * 3);
    }
  }
  return bordered;
}

GLuint make_texture(int width, int height) {
  GLuint texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB8, width, height, 0, GL_RGB, GL_UNSIGNED_BYTE, nullptr);
  return texture;
}

void write_pixels(GLuint texture, int x, int y, const Image& rgb) {
  GLint alignment = 4;
  glGetIntegerv(GL_UNPACK_ALIGNMENT, &alignment);
  glBindTexture(GL_TEXTURE_2D, texture);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, rgb.width, rgb.height, GL_RGB, GL_UNSIGNED_BYTE,
                  rgb.pixels.data());
  glPixelStorei(GL_UNPACK_ALIGNMENT, alignment);
}

/// Keeps the texture that is bound as it was.
class BindingScope {
 public:
  BindingScope() { glGetIntegerv(GL_TEXTURE_BINDING_2D, &bound_); }
  ~BindingScope() { glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(bound_)); }
  BindingScope(const BindingScope&) = delete;
  BindingScope& operator=(const BindingScope&) = delete;

 private:
  GLint bound_ = 0;
};

/// A picture in a texture of its own.
struct Sheet {
  GLuint texture = 0;
  int width = 0;
  int height = 0;
  std::uint64_t serial = 0;
  int frame = 0;
};

struct Still {
  std::weak_ptr<const Image> image;
  std::uint64_t serial = 0;
};

}  // namespace

struct FaceTextures::Impl {
  Backend backend = Backend::kNone;
  int frame = 1;
  int max_side = 0;
  FaceSlots slots{kSlotsInRow * kSlotsInRow};
  std::vector<GLuint> pages;
  std::vector<Sheet> sheets;
  std::unordered_map<const Image*, Still> stills;
  std::uint64_t next_still = kFirstStill;

  TextureRegion face_region(const Picture& picture) {
    const FaceSlots::Place place = slots.place(picture.serial, frame);
    const BindingScope scope;
    while (static_cast<int>(pages.size()) < slots.pages()) {
      pages.push_back(make_texture(kAtlasSide, kAtlasSide));
    }
    const GLuint texture = pages[static_cast<std::size_t>(place.page)];
    const int x = place.slot % kSlotsInRow * kSlotSide;
    const int y = place.slot / kSlotsInRow * kSlotSide;
    if (place.fresh) write_pixels(texture, x, y, with_border(to_rgb(*picture.image, 1)));
    constexpr float kTexel = 1.0F / kAtlasSide;
    TextureRegion region;
    region.texture = texture;
    region.u0 = static_cast<float>(x + 1) * kTexel;
    region.v0 = static_cast<float>(y + 1) * kTexel;
    region.u1 = region.u0 + kFaceSide * kTexel;
    region.v1 = region.v0 + kFaceSide * kTexel;
    return region;
  }

  TextureRegion sheet_region(const Picture& picture) {
    const auto same = std::find_if(sheets.begin(), sheets.end(), [&](const Sheet& sheet) {
      return sheet.serial == picture.serial;
    });
    Sheet& sheet = same != sheets.end() ? *same : upload(picture);
    sheet.frame = frame;
    TextureRegion region;
    region.texture = sheet.texture;
    return region;
  }

  Sheet& upload(const Picture& picture) {
    if (max_side == 0) glGetIntegerv(GL_MAX_TEXTURE_SIZE, &max_side);
    const int longest = std::max(picture.image->width, picture.image->height);
    const int step = (longest + max_side - 1) / max_side;
    const bool as_it_is = step == 1 && picture.image->channels == 3;
    const Image reduced = as_it_is ? Image{} : to_rgb(*picture.image, step);
    const Image& rgb = as_it_is ? *picture.image : reduced;
    const BindingScope scope;
    Sheet& sheet = free_sheet(rgb.width, rgb.height);
    write_pixels(sheet.texture, 0, 0, rgb);
    sheet.serial = picture.serial;
    return sheet;
  }

  /// A texture of that size which no frame in flight uses.
  Sheet& free_sheet(int width, int height) {
    const auto unused = std::find_if(sheets.begin(), sheets.end(), [&](const Sheet& sheet) {
      return sheet.width == width && sheet.height == height && sheet.frame + 2 < frame;
    });
    if (unused != sheets.end()) return *unused;
    sheets.push_back({make_texture(width, height), width, height, 0, 0});
    return sheets.back();
  }

  void free_old_sheets() {
    const auto old = std::partition(sheets.begin(), sheets.end(), [&](const Sheet& sheet) {
      return sheet.frame + kFramesKept >= frame;
    });
    for (auto sheet = old; sheet != sheets.end(); ++sheet) glDeleteTextures(1, &sheet->texture);
    sheets.erase(old, sheets.end());
  }
};

FaceTextures::FaceTextures(Backend backend) : impl_(std::make_unique<Impl>()) {
  impl_->backend = backend;
}

FaceTextures::~FaceTextures() {
  if (impl_->backend == Backend::kNone) return;
  for (const Sheet& sheet : impl_->sheets) glDeleteTextures(1, &sheet.texture);
  for (const GLuint page : impl_->pages) glDeleteTextures(1, &page);
}

TextureRegion FaceTextures::region(const Picture& picture, bool crisp) {
  if (picture.image == nullptr || picture.image->empty()) return {};
  TextureRegion region;
  region.texture = 1;
  const bool face = picture.image->width == kFaceSide && picture.image->height == kFaceSide;
  if (impl_->backend == Backend::kOpenGl) {
    region = face ? impl_->face_region(picture) : impl_->sheet_region(picture);
  }
  region.width = picture.image->width;
  region.height = picture.image->height;
  region.crisp = crisp;
  return region;
}

Picture FaceTextures::still(const ImagePtr& image) {
  if (image == nullptr) return {};
  if (impl_->stills.size() > kStillsBeforeCleaning) {
    std::erase_if(impl_->stills, [](const auto& entry) { return entry.second.image.expired(); });
  }
  Still& still = impl_->stills[image.get()];
  // An image that died may have left its address to another one.
  if (still.image.expired()) still = {image, impl_->next_still++};
  return {image, still.serial};
}

void FaceTextures::begin_frame() {
  ++impl_->frame;
  if (impl_->backend == Backend::kOpenGl) impl_->free_old_sheets();
}

}  // namespace facet::ui
