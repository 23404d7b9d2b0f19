#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>

#include "ui/direction_plane.h"
#include "ui/face_actions.h"
#include "ui/face_drag.h"
#include "ui/face_tile.h"
#include "ui/icons.h"
#include "ui/list_pictures.h"
#include "ui/panel.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

bool is_moved(const DirectionsState& state) {
  return std::any_of(state.amounts.begin(), state.amounts.end(),
                     [](double amount) { return amount != 0; });
}

void draw_toolbar(PanelContext& context) {
  DirectionsState& state = context.session.directions;
  int& throws = context.state.faces.dice;
  if (icon_button(icon::kDice, "dice", "Another face")) {
    vary_face(context.session,
              SeedFace{dice_seed(0, throws++), 0, context.session.grid.sampler, 1});
  }
  ImGui::SameLine();
  const std::vector<int>& selected = context.session.grid.selected;
  {
    const DisabledIf disabled(selected.empty());
    if (icon_button(icon::kGrid, "selected cell", "The selected face of the grid")) {
      vary_face(context.session, cell_face(context.session.grid, selected.front()));
    }
  }
  ImGui::SameLine();
  if (icon_button(icon::kWand, "random amounts", "All directions by chance")) {
    random_amounts(state, dice_seed(0, throws++));
  }
  ImGui::SameLine();
  const DisabledIf disabled(!is_moved(state));
  if (icon_button(icon::kReset, "reset", "All directions back to 0")) state.amounts = {};
}

void draw_face(PanelContext& context, float side) {
  const DirectionsState& state = context.session.directions;
  const DirectionsView* drawn = context.view.directions.get();
  const bool moved = is_moved(state);
  FaceTile tile;
  tile.side = side;
  tile.title = describe(state.face) + (moved ? ", varied" : "");
  tile.hint = "drag it to a list, a term or the path; drop a face or a list here to vary it";
  tile.fade = context.output.touched != TouchedPart::kDirections;
  tile.face = state.face;
  if (moved) tile.frame = FaceFrame::kResult;
  if (drawn != nullptr) {
    tile.picture = drawn->face.picture;
    tile.code = drawn->face.code;
    tile.weights = &drawn->weights;
    tile.coming = !drawn->error;
    if (moved && tile.code != nullptr) tile.face = CodeFace{tile.code, tile.title};
  }
  draw_face_tile(context, "varied face", tile);
  auto drop = face_drop_target(context, DropTakes::kFacesAndLists);
  if (!drop) return;
  context.output.touched = TouchedPart::kDirections;
  if (!drop->faces.empty()) vary_face(context.session, drop->faces.front());
  if (const auto average = list_average(context, drop->list)) vary_face(context.session, *average);
}

/// The face at an end of a slider; a click goes there.
void draw_end(PanelContext& context, const char* id, int direction, const DrawnFace& drawn,
              double amount, float side) {
  char title[64];
  std::snprintf(title, sizeof title, "%+.0f standard deviations along direction %d", amount,
                direction + 1);
  FaceTile tile = drawn_tile(drawn, context.view.directions->weights, title, side);
  tile.hint = "click to go there";
  tile.fade = context.output.touched != TouchedPart::kDirections;
  if (!draw_face_tile(context, id, tile).clicked) return;
  context.session.directions.amounts[static_cast<std::size_t>(direction)] = amount;
  context.output.touched = TouchedPart::kDirections;
}

void draw_slider(PanelContext& context, int direction, float width) {
  const auto place = static_cast<std::size_t>(direction);
  double& amount = context.session.directions.amounts[place];
  const std::string format = std::to_string(direction + 1) + ": %+.1f";
  auto value = static_cast<float>(amount);
  constexpr auto kEnd = static_cast<float>(kEndAmount);
  ImGui::SetNextItemWidth(width);
  if (ImGui::SliderFloat("##amount", &value, -kEnd, kEnd, format.c_str())) {
    amount = std::clamp(double{value}, -kMaxAmount, kMaxAmount);
  }
  if (ImGui::IsItemActive()) context.output.touched = TouchedPart::kDirections;
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    amount = 0;
    ImGui::ClearActiveID();  // the button is still held and would move it again
    context.output.touched = TouchedPart::kDirections;
  }
  char text[200];
  std::snprintf(text, sizeof text,
                "Direction %d makes up %.0f %% of how this model's faces differ. In standard "
                "deviations; a double click brings it back to 0, Ctrl+click types.",
                direction + 1, double{context.view.directions->directions[place].share} * 100);
  tooltip(text);
}

/// One line for each direction: less of it, the slider, more of it.
void draw_sliders(PanelContext& context, ImVec2 corner, ImVec2 room) {
  const float gap = std::round(em(0.3F));
  const float pitch = std::floor(std::clamp(room.y / kDirectionCount, em(1.5F), em(4)));
  const float side = std::min(pitch - gap, std::floor(room.x * 0.28F));
  const float lead = std::round((side - ImGui::GetFrameHeight()) / 2);
  for (int k = 0; k < kDirectionCount; ++k) {
    const DirectionView& drawn = context.view.directions->directions[static_cast<std::size_t>(k)];
    const float top = corner.y + static_cast<float>(k) * pitch;
    ImGui::PushID(k);
    ImGui::SetCursorScreenPos({corner.x + side + gap, top + lead});
    draw_slider(context, k, room.x - 2 * (side + gap));
    ImGui::SetCursorScreenPos({corner.x, top});
    draw_end(context, "less", k, drawn.less, -kEndAmount, side);
    ImGui::SetCursorScreenPos({corner.x + room.x - side, top});
    draw_end(context, "more", k, drawn.more, kEndAmount, side);
    ImGui::PopID();
  }
}

void draw_progress(const PanelContext& context, ImVec2 corner, float width) {
  const DirectionsView* drawn = context.view.directions.get();
  ImGui::SetCursorScreenPos(corner);
  ImGui::BeginGroup();
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width);
  ImGui::TextUnformatted("Looking for the directions in which this model's faces differ most…");
  ImGui::PopTextWrapPos();
  const double done = drawn != nullptr ? drawn->progress : 0;
  ImGui::ProgressBar(static_cast<float>(done), {width, 0});
  ImGui::EndGroup();
}

/// Sliders at the left; the face and the plane beside them, or one above the other.
void draw_body(PanelContext& context) {
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float gap = std::round(em(0.5F));
  const float line = ImGui::GetFrameHeightWithSpacing();
  const bool wide = room.x > 1.9F * room.y;
  float plane = std::floor(std::min(room.x * 0.47F, (room.y - line - gap) * 0.6F));
  if (wide) plane = std::floor(std::min(room.x * 0.3F, room.y - line));
  plane = std::max(plane, em(5));
  const float face = wide ? plane : std::max(em(3), std::min(plane, room.y - line - plane - gap));
  const float left = room.x - (wide ? 2 * (plane + gap) : plane + gap);
  const DirectionsView* drawn = context.view.directions.get();
  const bool found = drawn != nullptr && !drawn->directions.empty();
  // The sliders first: whether one is held decides if the faces fade.
  if (found) {
    draw_sliders(context, corner, {left, room.y});
  } else if (drawn == nullptr || !drawn->error) {
    draw_progress(context, corner, left);
  }
  const float right = corner.x + left + gap;
  const ImVec2 below(wide ? right + plane + gap : right, wide ? corner.y : corner.y + face + gap);
  if (found) draw_direction_plane(context, below, plane);
  ImGui::SetCursorScreenPos({wide ? right : right + std::floor((plane - face) / 2), corner.y});
  draw_face(context, face);
}

}  // namespace

void draw_directions_panel(PanelContext& context) {
  // A tab behind another one appears for a frame while a layout is built.
  context.output.directions_shown = !ImGui::IsWindowAppearing();
  update_list_pictures(context);
  if (context.view.latent == 0) {
    empty_state(icon::kWand, "What makes faces differ",
                "With a model, a face is varied here along the directions in which the model's "
                "faces differ most.");
    return;
  }
  draw_toolbar(context);
  if (context.view.directions != nullptr && context.view.directions->error) {
    message(Notice::Level::kError, to_string(*context.view.directions->error));
  }
  draw_body(context);
}

}  // namespace facet::ui
