#include <imgui.h>

#include <algorithm>
#include <string>

#include "core/base/words.h"
#include "ui/face_textures.h"
#include "ui/face_tile.h"
#include "ui/icons.h"
#include "ui/panel.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

/// The picture as large as the room allows, in the middle; whole multiples where they are near.
void draw_picture(PanelContext& context, const Picture& picture) {
  const TextureRegion region = context.textures.region(picture, context.state.crisp);
  if (region.texture == 0 || region.width == 0 || region.height == 0) return;
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float scale = std::max(0.0F, std::min(room.x / static_cast<float>(region.width),
                                              room.y / static_cast<float>(region.height)));
  const ImVec2 size(static_cast<float>(region.width) * scale,
                    static_cast<float>(region.height) * scale);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const ImVec2 min(corner.x + (room.x - size.x) / 2, corner.y + (room.y - size.y) / 2);
  draw_region(*ImGui::GetWindowDrawList(), region, min, {min.x + size.x, min.y + size.y});
  ImGui::Dummy(room);
}

}  // namespace

void draw_epochs_panel(PanelContext& context) {
  const TrainingView& training = context.training;
  const auto count =
      static_cast<int>(std::min(training.epoch_grids.size(), training.epoch_grid_epochs.size()));
  if (count == 0) {
    empty_state(icon::kHistory, "Epochs",
                "After each pass over the pictures the grid is kept here, to look back at.");
    return;
  }
  int& shown = context.state.epoch_shown;
  if (shown >= count) shown = -1;
  int index = shown < 0 ? count - 1 : shown;
  const std::int64_t epoch = training.epoch_grid_epochs[static_cast<std::size_t>(index)];
  const std::string label = "epoch " + with_thousands(epoch);
  if (icon_button(icon::kLeft, "earlier", "The epoch before.") && index > 0) --index;
  ImGui::SameLine(0, ImGui::GetStyle().ItemInnerSpacing.x);
  if (icon_button(icon::kRight, "later", "The epoch after.") && index + 1 < count) ++index;
  ImGui::SameLine();
  ImGui::SetNextItemWidth(-1);
  ImGui::SliderInt("###epoch", &index, 0, count - 1, label.c_str(), ImGuiSliderFlags_AlwaysClamp);
  tooltip("Which epoch's grid is shown; at the right end the newest, as it comes.");
  shown = index == count - 1 ? -1 : index;
  draw_picture(context, training.epoch_grids[static_cast<std::size_t>(index)]);
}

}  // namespace facet::ui
