#pragma once

#include <imgui.h>

#include <functional>
#include <optional>
#include <string>

#include "ui/face_textures.h"
#include "ui/panel.h"

// One widget for a face anywhere. Main thread, inside an ImGui frame.
namespace facet::ui {

/// What the frame round a face says; a sign or a word beside it always says so too.
enum class FaceFrame { kPlain, kAdded, kSubtracted, kResult };

/// A face to draw. Only `side` is needed: without a picture a placeholder is drawn.
struct FaceTile {
  float side = 64;           ///< in pixels of the screen
  std::optional<Face> face;  ///< absent: it can be looked at, not picked up
  Picture picture;
  Picture beside;                      ///< shown beside the enlargement: by the other pane's model
  bool beside_first = false;           ///< at its left instead of its right
  LatentPtr code;                      ///< null if unknown
  const WeightsId* weights = nullptr;  ///< that drew it; null: marked neither fresh nor stale
  FaceFrame frame = FaceFrame::kPlain;
  bool selected = false;
  bool coming = true;     ///< without a picture: one is being drawn, so the placeholder glows
  bool fade = true;       ///< from older weights to newer ones; false while it follows a hand
  std::string title;      ///< first line of the tooltip; empty: describe(face)
  std::string hint;       ///< last line of the tooltip: what a click does
  std::string drag_list;  ///< not empty: dragging it carries this list instead of the face
  std::function<void()> menu{};  ///< draws items of its own above those of any face's menu
};

/// A tile of what `weights`, which must outlive it, have drawn. Its face is the code under the name
/// `title`; without a code it can only be looked at.
FaceTile drawn_tile(const DrawnFace& drawn, const WeightsId& weights, std::string title,
                    float side);

/// What happened to a tile in this frame.
struct FaceTileEvents {
  bool hovered = false;
  bool clicked = false;  ///< pressed and released with no drag between
  bool double_clicked = false;
};

/// Draws a face as an item with the given id: rounded picture, frame, mark when it is stale,
/// enlargement beside the pointer, drag source and menu of the right button. Sets
/// UiState::hovered.
FaceTileEvents draw_face_tile(PanelContext& context, const char* id, const FaceTile& tile);

/// Draws a word in a left corner of the tile before: "A", "avg".
void draw_tile_badge(const char* text, bool at_top);

/// Draws a cross in the upper right corner of the tile before, to remove it; true while the pointer
/// is on the cross.
bool draw_tile_cross();

/// Draws a dashed frame where a face or list can be put, as an item with the given id; true when it
/// is clicked. `label` is small text in its middle, cut where it does not fit.
bool draw_empty_slot(const char* id, ImVec2 size, const char* label);

/// The enlargement beside the pointer with lines of text: title, norm of the code, weights, hint.
/// Call for a hovered item; waits until the pointer rests.
void draw_face_tooltip(PanelContext& context, const FaceTile& tile);

/// Draws a picture that can only be looked at, as an item; without an image a placeholder.
void draw_still_face(PanelContext& context, const Picture& picture, float side);

/// Draws a region with the filter that it asks for: nearest only at whole multiples of its size;
/// `min` and `max` in pixels of the screen.
void draw_region(ImDrawList& list, const TextureRegion& region, ImVec2 min, ImVec2 max,
                 ImU32 tint = IM_COL32_WHITE, float rounding = 0);

/// A frame of that meaning round the rectangle.
void draw_face_frame(ImDrawList& list, ImVec2 min, ImVec2 max, FaceFrame frame, float rounding);

/// Rounding of the corners of a face of that side.
float face_rounding(float side);

}  // namespace facet::ui
