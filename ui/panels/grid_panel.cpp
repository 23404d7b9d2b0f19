#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "ui/compare_menu.h"
#include "ui/face_actions.h"
#include "ui/face_menu.h"
#include "ui/flow.h"
#include "ui/grid_sheet.h"
#include "ui/icons.h"
#include "ui/panel.h"
#include "ui/panes.h"
#include "ui/sampler_combo.h"
#include "ui/theme.h"
#include "ui/timeline.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

constexpr double kSlowSeconds = 0.2;

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
  if (!has_second_pane(context)) {
    flow(ImGui::GetFrameHeight() + ImGui::GetStyle().ItemInnerSpacing.x +
         ImGui::CalcTextSize("EMA").x);
    ImGui::Checkbox("EMA", &context.session.model.ema);
    tooltip(
        "Draw with the weights averaged over training, which are steadier; off: the raw weights "
        "of the newest step.");
  }
  draw_compare_button(context);
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
  const bool save = ImGui::Button(texts.save.c_str());
  tooltip("Writes this grid as a PNG that remembers how it was made.", "Ctrl+E");
  ask_for_export(context, save, PictureKind::kGrid);
}

bool has_grid(const PanelContext& pane) {
  return pane.view.grid != nullptr && pane.view.grid->sheet.image != nullptr;
}

/// Why a pane shows no faces.
void draw_without_grid(const PanelContext& pane) {
  if (pane.view.model_error) {
    message(Notice::Level::kError, to_string(*pane.view.model_error));
  } else if (pane.pane == 0) {
    empty_state(icon::kGrid, "A hundred faces of one seed",
                "Start a training, or open a model by dropping it on the window.");
  } else {
    empty_state(icon::kColumns, "The same faces by another model",
                "They come with the first step of that training.");
  }
}

/// Two sheets of one size, beside each other or one above the other, as makes them larger. The cell
/// under the pointer is marked in both.
void draw_both_panes(PanelContext& context, ImVec2 room) {
  PanelContext second = second_pane(context);
  const float header = ImGui::GetFrameHeightWithSpacing();
  const float gap = em(0.8F);
  const ImVec2 half_wide(std::floor((room.x - gap) / 2), room.y - header);
  const ImVec2 half_high(room.x,
                         std::floor((room.y - ImGui::GetStyle().ItemSpacing.y) / 2) - header);
  const GridState& grid = context.session.grid;
  const bool beside = cell_side(half_wide, grid, false) >= cell_side(half_high, grid, false);
  const ImVec2 half = beside ? half_wide : half_high;
  const ImVec2 pen = ImGui::GetCursorScreenPos();
  PanelContext* const panes[] = {&context, &second};
  PlacedSheet sheets[2];
  for (int i = 0; i < 2; ++i) {
    PanelContext& pane = *panes[i];
    const auto place = static_cast<float>(i);
    const ImVec2 corner(pen.x + (beside ? place * (half.x + gap) : 0),
                        pen.y + (beside ? 0 : place * (room.y - half.y - header)));
    if (i == 1) ImGui::PushID("second");
    ImGui::SetCursorScreenPos(corner);
    draw_pane_header(pane, half.x);
    ImGui::SetCursorScreenPos({corner.x, corner.y + header});
    if (has_grid(pane)) {
      sheets[i] = place_sheet(pane, half, has_grid(*panes[1 - i]) ? panes[1 - i] : nullptr);
    } else {
      if (ImGui::BeginChild("no grid", half)) draw_without_grid(pane);
      ImGui::EndChild();
    }
    if (i == 1) ImGui::PopID();
  }
  const int hovered = std::max(sheets[0].hovered, sheets[1].hovered);
  for (int i = 0; i < 2; ++i) {
    if (has_grid(*panes[i])) draw_sheet(*panes[i], sheets[i], hovered);
  }
  ImGui::SetCursorScreenPos({pen.x, pen.y + room.y + ImGui::GetStyle().ItemSpacing.y});
}

void draw_one_pane(PanelContext& context, ImVec2 room) {
  const PlacedSheet sheet = place_sheet(context, room, nullptr);
  draw_sheet(context, sheet, sheet.hovered);
}

}  // namespace

void draw_grid_panel(PanelContext& context) {
  draw_toolbar(context);
  const bool compares = has_second_pane(context);
  if (!has_grid(context) && !compares) return draw_without_grid(context);
  if (context.view.model_error && has_grid(context)) {
    message(Notice::Level::kError, to_string(*context.view.model_error));
  }
  const bool timeline = has_timeline(context);
  const float line = ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.y;
  ImVec2 room = ImGui::GetContentRegionAvail();
  room.y -= (timeline ? 2 : 1) * line;
  if (compares) {
    draw_both_panes(context, room);
  } else {
    draw_one_pane(context, room);
  }
  if (timeline) draw_timeline(context);
  if (has_grid(context)) draw_footer(context, *context.view.grid);
}

}  // namespace facet::ui
