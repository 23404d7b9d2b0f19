#include "ui/direction_plane.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/face_actions.h"
#include "ui/face_tile.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

/// The amounts at the borders: half a face beyond those of the outermost faces.
constexpr double kBorder = kEndAmount * kPlaneSide / (kPlaneSide - 1);

double& amount_of(DirectionsState& state, int direction) {
  return state.amounts[static_cast<std::size_t>(direction)];
}

void draw_map(PanelContext& context, ImVec2 corner, float side) {
  const std::vector<DrawnFace>& faces = context.view.directions->plane;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto edge = [side](int place) {
    return std::round(side * static_cast<float>(place) / kPlaneSide);
  };
  for (int i = 0; i < std::ssize(faces); ++i) {
    const int column = i % kPlaneSide;
    const int row = i / kPlaneSide;
    const Picture& picture = faces[static_cast<std::size_t>(i)].picture;
    if (picture.image == nullptr) continue;
    draw_region(list, context.textures.region(picture, false),
                {corner.x + edge(column), corner.y + edge(row)},
                {corner.x + edge(column + 1), corner.y + edge(row + 1)});
  }
}

void draw_point(const DirectionsState& state, ImVec2 corner, float side) {
  const auto share = [](double amount) {
    return static_cast<float>(std::clamp(amount / kBorder, -1.0, 1.0) + 1) / 2;
  };
  const double across = state.amounts[static_cast<std::size_t>(state.across)];
  const double up = state.amounts[static_cast<std::size_t>(state.up)];
  const ImVec2 point(corner.x + share(across) * side, corner.y + share(-up) * side);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddCircle(point, em(0.55F), IM_COL32(0, 0, 0, 200), 0, em(0.28F));
  list.AddCircle(point, em(0.55F), IM_COL32_WHITE, 0, em(0.14F));
}

/// Follows the pointer on the map.
void take_place(PanelContext& context, ImVec2 corner, float side) {
  DirectionsState& state = context.session.directions;
  const ImVec2 pointer = ImGui::GetMousePos();
  const auto amount = [side](float distance) {
    const double share = std::clamp(double{distance} / double{side}, 0.0, 1.0);
    return (2 * share - 1) * kBorder;
  };
  amount_of(state, state.across) = amount(pointer.x - corner.x);
  amount_of(state, state.up) = -amount(pointer.y - corner.y);
  context.output.touched = TouchedPart::kDirections;
}

void choose_direction(const char* id, const std::string& shown, const char* explanation,
                      int& direction, int& other) {
  if (!ImGui::BeginCombo(id, shown.c_str(), ImGuiComboFlags_NoArrowButton)) {
    tooltip(explanation);
    return;
  }
  for (int k = 0; k < kDirectionCount; ++k) {
    const std::string name = "direction " + std::to_string(k + 1);
    if (!ImGui::Selectable(name.c_str(), k == direction)) continue;
    if (k == other) other = direction;
    direction = k;
  }
  ImGui::EndCombo();
}

}  // namespace

void draw_direction_plane(PanelContext& context, ImVec2 corner, float side) {
  DirectionsState& state = context.session.directions;
  ImGui::SetCursorScreenPos(corner);
  ImGui::InvisibleButton("plane", {side, side});
  if (ImGui::IsItemActive()) take_place(context, corner, side);
  if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    amount_of(state, state.across) = amount_of(state, state.up) = 0;
    ImGui::ClearActiveID();
  }
  const bool moved = amount_of(state, state.across) != 0 || amount_of(state, state.up) != 0;
  if (!moved) {  // who has moved the ring knows, and words would hide the map
    tooltip(
        "A map of two directions at once. Drag: the face follows the ring; a double click goes "
        "back to the middle.");
  }
  draw_map(context, corner, side);
  draw_point(state, corner, side);

  ImGui::SetCursorScreenPos({corner.x, corner.y + side + ImGui::GetStyle().ItemSpacing.y});
  const float spacing = ImGui::GetStyle().ItemSpacing.x;
  const float width = std::floor((side - ImGui::GetFrameHeight() - 2 * spacing) / 2);
  const auto shown = [](const char* icon, int direction) {
    return std::string(icon) + " " + std::to_string(direction + 1);
  };
  ImGui::SetNextItemWidth(width);
  choose_direction("##across", shown(icon::kRight, state.across),
                   "The direction that the map shows from left to right", state.across, state.up);
  ImGui::SameLine();
  ImGui::SetNextItemWidth(width);
  choose_direction("##up", shown(icon::kUp, state.up),
                   "The direction that the map shows from below to the top", state.up,
                   state.across);
  ImGui::SameLine();
  if (icon_button(icon::kDice, "random place", "A place on the map by chance")) {
    random_place(state, dice_seed(0, context.state.faces.dice++));
  }
}

}  // namespace facet::ui
