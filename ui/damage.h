#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <cstdint>
#include <vector>

namespace facet::ui {

/// Finds out where a frame differs from the frame before, so that a window that the processor draws
/// need not be drawn anew as a whole for one number that has changed. It compares what ImGui asks
/// to draw: pieces of two triangles with their texture, filter and clip rectangle. It relies on a
/// texture's pixels never changing where a frame and the next one show them (FaceTextures and
/// ImGui's font atlas only write where the frame before did not read). Main thread.
class Damage {
 public:
  static constexpr std::size_t kMostRects = 12;

  /// At most kMostRects rectangles in pixels of the framebuffer, y downwards, outside of which
  /// `data` looks as the frame of the call before; none: the frames are the same. The first frame,
  /// one after forget() and one of another size are different everywhere.
  std::vector<ImRect> update(const ImDrawData& data);
  /// What was on the screen is lost.
  void forget() { known_ = false; }

 private:
  /// Two triangles that lie beside each other in the index buffer.
  struct Piece {
    std::uint64_t hash = 0;
    ImRect box;
  };
  using Pieces = std::vector<Piece>;

  static void take_pieces(const ImDrawData& data, const ImDrawList& list, Pieces& pieces);

  bool known_ = false;
  ImVec2 size_;
  std::vector<Pieces> before_;  ///< of each list
  std::vector<Pieces> now_;
};

}  // namespace facet::ui
