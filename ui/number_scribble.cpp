#include "ui/number_scribble.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/theme.h"

namespace facet::ui {
namespace {

constexpr float kPenRadius = 1.15F;
constexpr float kPenEdge = 0.7F;
constexpr std::size_t kPixels = kScribbleSide * kScribbleSide;

/// The tile's ink as squares on a raised ground.
void paint(const std::uint8_t* tile, ImVec2 corner, float pixel) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float side = pixel * kScribbleSide;
  list.AddRectFilled(corner, {corner.x + side, corner.y + side}, IM_COL32(0, 0, 0, 255));
  for (int y = 0; y < kScribbleSide; ++y) {
    for (int x = 0; x < kScribbleSide; ++x) {
      const std::uint8_t ink = tile[y * kScribbleSide + x];
      if (ink == 0) continue;
      const ImVec2 from(corner.x + pixel * static_cast<float>(x),
                        corner.y + pixel * static_cast<float>(y));
      list.AddRectFilled(from, {from.x + pixel, from.y + pixel}, IM_COL32(ink, ink, ink, 255));
    }
  }
  list.AddRect(corner, {corner.x + side, corner.y + side},
               ImGui::ColorConvertFloat4ToU32(theme().outline));
}

}  // namespace

void scribble_line(std::uint8_t* tile, float x0, float y0, float x1, float y1) {
  const float length = (x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0);
  for (int y = 0; y < kScribbleSide; ++y) {
    for (int x = 0; x < kScribbleSide; ++x) {
      const float px = static_cast<float>(x) + 0.5F;
      const float py = static_cast<float>(y) + 0.5F;
      const float along =
          length > 0
              ? std::clamp(((px - x0) * (x1 - x0) + (py - y0) * (y1 - y0)) / length, 0.0F, 1.0F)
              : 0;
      const float distance = std::hypot(px - x0 - along * (x1 - x0), py - y0 - along * (y1 - y0));
      const float cover =
          std::clamp((kPenRadius + kPenEdge - distance) / (2 * kPenEdge), 0.0F, 1.0F);
      std::uint8_t& ink = tile[y * kScribbleSide + x];
      ink = std::max(ink, static_cast<std::uint8_t>(std::lround(255 * cover)));
    }
  }
}

bool draw_scribble(std::vector<std::uint8_t>& tiles, int count) {
  tiles.resize(kPixels * static_cast<std::size_t>(count));
  const float gap = ImGui::GetStyle().ItemInnerSpacing.x;
  const float room = ImGui::GetContentRegionAvail().x - gap * static_cast<float>(count - 1);
  const float pixel =
      std::clamp(std::floor(room / static_cast<float>(count) / kScribbleSide), 1.0F, em(0.3F));
  bool changed = false;
  for (int i = 0; i < count; ++i) {
    std::uint8_t* tile = tiles.data() + kPixels * static_cast<std::size_t>(i);
    if (i > 0) ImGui::SameLine(0, gap);
    ImGui::PushID(i);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    ImGui::InvisibleButton("tile", {pixel * kScribbleSide, pixel * kScribbleSide});
    const ImGuiIO& io = ImGui::GetIO();
    if (ImGui::IsItemActive()) {
      const ImVec2 to((io.MousePos.x - corner.x) / pixel, (io.MousePos.y - corner.y) / pixel);
      const ImVec2 from(to.x - io.MouseDelta.x / pixel, to.y - io.MouseDelta.y / pixel);
      const bool begun = ImGui::IsItemActivated();
      scribble_line(tile, begun ? to.x : from.x, begun ? to.y : from.y, to.x, to.y);
      changed = true;
    } else if (ImGui::IsItemClicked(ImGuiMouseButton_Right)) {
      std::fill_n(tile, kPixels, std::uint8_t{0});
      changed = true;
    }
    paint(tile, corner, pixel);
    ImGui::PopID();
  }
  return changed;
}

}  // namespace facet::ui
