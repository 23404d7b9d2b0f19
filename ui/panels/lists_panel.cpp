#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/face_actions.h"
#include "ui/face_drag.h"
#include "ui/face_tile.h"
#include "ui/icons.h"
#include "ui/label_picker.h"
#include "ui/list_pictures.h"
#include "ui/panel.h"
#include "ui/projection_card.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

constexpr float kNewListHeight = 2.4F;  ///< em
constexpr float kRowsShown = 3.5F;      ///< of a long list before it scrolls by itself

/// What a frame asks of the lists; done after they are drawn, when no reference to them is held.
struct ListEdits {
  int remove = -1;
  int duplicate = -1;
};

void begin_rename(PanelContext& context, int index) {
  context.state.rename_list = index;
  context.state.faces.renaming = false;
  context.state.rename_text = context.session.lists[static_cast<std::size_t>(index)].name;
}

void draw_name_field(PanelContext& context, int index, float width) {
  UiState& state = context.state;
  ImGui::SetNextItemWidth(width);
  // The field takes the keyboard in the frame after the click that opens it.
  const bool opens = !state.faces.renaming;
  if (opens) ImGui::SetKeyboardFocusHere();
  state.faces.renaming = true;
  ImGui::InputText("##name", &state.rename_text, ImGuiInputTextFlags_AutoSelectAll);
  if (opens || !ImGui::IsItemDeactivated()) return;
  if (!ImGui::IsKeyPressed(ImGuiKey_Escape)) {
    const std::string former = context.session.lists[static_cast<std::size_t>(index)].name;
    rename_drawn_list(context, former, rename_list(context.session, index, state.rename_text));
  }
  state.rename_list = -1;
  state.faces.renaming = false;
}

void draw_name(PanelContext& context, int index, float width) {
  if (context.state.rename_list == index) {
    draw_name_field(context, index, width);
    return;
  }
  const FaceList& list = context.session.lists[static_cast<std::size_t>(index)];
  ImGui::PushFont(theme().bold_font, 0);
  const float text = std::min(width, ImGui::CalcTextSize(list.name.c_str()).x);
  const ImVec2 pen = ImGui::GetCursorPos();
  if (ImGui::InvisibleButton("name", {std::max(text, em(1)), ImGui::GetFrameHeight()})) {
    begin_rename(context, index);
  }
  const bool hovered = ImGui::IsItemHovered();
  const bool dragged = list_drag_source(context, list.name,
                                        drawn_list(context, list.name) != nullptr
                                            ? drawn_list(context, list.name)->average.picture
                                            : Picture{});
  if (hovered && !dragged) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  ImGui::SetCursorPos(pen);
  ImGui::AlignTextToFramePadding();
  text_within(list.name, width);
  ImGui::PopFont();
}

void draw_header(PanelContext& context, int index, ListEdits& edits) {
  const FaceList& list = context.session.lists[static_cast<std::size_t>(index)];
  const ListView* drawn = drawn_list(context, list.name);
  const float button = ImGui::GetFrameHeight();
  const float spacing = ImGui::GetStyle().ItemSpacing.x;
  const float room = ImGui::GetContentRegionAvail().x;
  const std::string number = std::to_string(list.faces.size());
  const std::string count =
      room < em(16) ? number : number + (list.faces.size() == 1 ? " face" : " faces");
  const float right = ImGui::GetCursorPosX() + room;

  ImGui::PushStyleColor(ImGuiCol_Button, {0, 0, 0, 0});
  icon_button(icon::kGrip, "grip", "Drag this list to a term of the expression.");
  list_drag_source(context, list.name, drawn != nullptr ? drawn->average.picture : Picture{});
  ImGui::SameLine();
  const float tail = ImGui::CalcTextSize(count.c_str()).x + 2 * button + 3 * spacing;
  draw_name(context, index, std::max(em(2), room - button - spacing - tail));
  ImGui::SameLine(right - tail + spacing);
  ImGui::AlignTextToFramePadding();
  ImGui::TextColored(theme().dim, "%s", count.c_str());
  ImGui::SameLine(right - 2 * button - spacing);
  if (icon_button(icon::kCopy, "duplicate", "Another list with the same faces")) {
    edits.duplicate = index;
  }
  ImGui::SameLine(right - button);
  if (icon_button(icon::kTrash, "remove", "Remove this list; Ctrl+Z brings it back")) {
    edits.remove = index;
  }
  ImGui::PopStyleColor();
}

/// By index, because a tile's menu may add a list and so move all of them.
void draw_faces(PanelContext& context, std::size_t index, float side) {
  const auto list = [&]() -> FaceList& { return context.session.lists[index]; };
  const ListView* drawn = drawn_list(context, list().name);
  const float spacing = em(0.3F);
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  int removed = -1;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {spacing, spacing});
  for (std::size_t i = 0; i < list().faces.size(); ++i) {
    const DrawnFace face = list_face(context, list(), i);
    FaceTile tile;
    tile.side = side;
    tile.face = list().faces[i];
    tile.picture = face.picture;
    tile.code = face.code;
    tile.weights = drawn != nullptr && face.code != nullptr ? &drawn->weights : nullptr;
    tile.coming = drawn == nullptr || !drawn->error;
    tile.hint = "Delete or the cross removes it from the list";
    if (i > 0 && ImGui::GetItemRectMax().x + spacing + side <= right) ImGui::SameLine();
    ImGui::PushID(static_cast<int>(i));
    const FaceTileEvents events = draw_face_tile(context, "face", tile);
    ImGui::PopID();
    const bool on_cross = events.hovered && draw_tile_cross();
    const bool deleted = events.hovered && !ImGui::GetIO().WantTextInput &&
                         ImGui::IsKeyPressed(ImGuiKey_Delete, false);
    if ((events.clicked && on_cross) || deleted) removed = static_cast<int>(i);
  }
  ImGui::PopStyleVar();
  if (removed < 0) return;
  list().faces.erase(list().faces.begin() + removed);
  context.output.touched = TouchedPart::kLists;
}

void draw_average(PanelContext& context, const std::string& name, float side) {
  const ListView* drawn = drawn_list(context, name);
  FaceTile tile;
  tile.side = side;
  tile.frame = FaceFrame::kResult;
  tile.title = "average of " + name;
  tile.hint = "drag it to a term, a list or an endpoint";
  tile.drag_list = name;
  if (drawn != nullptr) {
    tile.picture = drawn->average.picture;
    tile.code = drawn->average.code;
    tile.weights = &drawn->weights;
    tile.face = list_average(context, name);
    tile.coming = !drawn->error;
  }
  draw_face_tile(context, "average", tile);
  draw_tile_badge("avg", false);
}

void draw_contents(PanelContext& context, std::size_t index) {
  const std::string name = context.session.lists[index].name;
  const auto count = static_cast<int>(context.session.lists[index].faces.size());
  const float side = std::round(em(3.2F));
  const float average = std::round(em(3.4F));
  const float spacing = em(0.3F);
  const float frame = em(0.2F);
  const float room = ImGui::GetContentRegionAvail().x - average - em(0.8F) - frame;
  const int in_row = std::max(1, static_cast<int>((room + spacing) / (side + spacing)));
  const int rows = (count + in_row - 1) / in_row;
  const float shown = std::min(static_cast<float>(rows), kRowsShown);
  const float height = std::max(average + 2 * frame, shown * (side + spacing));

  ImGui::BeginChild("faces", {room, height}, ImGuiChildFlags_None, ImGuiWindowFlags_NoBackground);
  if (count == 0) {
    draw_empty_slot("none", {room - frame, average}, "drop faces here");
  } else {
    draw_faces(context, index, side);
  }
  ImGui::EndChild();
  ImGui::SameLine(0, em(0.8F));
  ImGui::BeginGroup();
  if (count == 0) {
    ImGui::Dummy({average, average});
  } else {
    // Room for the frame, which lies round the face.
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + frame);
    draw_average(context, name, average);
  }
  ImGui::EndGroup();
}

void draw_list(PanelContext& context, int index, ListEdits& edits) {
  ImGui::PushID(index);
  ImGui::BeginGroup();
  draw_header(context, index, edits);
  const auto place = static_cast<std::size_t>(index);
  draw_contents(context, place);
  const ListView* drawn = drawn_list(context, context.session.lists[place].name);
  if (drawn != nullptr && drawn->error) {
    message(Notice::Level::kError, to_string(*drawn->error));
    draw_projection_button(context, context.session.lists[place].faces);
  }
  ImGui::EndGroup();
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  const ImVec2 min = ImGui::GetItemRectMin();
  const ImVec2 max(right, ImGui::GetItemRectMax().y);
  if (ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows) &&
      ImGui::IsMouseHoveringRect(min, max)) {
    context.state.hovered_list = index;
  }
  if (auto drop = face_drop_target(context, min, max, ImGui::GetID("drop"), DropTakes::kFaces)) {
    add_to_list(context.session, index, drop->faces);
    context.output.touched = TouchedPart::kLists;
  }
  ImGui::PopID();
}

void draw_new_list(PanelContext& context) {
  Session& session = context.session;
  const float picker = label_picker_width(context);
  const ImVec2 size(ImGui::GetContentRegionAvail().x - 1 - picker, kNewListHeight * em(1));
  const char* const label =
      picker > 0 ? "Drop a face here, or click" : "Drop a face here to start a list, or click";
  if (draw_empty_slot("new list", size, label)) {
    start_list(session, {}, "list");
    begin_rename(context, static_cast<int>(session.lists.size()) - 1);
  }
  if (auto drop = face_drop_target(context, DropTakes::kFaces); drop && !drop->faces.empty()) {
    const std::string name = list_name_for(drop->faces.front());
    start_list(session, std::move(drop->faces), name);
  }
  if (picker == 0) return;
  ImGui::SameLine();
  draw_label_picker(context, size.y);
}

/// A list that has come stands last: it is scrolled to.
void show_new_list(PanelContext& context) {
  const std::size_t count = context.session.lists.size();
  if (count == context.state.lists_seen + 1) ImGui::SetScrollHereY(1);
  context.state.lists_seen = count;
}

void apply(PanelContext& context, const ListEdits& edits) {
  if (edits.duplicate >= 0) duplicate_list(context.session, edits.duplicate);
  if (edits.remove >= 0) remove_list(context.session, edits.remove);
  if (edits.duplicate < 0 && edits.remove < 0) return;
  context.state.rename_list = -1;
  context.state.faces.renaming = false;
}

}  // namespace

void draw_lists_panel(PanelContext& context) {
  if (ImGui::IsWindowAppearing()) context.state.rename_list = -1;
  update_list_pictures(context);
  if (context.session.lists.empty()) {
    caption(
        "A list is some faces that share a feature: three with short red hair, say. It stands "
        "for the average of their codes, and lists add and subtract in an expression.");
  }
  ListEdits edits;
  for (int index = 0; index < static_cast<int>(context.session.lists.size()); ++index) {
    draw_list(context, index, edits);
  }
  show_new_list(context);
  draw_new_list(context);
  apply(context, edits);
}

}  // namespace facet::ui
