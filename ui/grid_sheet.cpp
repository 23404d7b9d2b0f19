#include "ui/grid_sheet.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ui/face_actions.h"
#include "ui/face_drag.h"
#include "ui/face_fade.h"
#include "ui/face_menu.h"
#include "ui/face_textures.h"
#include "ui/face_tile.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

constexpr float kLeastFill = 0.85F;  ///< of the side that would fit, for crisp cells

/// The 64 x 64 picture of a cell, cut from the sheet once.
Picture cell_picture(PanelContext& pane, int cell) {
  const GridView& grid = *pane.view.grid;
  FaceUiState::CutCell& cut = pane.state.faces.cuts[static_cast<std::size_t>(pane.pane)];
  if (grid.sheet.image == nullptr) return {};
  if (cut.sheet != grid.sheet.serial || cut.cell != cell) {
    Image face = make_image(kFaceSide, kFaceSide, grid.sheet.image->channels);
    paste(*grid.sheet.image, -(cell % grid.state.columns) * kFaceSide,
          -(cell / grid.state.columns) * kFaceSide, face);
    cut = {grid.sheet.serial, cell, std::make_shared<const Image>(std::move(face))};
  }
  return pane.textures.still(cut.image);
}

void draw_badge(ImDrawList& list, ImVec2 corner, const std::string& text, const ImVec4& fill,
                const ImVec4& ink) {
  const SmallText small;
  const ImVec2 size = ImGui::CalcTextSize(text.c_str());
  const float margin = em(0.2F);
  list.AddRectFilled(corner, {corner.x + size.x + 2 * margin, corner.y + size.y}, shade(fill, 0.9F),
                     em(0.2F));
  list.AddText({corner.x + margin, corner.y}, shade(ink), text.c_str());
}

void draw_cell_marks(const PanelContext& context, const SheetLayout& layout, int hovered) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Theme& colors = theme();
  const bool room_for_text = layout.cell >= em(2);
  const float line = std::max(2.0F, em(0.14F));
  if (context.state.faces.cell_numbers && room_for_text) {
    for (int cell = 0; cell < layout.rows * layout.columns; ++cell) {
      draw_badge(list, layout.min(cell), std::to_string(cell), colors.panel, colors.dim);
    }
  }
  int order = 0;
  for (const int cell : context.session.grid.selected) {
    ++order;
    if (cell >= layout.rows * layout.columns) continue;
    const ImVec2 min = layout.min(cell);
    const ImVec2 max = layout.max(cell);
    list.AddRect({min.x + line / 2, min.y + line / 2}, {max.x - line / 2, max.y - line / 2},
                 shade(colors.accent), em(0.2F), line);
    if (room_for_text) {
      const SmallText small;
      const std::string text = std::to_string(order);
      const float width = ImGui::CalcTextSize(text.c_str()).x + em(0.4F);
      draw_badge(list, {max.x - width, min.y}, text, colors.accent, colors.on_accent);
    }
  }
  if (hovered >= 0) {
    list.AddRect(layout.min(hovered), layout.max(hovered), shade(colors.text, 0.9F), em(0.2F),
                 std::max(1.0F, em(0.08F)));
  }
}

void draw_faces(PanelContext& context, const SheetLayout& layout, ImGuiID id) {
  const GridView& grid = *context.view.grid;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 size = layout.size();
  const ImVec2 max(layout.origin.x + size.x, layout.origin.y + size.y);
  const bool same_faces = grid.state.seed == context.session.grid.seed;
  const FadedPicture faded =
      follow_picture(context, id, grid.sheet, &grid.weights,
                     same_faces && context.output.touched != TouchedPart::kGrid);
  const bool crisp = context.state.crisp;
  draw_region(list, context.textures.region(faded.shown, crisp), layout.origin, max);
  if (faded.opacity > 0) {
    draw_region(list, context.textures.region(faded.former, crisp), layout.origin, max,
                IM_COL32(255, 255, 255, static_cast<int>(faded.opacity * 255)));
  }
  if (faded.stale) {
    const float line = std::max(2.0F, em(0.14F));
    list.AddRectFilled({layout.origin.x, max.y}, {max.x, max.y + line}, shade(theme().warning));
  }
}

void toggle(std::vector<int>& selected, int cell) {
  const auto place = std::lower_bound(selected.begin(), selected.end(), cell);
  if (place != selected.end() && *place == cell) {
    selected.erase(place);
  } else {
    selected.insert(place, cell);
  }
}

/// A click toggles one cell; with Shift all cells from the one clicked before are selected.
void click_cell(PanelContext& context, int cell) {
  std::vector<int>& selected = context.session.grid.selected;
  int& anchor = context.state.faces.anchor_cell;
  if (ImGui::GetIO().KeyShift && anchor >= 0) {
    for (int c = std::min(anchor, cell); c <= std::max(anchor, cell); ++c) {
      if (!std::binary_search(selected.begin(), selected.end(), c)) toggle(selected, c);
    }
  } else {
    toggle(selected, cell);
  }
  anchor = cell;
}

/// The faces that go along when that cell is grabbed: the whole selection if it is part of it.
std::vector<Face> grabbed_faces(const PanelContext& pane, int cell) {
  const GridView& grid = *pane.view.grid;
  std::vector<Face> faces{cell_face(grid.state, cell)};
  const std::vector<int>& selected = pane.session.grid.selected;
  if (!std::binary_search(selected.begin(), selected.end(), cell)) return faces;
  for (const int other : selected) {
    if (other != cell) faces.push_back(cell_face(grid.state, other));
  }
  return faces;
}

LatentPtr cell_code(const GridView& grid, int cell) {
  const auto index = static_cast<std::size_t>(cell);
  return index < grid.codes.size() ? grid.codes[index] : nullptr;
}

/// Whether a pane has drawn the cell of that grid, its seed at least.
bool shows_cell(const PanelContext& pane, const GridState& state, int cell) {
  const GridView* const grid = pane.view.grid.get();
  return grid != nullptr && grid->sheet.image != nullptr && grid->state.seed == state.seed &&
         cell < grid->state.rows * grid->state.columns && grid->state.columns == state.columns;
}

void hover_cell(PanelContext& pane, PanelContext* other, int cell) {
  const GridView& grid = *pane.view.grid;
  FaceTile tile;
  tile.face = cell_face(grid.state, cell);
  tile.picture = cell_picture(pane, cell);
  tile.code = cell_code(grid, cell);
  tile.weights = &grid.weights;
  tile.hint = "click to select, drag to a list, an endpoint or a term";
  pane.state.hovered = tile.face;
  pane.state.hovered_picture = tile.picture;
  if (other != nullptr && shows_cell(*other, grid.state, cell)) {
    tile.beside = cell_picture(*other, cell);
    // In the order of the panes, whichever the pointer is in.
    tile.beside_first = pane.pane > other->pane;
  }
  draw_face_tooltip(pane, tile);
}

void draw_cell_menu(PanelContext& pane, int clicked) {
  const GridView& grid = *pane.view.grid;
  int& cell = pane.state.faces.menu_cell;
  if (clicked >= 0) {
    cell = clicked;
    ImGui::OpenPopup("cell menu");
  }
  if (!ImGui::BeginPopup("cell menu")) return;
  if (cell >= 0 && cell < grid.state.rows * grid.state.columns) {
    draw_face_menu(pane, grabbed_faces(pane, cell), cell_code(grid, cell),
                   cell_picture(pane, cell));
  }
  ImGui::EndPopup();
}

}  // namespace

int SheetLayout::at(ImVec2 point) const {
  const int column = static_cast<int>(std::floor((point.x - origin.x) / cell));
  const int row = static_cast<int>(std::floor((point.y - origin.y) / cell));
  const bool inside = column >= 0 && column < columns && row >= 0 && row < rows;
  return inside ? row * columns + column : -1;
}

float cell_side(ImVec2 room, const GridState& state, bool crisp) {
  const float fitting = std::min(std::floor(room.x) / static_cast<float>(state.columns),
                                 std::floor(room.y) / static_cast<float>(state.rows));
  const float whole = std::floor(fitting / kFaceSide) * kFaceSide;
  if (crisp && whole >= kLeastFill * fitting) return whole;
  return std::max(fitting, 4.0F);
}

PlacedSheet place_sheet(PanelContext& pane, ImVec2 room, PanelContext* other) {
  const GridView& grid = *pane.view.grid;
  PlacedSheet sheet;
  SheetLayout& layout = sheet.layout;
  layout.rows = grid.state.rows;
  layout.columns = grid.state.columns;
  layout.cell = cell_side(room, grid.state, pane.state.crisp);
  const ImVec2 size = layout.size();
  const float indent = std::max(0.0F, std::floor((room.x - size.x) / 2));
  const ImVec2 pen = ImGui::GetCursorScreenPos();
  const float lower = std::max(0.0F, std::floor((room.y - size.y) / 2));
  layout.origin = {std::floor(pen.x + indent), std::floor(pen.y + lower)};
  ImGui::SetCursorScreenPos(layout.origin);

  const bool pressed = ImGui::InvisibleButton("sheet", size);
  sheet.id = ImGui::GetItemID();
  const bool over = ImGui::IsItemHovered();
  sheet.hovered = over ? layout.at(ImGui::GetMousePos()) : -1;
  const int grabbed = layout.at(ImGui::GetIO().MouseClickedPos[ImGuiMouseButton_Left]);
  if (pressed && grabbed >= 0 && grabbed == sheet.hovered &&
      ImGui::GetDragDropPayload() == nullptr) {
    click_cell(pane, grabbed);
  }
  if (ImGui::IsItemActive() && grabbed >= 0 && ImGui::IsMouseDragging(ImGuiMouseButton_Left)) {
    face_drag_source(pane, grabbed_faces(pane, grabbed), cell_picture(pane, grabbed));
  }
  if (sheet.hovered >= 0) hover_cell(pane, other, sheet.hovered);
  const bool asked = over && ImGui::IsMouseReleased(ImGuiMouseButton_Right);
  draw_cell_menu(pane, asked ? sheet.hovered : -1);
  const float below = std::max(room.y, size.y) + ImGui::GetStyle().ItemSpacing.y;
  ImGui::SetCursorScreenPos({pen.x, pen.y + below});
  return sheet;
}

void draw_sheet(PanelContext& pane, const PlacedSheet& sheet, int hovered) {
  draw_faces(pane, sheet.layout, sheet.id);
  draw_cell_marks(pane, sheet.layout, hovered);
}

}  // namespace facet::ui
