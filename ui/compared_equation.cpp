#include "ui/compared_equation.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/face_tile.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

FaceTile tile_of(const PanelContext& pane, const DrawnFace& drawn, float side,
                 const std::string& title) {
  FaceTile tile = drawn_tile(drawn, pane.view.arithmetic->weights, title, side);
  tile.fade = pane.output.touched != TouchedPart::kArithmetic;
  return tile;
}

/// A sign in the middle of a line of that height.
void draw_sign(const char* sign, const ImVec4& color, float width, float height) {
  const ImVec2 pen = ImGui::GetCursorScreenPos();
  ImGui::PushFont(theme().bold_font, ImGui::GetStyle().FontSizeBase * 1.4F);
  const ImVec2 size = ImGui::CalcTextSize(sign);
  ImGui::GetWindowDrawList()->AddText({pen.x + (width - size.x) / 2, pen.y + (height - size.y) / 2},
                                      shade(color), sign);
  ImGui::PopFont();
  ImGui::SetCursorScreenPos({pen.x + width, pen.y});
}

/// Draws a tile in the middle of a line of that height and leaves the pen behind it.
void draw_in_line(PanelContext& pane, const char* id, const FaceTile& tile, float height) {
  const ImVec2 pen = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({pen.x, pen.y + std::floor((height - tile.side) / 2)});
  draw_face_tile(pane, id, tile);
  ImGui::SetCursorScreenPos({pen.x + tile.side, pen.y});
}

}  // namespace

void draw_compared_equation(PanelContext& pane, float height) {
  const ArithmeticView* const drawn = pane.view.arithmetic.get();
  if (drawn == nullptr || drawn->expression.empty()) return;
  if (drawn->error) {
    message(Notice::Level::kError, drawn->error->message);
    return;
  }
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const auto terms = static_cast<float>(drawn->terms.size());
  const float sign = em(1.2F);
  const float room = ImGui::GetContentRegionAvail().x - height - sign;
  const float side =
      std::floor(std::clamp(room / std::max(terms, 1.0F) - sign, 1.0F, height * 0.8F));
  ImGui::PushID("compared");
  for (std::size_t i = 0; i < drawn->terms.size(); ++i) {
    const TermView& term = drawn->terms[i];
    const bool negative = std::signbit(term.weight);
    draw_sign(negative ? "-" : "+", negative ? theme().subtracted : theme().added, sign, height);
    FaceTile tile = tile_of(pane, term.average, side, term.name);
    tile.frame = negative ? FaceFrame::kSubtracted : FaceFrame::kAdded;
    ImGui::PushID(static_cast<int>(i));
    draw_in_line(pane, "term", tile, height);
    ImGui::PopID();
  }
  draw_sign("=", theme().result, sign, height);
  FaceTile tile = tile_of(pane, drawn->result, height, "result: " + drawn->expression);
  tile.frame = FaceFrame::kResult;
  tile.hint = "drag it to a list or an endpoint";
  draw_in_line(pane, "result", tile, height);
  ImGui::PopID();
  ImGui::SetCursorScreenPos(corner);
  ImGui::Dummy({ImGui::GetContentRegionAvail().x, height});
}

}  // namespace facet::ui
