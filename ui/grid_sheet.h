#pragma once

#include <imgui.h>

#include "ui/panel.h"

// The faces of a grid as one sheet of cells: in the first pane or the second. Main thread.
namespace facet::ui {

/// The sheet on screen: where it lies and how large its cells are, in pixels of the screen.
struct SheetLayout {
  ImVec2 origin;
  float cell = 0;
  int rows = 0;
  int columns = 0;

  ImVec2 min(int index) const {
    return {origin.x + static_cast<float>(index % columns) * cell,
            origin.y + static_cast<float>(index / columns) * cell};
  }
  ImVec2 max(int index) const {
    const ImVec2 corner = min(index);
    return {corner.x + cell, corner.y + cell};
  }
  ImVec2 size() const {
    return {cell * static_cast<float>(columns), cell * static_cast<float>(rows)};
  }
  /// The cell at a point of the screen, or -1.
  int at(ImVec2 point) const;
};

/// Side of the largest cells that fit; crisp ones are a whole multiple of 64 pixels, unless that
/// leaves too much of the room empty.
float cell_side(ImVec2 room, const GridState& state, bool crisp);

/// A sheet that was placed in this frame, for draw_sheet().
struct PlacedSheet {
  SheetLayout layout;
  ImGuiID id = 0;
  int hovered = -1;  ///< the cell under the pointer
};

/// Places the pane's grid in the middle of `room` at the pen, as an item named "sheet": a click
/// selects, a drag carries faces, the right button opens a menu, and the cell under the pointer is
/// shown enlarged, beside the same cell of `other` unless that is null. The pane has a grid.
PlacedSheet place_sheet(PanelContext& pane, ImVec2 room, PanelContext* other);

/// Draws a placed sheet with the marks of selected cells and of `hovered`, the cell under the
/// pointer in any pane.
void draw_sheet(PanelContext& pane, const PlacedSheet& sheet, int hovered);

}  // namespace facet::ui
