#pragma once

#include <optional>
#include <string>
#include <vector>

#include "imgui.h"
#include "ui/face_textures.h"
#include "ui/panel.h"

// One widget for a face anywhere, and what it can be dropped on. Main thread, inside an ImGui
// frame.
namespace facet::ui {

/// What the frame round a face says; a sign or a word beside it always says so too.
enum class FaceFrame { kPlain, kAdded, kSubtracted, kResult };

/// A face to draw. Only `side` is needed: without a picture a placeholder is drawn.
struct FaceTile {
  float side = 64;           ///< in pixels of the screen
  std::optional<Face> face;  ///< absent: it can be looked at, not picked up
  Picture picture;
  LatentPtr code;                      ///< null if unknown
  const WeightsId* weights = nullptr;  ///< that drew it; null: marked neither fresh nor stale
  FaceFrame frame = FaceFrame::kPlain;
  bool selected = false;
  bool fade = true;       ///< from older weights to newer ones; false while it follows a hand
  std::string title;      ///< first line of the tooltip; empty: describe(face)
  std::string drag_list;  ///< not empty: dragging it carries this list instead of the face
  std::string hint;       ///< last line of the tooltip: what a click does
};

/// What happened to a tile in this frame.
struct FaceTileEvents {
  bool hovered = false;
  bool clicked = false;
  bool double_clicked = false;
};

/// Draws a face as an item with the given id: rounded picture, frame, mark when it is stale,
/// enlargement beside the pointer, drag source and menu of the right button. Sets
/// UiState::hovered.
FaceTileEvents draw_face_tile(PanelContext& context, const char* id, const FaceTile& tile);

/// What was dropped on the item before.
struct FaceDrop {
  std::vector<Face> faces;  ///< kFacePayload, else empty
  std::string list;         ///< kListPayload, else empty
};

/// Makes the item before a target of faces, and of lists if `takes_lists`; it lights up while
/// something it can take is dragged. Returns what was dropped in this frame.
std::optional<FaceDrop> face_drop_target(PanelContext& context, bool takes_lists);

/// Makes the item before a source of a list, previewed by its average.
void list_drag_source(PanelContext& context, const std::string& list, const Picture& average);

/// Contents of a face's menu; draws nothing unless the popup of that id is open.
void draw_face_menu(PanelContext& context, const char* popup, const Face& face,
                    const LatentPtr& code);

/// The enlargement beside the pointer with its lines of text.
void draw_face_tooltip(PanelContext& context, const FaceTile& tile);

/// Draws a region with the right filter; `min` and `max` in pixels of the screen.
void draw_region(ImDrawList& list, const TextureRegion& region, ImVec2 min, ImVec2 max,
                 ImU32 tint = IM_COL32_WHITE, float rounding = 0);

}  // namespace facet::ui
