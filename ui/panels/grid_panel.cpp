#include <imgui.h>

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
#include "ui/face_tile.h"
#include "ui/flow.h"
#include "ui/icons.h"
#include "ui/panel.h"
#include "ui/sampler_combo.h"
#include "ui/theme.h"
#include "ui/timeline.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

constexpr double kSlowSeconds = 0.2;
constexpr float kLeastFill = 0.85F;  ///< of the side that would fit, for crisp cells

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
  /// The cell at a point of the screen, or -1.
  int at(ImVec2 point) const {
    const int column = static_cast<int>(std::floor((point.x - origin.x) / cell));
    const int row = static_cast<int>(std::floor((point.y - origin.y) / cell));
    const bool inside = column >= 0 && column < columns && row >= 0 && row < rows;
    return inside ? row * columns + column : -1;
  }
};

/// The largest cells that fit; crisp ones are a whole multiple of 64 pixels, unless that leaves too
/// much of the room empty.
float cell_side(ImVec2 room, const GridState& state, bool crisp) {
  const float fitting = std::min(std::floor(room.x) / static_cast<float>(state.columns),
                                 std::floor(room.y) / static_cast<float>(state.rows));
  const float whole = std::floor(fitting / kFaceSide) * kFaceSide;
  if (crisp && whole >= kLeastFill * fitting) return whole;
  return std::max(fitting, 4.0F);
}

void draw_seed(PanelContext& context) {
  GridState& grid = context.session.grid;
  std::uint32_t seed = grid.seed;
  ImGui::SetNextItemWidth(em(5.6F));
  if (ImGui::DragScalar("##seed", ImGuiDataType_U32, &seed, 0.2F, nullptr, nullptr, "seed %u")) {
    set_grid_seed(context.session, seed);
  }
  if (ImGui::IsItemActive()) context.output.touched = TouchedPart::kGrid;
  tooltip(
      "The seed of the faces' latents, as NumPy's RandomState draws them. "
      "Drag, or double-click to type.");
  ImGui::SameLine();
  if (icon_button(icon::kLeft, "previous seed", "The seed before", "[") && grid.seed > 0) {
    set_grid_seed(context.session, grid.seed - 1);
  }
  ImGui::SameLine();
  if (icon_button(icon::kDice, "dice", "Another seed", "R")) {
    set_grid_seed(context.session, dice_seed(grid.seed, context.state.faces.dice++));
  }
  ImGui::SameLine();
  if (icon_button(icon::kRight, "next seed", "The seed after", "]")) {
    set_grid_seed(context.session, grid.seed + 1);
  }
}

void draw_temperature(PanelContext& context) {
  GridState& grid = context.session.grid;
  ImGui::AlignTextToFramePadding();
  ImGui::TextColored(theme().dim, "temp %.2f", grid.temperature);
  ImGui::SameLine(0, em(0.4F));
  ImGui::SetNextItemWidth(em(4.5F));
  auto temperature = static_cast<float>(grid.temperature);
  if (ImGui::SliderFloat("##temperature", &temperature, 0, 2, "", ImGuiSliderFlags_AlwaysClamp)) {
    grid.temperature = std::round(temperature * 100) / 100.0;
  }
  if (ImGui::IsItemActive()) context.output.touched = TouchedPart::kGrid;
  tooltip(
      "Temperature: the latents are multiplied by it. 0 is the average face, 1 as trained, "
      "above 1 bolder.");
}

void draw_view_menu(PanelContext& context) {
  if (icon_button(icon::kEye, "view", "Size and looks of the grid")) ImGui::OpenPopup("looks");
  if (!ImGui::BeginPopup("looks")) return;
  GridState& grid = context.session.grid;
  ImGui::Checkbox("Crisp pixels", &context.state.crisp);
  tooltip(
      "Faces stand at whole multiples of 64 pixels where that fills the panel well; off: always "
      "enlarged smoothly to fill it.");
  ImGui::Checkbox("Cell numbers", &context.state.faces.cell_numbers);
  const auto count = [&](const char* id, int& value, const char* format) {
    ImGui::SetNextItemWidth(em(8));
    ImGui::SliderInt(id, &value, 1, 20, format, ImGuiSliderFlags_AlwaysClamp);
    if (ImGui::IsItemActive()) context.output.touched = TouchedPart::kGrid;
  };
  count("##rows", grid.rows, "%d rows");
  count("##columns", grid.columns, "%d columns");
  std::erase_if(grid.selected, [&](int cell) { return cell >= grid.rows * grid.columns; });
  ImGui::EndPopup();
}

void draw_toolbar(PanelContext& context) {
  GridState& grid = context.session.grid;
  draw_seed(context);
  flow(em(8.2F));
  ImGui::SetNextItemWidth(em(8.2F));
  sampler_combo("##sampler", grid.sampler, context.view.default_sampler);
  flow(ImGui::CalcTextSize("temp 0.00").x + em(0.4F + 4.5F));
  draw_temperature(context);
  flow(ImGui::GetFrameHeight() + ImGui::GetStyle().ItemInnerSpacing.x +
       ImGui::CalcTextSize("EMA").x);
  ImGui::Checkbox("EMA", &context.session.model.ema);
  tooltip(
      "Draw with the weights averaged over training, which are steadier; off: the raw weights "
      "of the newest step.");
}

/// The 64 x 64 picture of a cell, cut from the sheet once.
Picture cell_picture(PanelContext& context, const GridView& grid, int cell) {
  FaceUiState::CutCell& cut = context.state.faces.cut;
  if (grid.sheet.image == nullptr) return {};
  if (cut.sheet != grid.sheet.serial || cut.cell != cell) {
    Image face = make_image(kFaceSide, kFaceSide, grid.sheet.image->channels);
    paste(*grid.sheet.image, -(cell % grid.state.columns) * kFaceSide,
          -(cell / grid.state.columns) * kFaceSide, face);
    cut = {grid.sheet.serial, cell, std::make_shared<const Image>(std::move(face))};
  }
  return context.textures.still(cut.image);
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

void draw_sheet(PanelContext& context, const GridView& grid, const SheetLayout& layout,
                ImGuiID id) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 max(layout.origin.x + layout.cell * static_cast<float>(layout.columns),
                   layout.origin.y + layout.cell * static_cast<float>(layout.rows));
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
std::vector<Face> grabbed_faces(const PanelContext& context, const GridView& grid, int cell) {
  std::vector<Face> faces{cell_face(grid.state, cell)};
  const std::vector<int>& selected = context.session.grid.selected;
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

void hover_cell(PanelContext& context, const GridView& grid, int cell) {
  FaceTile tile;
  tile.face = cell_face(grid.state, cell);
  tile.picture = cell_picture(context, grid, cell);
  tile.code = cell_code(grid, cell);
  tile.weights = &grid.weights;
  tile.hint = "click to select, drag to a list, an endpoint or a term";
  context.state.hovered = tile.face;
  context.state.hovered_picture = tile.picture;
  draw_face_tooltip(context, tile);
}

void draw_cell_menu(PanelContext& context, const GridView& grid, int clicked) {
  int& cell = context.state.faces.menu_cell;
  if (clicked >= 0) {
    cell = clicked;
    ImGui::OpenPopup("cell menu");
  }
  if (!ImGui::BeginPopup("cell menu")) return;
  if (cell >= 0 && cell < grid.state.rows * grid.state.columns) {
    draw_face_menu(context, grabbed_faces(context, grid, cell), cell_code(grid, cell));
  }
  ImGui::EndPopup();
}

void draw_cells(PanelContext& context, const GridView& grid, ImVec2 room) {
  SheetLayout layout;
  layout.rows = grid.state.rows;
  layout.columns = grid.state.columns;
  layout.cell = cell_side(room, grid.state, context.state.crisp);
  const ImVec2 size(layout.cell * static_cast<float>(layout.columns),
                    layout.cell * static_cast<float>(layout.rows));
  const float indent = std::max(0.0F, std::floor((room.x - size.x) / 2));
  const ImVec2 pen = ImGui::GetCursorScreenPos();
  const float lower = std::max(0.0F, std::floor((room.y - size.y) / 2));
  layout.origin = {std::floor(pen.x + indent), std::floor(pen.y + lower)};
  ImGui::SetCursorScreenPos(layout.origin);

  const bool pressed = ImGui::InvisibleButton("sheet", size);
  const ImGuiID id = ImGui::GetItemID();
  const bool over = ImGui::IsItemHovered();
  const int hovered = over ? layout.at(ImGui::GetMousePos()) : -1;
  const int grabbed = layout.at(ImGui::GetIO().MouseClickedPos[ImGuiMouseButton_Left]);
  if (pressed && grabbed >= 0 && grabbed == hovered && ImGui::GetDragDropPayload() == nullptr) {
    click_cell(context, grabbed);
  }
  if (ImGui::IsItemActive() && grabbed >= 0 && ImGui::IsMouseDragging(ImGuiMouseButton_Left)) {
    face_drag_source(context, grabbed_faces(context, grid, grabbed),
                     cell_picture(context, grid, grabbed));
  }
  draw_sheet(context, grid, layout, id);
  draw_cell_marks(context, layout, hovered);
  if (hovered >= 0) hover_cell(context, grid, hovered);
  const bool asked = over && ImGui::IsMouseReleased(ImGuiMouseButton_Right);
  draw_cell_menu(context, grid, asked ? hovered : -1);
  const float below = std::max(room.y, size.y) + ImGui::GetStyle().ItemSpacing.y;
  ImGui::SetCursorScreenPos({pen.x, pen.y + below});
}

/// True once the grid has waited for its drawing longer than the eye forgives.
bool is_slow(PanelContext& context, const GridView& grid) {
  GridState wanted = context.session.grid;
  wanted.selected = grid.state.selected;
  double& since = context.state.faces.grid_pending_since;
  const double now = ImGui::GetTime();
  if (wanted == grid.state) since = -1;
  if (wanted != grid.state && since < 0) since = now;
  return since >= 0 && now - since > kSlowSeconds;
}

/// The line below the sheet, from the left: what is selected and what to do with it.
struct FooterTexts {
  std::string selected;
  std::string add = "Add to list...";
  std::string clear = "Clear";
  std::string save = std::string(icon::kExport) + " Save grid...###save grid";

  float left_width() const {
    return ImGui::CalcTextSize(selected.c_str()).x + button_width(add.c_str()) +
           button_width(clear.c_str()) + 3 * ImGui::GetStyle().ItemSpacing.x;
  }
};

void draw_selection(PanelContext& context, const GridView& grid, const FooterTexts& texts) {
  std::vector<int>& selected = context.session.grid.selected;
  ImGui::TextUnformatted(texts.selected.c_str());
  ImGui::SameLine();
  if (ImGui::Button(texts.add.c_str())) ImGui::OpenPopup("add selected");
  ImGui::SameLine();
  if (ImGui::Button(texts.clear.c_str())) selected.clear();
  if (!ImGui::BeginPopup("add selected")) return;
  std::vector<Face> faces;
  for (const int cell : selected) faces.emplace_back(cell_face(grid.state, cell));
  if (!faces.empty() && draw_add_to_list_items(context, faces)) selected.clear();
  ImGui::EndPopup();
}

void draw_footer(PanelContext& context, const GridView& grid) {
  const std::size_t selected = context.session.grid.selected.size();
  FooterTexts texts;
  texts.selected = std::to_string(selected) + " selected";
  const float left = ImGui::GetCursorPosX();
  const float room = ImGui::GetContentRegionAvail().x;
  const float view_menu = ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.x;
  float right_width = button_width(texts.save.c_str()) + view_menu;
  if (selected > 0 && texts.left_width() + right_width > room) {
    texts.save = std::string(icon::kExport) + "###save grid";
    right_width = button_width(texts.save.c_str()) + view_menu;
  }
  ImGui::AlignTextToFramePadding();
  if (is_slow(context, grid)) {
    ImGui::TextDisabled("drawing seed %u...", context.session.grid.seed);
  } else if (selected > 0) {
    draw_selection(context, grid, texts);
  } else {
    ImGui::PushStyleColor(ImGuiCol_Text, theme().dim);
    text_within("Click to select, drag to a list, a term or an endpoint", room - right_width);
    ImGui::PopStyleColor();
  }
  ImGui::SameLine(left + std::max(0.0F, room - right_width));
  draw_view_menu(context);
  ImGui::SameLine();
  if (ImGui::Button(texts.save.c_str())) {
    context.output.export_wanted = ExportPicture{PictureKind::kGrid, context.session, {}};
  }
  tooltip("Writes this grid as a PNG that remembers how it was made.", "Ctrl+E");
}

}  // namespace

void draw_grid_panel(PanelContext& context) {
  draw_toolbar(context);
  if (context.view.model_error) {
    message(Notice::Level::kError, to_string(*context.view.model_error));
  }
  if (context.view.grid == nullptr || context.view.grid->sheet.image == nullptr) {
    empty_state(icon::kGrid, "A hundred faces of one seed",
                "Start a training, or open a model by dropping it on the window.");
    return;
  }
  const GridView& grid = *context.view.grid;
  const bool timeline = has_timeline(context);
  const float line = ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.y;
  const ImVec2 room = ImGui::GetContentRegionAvail();
  draw_cells(context, grid, {room.x, room.y - (timeline ? 2 : 1) * line});
  if (timeline) draw_timeline(context);
  draw_footer(context, grid);
}

}  // namespace facet::ui
