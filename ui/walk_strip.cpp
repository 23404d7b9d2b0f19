#include "ui/walk_strip.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "ui/face_tile.h"
#include "ui/flow.h"
#include "ui/panes.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

void draw_step(PanelContext& context, const PathView& drawn, int index, float side) {
  const int count = static_cast<int>(drawn.steps.size());
  const double t = count > 1 ? static_cast<double>(index) / (count - 1) : 0;
  const DrawnFace& face = drawn.steps[static_cast<std::size_t>(index)];
  char title[64];
  std::snprintf(title, sizeof title, "step %d of %d, %.2f of the way", index + 1, count, t);
  FaceTile tile = drawn_tile(face, drawn.weights, title, side);
  tile.hint = "click to move the slider here, drag it to a list or a term";
  tile.fade = context.output.touched != TouchedPart::kPath;
  tile.selected = std::abs(context.session.path.position - t) * (count - 1) < 0.5;
  ImGui::PushID(index);
  if (draw_face_tile(context, "step", tile).clicked) {
    context.session.path.position = t;
    context.output.touched = TouchedPart::kPath;
  }
  ImGui::PopID();
}

/// Side of the strip's faces: as large as fills its lines, of which there are as few as let the
/// faces be made out.
float strip_side(int count, ImVec2 room, float gap, float smallest) {
  const float largest = std::min(room.y, static_cast<float>(kFaceSide) * 2);
  for (float side = std::floor(largest); side > smallest; --side) {
    const int in_line = std::max(1, static_cast<int>((room.x + gap) / (side + gap)));
    const int lines = (count + in_line - 1) / in_line;
    if (static_cast<float>(lines) * (side + gap) <= room.y) return side;
  }
  return smallest;
}

/// The strip of a pane that has one.
void draw_strip(PanelContext& context, float side, float gap) {
  const PathView& drawn = *context.view.path;
  const auto count = static_cast<float>(drawn.steps.size());
  const float room = ImGui::GetContentRegionAvail().x;
  float across = gap;
  // One line of faces ends where the line above it ends.
  if (count > 1 && count * side + (count - 1) * gap <= room) {
    across = std::floor(std::min((room - count * side) / (count - 1), side * 1.5F));
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {across, gap});
  for (int index = 0; index < static_cast<int>(drawn.steps.size()); ++index) {
    if (index > 0) flow(side);
    draw_step(context, drawn, index, side);
  }
  ImGui::PopStyleVar();
}

/// Room for the name in front of a strip; none where there is one strip only.
float name_width(bool two) { return two ? std::round(em(4.6F)) : 0; }

bool has_strip(const PanelContext& pane) {
  return pane.view.path != nullptr && !pane.view.path->steps.empty();
}

/// A strip with its pane's name in front.
void draw_named_strip(PanelContext& pane, const std::string& name, float side, float gap) {
  const ImVec2 pen = ImGui::GetCursorScreenPos();
  const float indent = name_width(true);
  {
    const SmallText small;
    ImGui::SetCursorScreenPos({pen.x, pen.y + (side - ImGui::GetTextLineHeight()) / 2});
    ImGui::PushStyleColor(ImGuiCol_Text, theme().dim);
    text_within(name, indent - gap);
    ImGui::PopStyleColor();
  }
  ImGui::SetCursorScreenPos(pen);
  ImGui::PushID(pane.pane);
  ImGui::Indent(indent);
  if (pane.view.path != nullptr && pane.view.path->error) {
    message(Notice::Level::kError, pane.view.path->error->message);
  } else if (has_strip(pane)) {
    draw_strip(pane, side, gap);
  } else {
    ImGui::Dummy({side, side});
  }
  ImGui::Unindent(indent);
  ImGui::PopID();
}

}  // namespace

StripPlan plan_strips(const PanelContext& context, const PanelContext* second, ImVec2 room,
                      float smallest) {
  const bool two = second != nullptr;
  StripPlan plan;
  plan.gap = std::round(em(0.25F));
  if (!two && context.view.path != nullptr && context.view.path->error) return plan;
  const int count = has_strip(context) ? static_cast<int>(context.view.path->steps.size())
                                       : context.session.path.steps;
  const float wide = room.x - name_width(two);
  const float high = room.y * (two ? 0.3F : 0.45F);
  plan.side = strip_side(std::max(count, 1), {wide, high}, plan.gap, smallest);
  const float pitch = plan.side + plan.gap;
  const int in_line = std::max(1, static_cast<int>((wide + plan.gap) / pitch));
  const float strip = static_cast<float>((count + in_line - 1) / in_line) * pitch;
  plan.height = (two ? 2 * strip : strip) - plan.gap;
  return plan;
}

void draw_strips(PanelContext& context, PanelContext* second, const StripPlan& plan) {
  if (second != nullptr) {
    const auto names = pane_names(context);
    draw_named_strip(context, names[0], plan.side, plan.gap);
    draw_named_strip(*second, names[1], plan.side, plan.gap);
  } else if (has_strip(context)) {
    draw_strip(context, plan.side, plan.gap);
  } else {
    ImGui::Dummy({});  // an item must follow the last move of the cursor
  }
}

}  // namespace facet::ui
