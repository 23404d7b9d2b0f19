#pragma once

#include <cstdint>
#include <memory>

#include "core/base/view.h"

namespace facet::ui {

/// Where a picture lies on the graphics card, in ImGui's terms.
struct TextureRegion {
  std::uint64_t texture = 0;  ///< ImTextureID; 0: nothing to draw
  float u0 = 0, v0 = 0, u1 = 1, v1 = 1;
  int width = 0, height = 0;  ///< of the picture in pixels
  bool crisp = false;  ///< nearest instead of linear enlargement, by draw_region (face_tile.h)
};

/// Turns Pictures into textures: uploads one only when its serial moved, packs 64 x 64 faces into
/// shared atlases and reuses what was not asked for during some frames. Main thread, with a current
/// GL context from the first region() to the end; without one (tests of the panels) it gives
/// regions of texture 1.
class FaceTextures {
 public:
  enum class Backend { kOpenGl, kNone };
  explicit FaceTextures(Backend backend);
  ~FaceTextures();
  FaceTextures(const FaceTextures&) = delete;
  FaceTextures& operator=(const FaceTextures&) = delete;

  /// The region of `picture`, uploaded if needed; texture 0 if it has no image. A picture larger
  /// than the card allows is uploaded with every n-th pixel. `crisp` chooses nearest instead of
  /// linear enlargement.
  TextureRegion region(const Picture& picture, bool crisp);
  /// A Picture of an image that came without a serial, such as a data set's; the serial stays the
  /// same as long as the image lives. Null gives an empty Picture.
  Picture still(const ImagePtr& image);
  /// Call once a frame before the panels.
  void begin_frame();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace facet::ui
