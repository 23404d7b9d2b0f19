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
};

/// Turns Pictures into textures: uploads one only when its serial moved, packs 64 x 64 faces into a
/// shared atlas and frees what was not asked for during some frames. Main thread, with a current GL
/// context; without one (tests of the panels) it gives regions of texture 1.
class FaceTextures {
 public:
  enum class Backend { kOpenGl, kNone };
  explicit FaceTextures(Backend backend);
  ~FaceTextures();
  FaceTextures(const FaceTextures&) = delete;
  FaceTextures& operator=(const FaceTextures&) = delete;

  /// The region of `picture`, uploaded if needed. `crisp` chooses nearest instead of linear
  /// enlargement.
  TextureRegion region(const Picture& picture, bool crisp);
  /// Call once a frame before the panels.
  void begin_frame();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace facet::ui
