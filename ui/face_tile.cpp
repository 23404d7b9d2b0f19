#include "ui/face_tile.h"

#include <imgui_internal.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "core/base/words.h"
#include "ui/face_drag.h"
#include "ui/face_fade.h"
#include "ui/face_menu.h"
#include "ui/icons.h"
#include "ui/likeness.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

/// Side of the enlargement: four times the picture at scale 1, a whole multiple of it at any scale.
float enlarged_side() {
  return kFaceSide * std::max(2.0F, std::round(4 * ImGui::GetFontSize() / kTextSize));
}

/// Without motion: it would cost frames for as long as there is nothing to draw.
void draw_placeholder(ImDrawList& list, ImVec2 min, ImVec2 max, float rounding) {
  list.AddRectFilled(min, max, shade(theme().raised, 0.7F), rounding);
}

/// A small wedge in the upper right corner.
void draw_stale_mark(ImDrawList& list, ImVec2 min, ImVec2 max, float rounding) {
  const float size = std::clamp((max.x - min.x) * 0.16F, em(0.4F), em(0.7F));
  const ImVec2 corner(max.x - rounding * 0.3F, min.y + rounding * 0.3F);
  list.AddTriangleFilled({corner.x - size, corner.y}, corner, {corner.x, corner.y + size},
                         shade(theme().warning));
}

void draw_pictures(PanelContext& context, ImDrawList& list, const FadedPicture& faded, ImVec2 min,
                   ImVec2 max, float rounding) {
  const bool crisp = context.state.crisp;
  draw_region(list, context.textures.region(faded.shown, crisp), min, max, IM_COL32_WHITE,
              rounding);
  if (faded.opacity <= 0) return;
  const auto alpha = static_cast<int>(faded.opacity * 255);
  draw_region(list, context.textures.region(faded.former, crisp), min, max,
              IM_COL32(255, 255, 255, alpha), rounding);
}

void draw_looks(PanelContext& context, const FaceTile& tile, ImGuiID id, bool hovered) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  const float rounding = face_rounding(tile.side);
  const FadedPicture faded = follow_picture(context, id, tile.picture, tile.weights, tile.fade);
  if (faded.shown.image == nullptr) {
    draw_placeholder(list, min, max, rounding);
  } else {
    draw_pictures(context, list, faded, min, max, rounding);
    if (faded.stale) draw_stale_mark(list, min, max, rounding);
  }
  draw_face_frame(list, min, max, tile.frame, rounding);
  if (tile.selected) {
    list.AddRect(min, max, shade(theme().accent), rounding, std::max(2.0F, em(0.14F)));
  } else if (hovered) {
    list.AddRect(min, max, shade(theme().text, 0.8F), rounding, std::max(1.0F, em(0.08F)));
  }
}

std::string tile_title(const FaceTile& tile) {
  if (!tile.title.empty() || !tile.face) return tile.title;
  return describe(*tile.face);
}

/// What a model has drawn by itself: of a picture it is known what it looks like.
Picture drawn_picture(const FaceTile& tile) {
  const bool is_picture = tile.face && std::holds_alternative<PictureFace>(*tile.face);
  return tile.weights != nullptr && !is_picture ? tile.picture : Picture();
}

void draw_tooltip_lines(const FaceTile& tile, const WeightsId* newest) {
  const std::string title = tile_title(tile);
  if (!title.empty()) ImGui::TextUnformatted(title.c_str());
  const SmallText small;
  ImGui::PushStyleColor(ImGuiCol_Text, theme().dim);
  if (tile.code != nullptr) ImGui::Text("norm of code %.2f", norm(*tile.code));
  if (tile.weights != nullptr && newest != nullptr && *tile.weights != *newest) {
    ImGui::Text("drawn by the weights of step %s", with_thousands(tile.weights->step).c_str());
  }
  if (!tile.hint.empty()) ImGui::TextUnformatted(tile.hint.c_str());
  ImGui::PopStyleColor();
}

}  // namespace

FaceTile drawn_tile(const DrawnFace& drawn, const WeightsId& weights, std::string title,
                    float side) {
  FaceTile tile;
  tile.side = side;
  tile.picture = drawn.picture;
  tile.code = drawn.code;
  tile.weights = &weights;
  if (drawn.code != nullptr) tile.face = CodeFace{drawn.code, title};
  tile.title = std::move(title);
  return tile;
}

float face_rounding(float side) { return std::clamp(side * 0.07F, 2.0F, em(0.5F)); }

void draw_still_face(PanelContext& context, const Picture& picture, float side) {
  ImGui::Dummy({side, side});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  const float rounding = em(0.3F);
  if (picture.image == nullptr) return draw_placeholder(list, min, max, rounding);
  draw_region(list, context.textures.region(picture, context.state.crisp), min, max, IM_COL32_WHITE,
              rounding);
}

void draw_region(ImDrawList& list, const TextureRegion& region, ImVec2 min, ImVec2 max, ImU32 tint,
                 float rounding) {
  if (region.texture == 0) return;
  const float multiple = (max.x - min.x) / static_cast<float>(region.width);
  const bool whole = multiple > 1.5F && std::abs(multiple - std::round(multiple)) < 0.01F;
  const ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  const bool nearest = region.crisp && whole && platform.DrawCallback_SetSamplerNearest != nullptr;
  if (nearest) list.AddCallback(platform.DrawCallback_SetSamplerNearest, nullptr);
  list.AddImageRounded(ImTextureRef(region.texture), min, max, {region.u0, region.v0},
                       {region.u1, region.v1}, tint, rounding);
  if (nearest) list.AddCallback(platform.DrawCallback_SetSamplerLinear, nullptr);
}

void draw_face_frame(ImDrawList& list, ImVec2 min, ImVec2 max, FaceFrame frame, float rounding) {
  if (frame == FaceFrame::kPlain) return;
  const Theme& colors = theme();
  const ImVec4& color = frame == FaceFrame::kAdded        ? colors.added
                        : frame == FaceFrame::kSubtracted ? colors.subtracted
                                                          : colors.result;
  const float width = frame == FaceFrame::kResult ? em(0.2F) : em(0.14F);
  const float out = width * 0.5F;
  list.AddRect({min.x - out, min.y - out}, {max.x + out, max.y + out}, shade(color), rounding + out,
               width);
}

FaceTileEvents draw_face_tile(PanelContext& context, const char* id, const FaceTile& tile) {
  const float side = std::max(tile.side, 1.0F);
  FaceTileEvents events;
  const bool pressed = ImGui::InvisibleButton(id, {side, side});
  const ImGuiID item = ImGui::GetItemID();
  events.hovered = ImGui::IsItemHovered();
  events.clicked = pressed && ImGui::GetDragDropPayload() == nullptr;
  events.double_clicked = events.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  if (!ImGui::IsItemVisible()) return events;
  draw_looks(context, tile, item, events.hovered);

  if (!tile.drag_list.empty()) {
    list_drag_source(context, tile.drag_list, tile.picture);
  } else if (tile.face) {
    face_drag_source(context, {*tile.face}, tile.picture);
  }
  if (events.hovered) {
    if (tile.face) {
      context.state.hovered = tile.face;
      context.state.hovered_picture = tile.picture;
    }
    draw_face_tooltip(context, tile);
  }
  if (tile.face && ImGui::BeginPopupContextItem()) {
    if (tile.menu) tile.menu();
    draw_face_menu(context, {*tile.face}, tile.code, drawn_picture(tile));
    ImGui::EndPopup();
  }
  return events;
}

void draw_face_tooltip(PanelContext& context, const FaceTile& tile) {
  if (!ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip)) {
    // The pointer's rest is measured in frames: ask for them until it is long enough.
    if (ImGui::GetCurrentContext()->HoverItemDelayTimer < ImGui::GetStyle().HoverDelayNormal) {
      context.output.animating = true;
    }
    return;
  }
  const ImGuiID place = ImHashStr(tile_title(tile).c_str(), 0, ImGui::GetItemID());
  if (!ImGui::BeginTooltip()) return;
  const float side = enlarged_side();
  const Picture* pictures[] = {&tile.picture, &tile.beside};
  if (tile.beside_first) std::swap(pictures[0], pictures[1]);
  bool first = true;
  for (const Picture* const picture : pictures) {
    if (picture->image == nullptr) continue;
    if (!std::exchange(first, false)) ImGui::SameLine();
    draw_still_face(context, *picture, side);
  }
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + side);
  draw_tooltip_lines(tile, &context.view.weights);
  ImGui::PopTextWrapPos();
  if (can_compare(context, drawn_picture(tile))) {
    draw_likeness(context, likeness_of(context, tile.picture, place));
  }
  ImGui::EndTooltip();
}

void draw_tile_badge(const char* text, bool at_top) {
  const SmallText small;
  const ImVec2 size = ImGui::CalcTextSize(text);
  const ImVec2 tile_min = ImGui::GetItemRectMin();
  const float margin = em(0.3F);
  const ImVec2 min(tile_min.x, at_top ? tile_min.y : ImGui::GetItemRectMax().y - size.y);
  const ImVec2 max(min.x + size.x + 2 * margin, min.y + size.y);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, shade(theme().panel, 0.85F), em(0.25F));
  list.AddText({min.x + margin, min.y}, shade(theme().text), text);
}

bool draw_tile_cross() {
  const float side = em(1);
  const ImVec2 max(ImGui::GetItemRectMax().x, ImGui::GetItemRectMin().y + side);
  const ImVec2 min(max.x - side, max.y - side);
  const bool on = ImGui::IsMouseHoveringRect(min, max);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, shade(on ? theme().error : theme().background, 0.9F), em(0.25F));
  const SmallText small;
  const ImVec2 text = ImGui::CalcTextSize(icon::kClose);
  list.AddText({(min.x + max.x - text.x) / 2, (min.y + max.y - text.y) / 2}, shade(theme().text),
               icon::kClose);
  return on;
}

bool draw_empty_slot(const char* id, ImVec2 size, const char* label) {
  const bool pressed = ImGui::InvisibleButton(id, {std::max(size.x, 1.0F), std::max(size.y, 1.0F)});
  const bool hovered = ImGui::IsItemHovered();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max = ImGui::GetItemRectMax();
  const ImU32 color = shade(hovered ? theme().dim : theme().faint, hovered ? 1.0F : 0.7F);
  const float dash = em(0.35F);
  const auto dashes = [&](ImVec2 from, ImVec2 to) {
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    const ImVec2 way((to.x - from.x) / length, (to.y - from.y) / length);
    for (float at = 0; at < length; at += 2 * dash) {
      const float end = std::min(at + dash, length);
      list.AddLine({from.x + way.x * at, from.y + way.y * at},
                   {from.x + way.x * end, from.y + way.y * end}, color, 1);
    }
  };
  dashes(min, {max.x, min.y});
  dashes({max.x, min.y}, max);
  dashes(max, {min.x, max.y});
  dashes({min.x, max.y}, min);

  const SmallText small;
  const float margin = em(0.3F);
  const ImVec2 text = ImGui::CalcTextSize(label);
  const float left = std::max(min.x + margin, (min.x + max.x - text.x) * 0.5F);
  const float top = (min.y + max.y - text.y) * 0.5F;
  ImGui::PushStyleColor(ImGuiCol_Text, hovered ? theme().text : theme().dim);
  ImGui::RenderTextEllipsis(&list, {left, top}, {max.x - margin, top + text.y}, max.x - margin,
                            label, nullptr, nullptr);
  ImGui::PopStyleColor();
  return pressed;
}

}  // namespace facet::ui
