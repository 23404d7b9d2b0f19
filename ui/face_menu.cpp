#include "ui/face_menu.h"

#include <imgui.h>

#include <charconv>
#include <string>

#include "ui/face_actions.h"
#include "ui/likeness.h"
#include "ui/panes.h"
#include "ui/projection_card.h"
#include "ui/theme.h"

namespace facet::ui {
namespace {

/// "[0.125,-1.5,...]" with as many digits as bring every float back to the bit.
std::string code_text(const Latent& code) {
  std::string text = "[";
  for (const float value : code) {
    char digits[32];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    if (text.size() > 1) text += ',';
    if (error == std::errc{}) text.append(digits, end);
  }
  return text + "]";
}

/// The training picture that a drawn face looks most like, and what can be done with it.
void draw_nearest_menu(PanelContext& context, const Picture& drawn) {
  const Likeness* const likeness = likeness_of(context, drawn, ImGui::GetID("nearest"));
  draw_likeness(context, likeness);
  if (likeness == nullptr) return;
  ImGui::Separator();
  draw_face_menu(context, {likeness->nearest}, nullptr);
}

}  // namespace

bool draw_add_to_list_items(PanelContext& context, const std::vector<Face>& faces) {
  Session& session = context.session;
  bool chosen = false;
  for (int list = 0; list < static_cast<int>(session.lists.size()); ++list) {
    ImGui::PushID(list);
    const std::string key = list < 9 ? std::to_string(list + 1) : "";
    const std::string& name = session.lists[static_cast<std::size_t>(list)].name;
    if (ImGui::MenuItem(name.c_str(), key.c_str())) {
      add_to_list(session, list, faces);
      chosen = true;
    }
    ImGui::PopID();
  }
  if (!session.lists.empty()) ImGui::Separator();
  if (ImGui::MenuItem("New list")) {
    start_list(session, faces, list_name_for(faces.front()));
    chosen = true;
  }
  return chosen;
}

void draw_face_menu(PanelContext& context, const std::vector<Face>& faces, const LatentPtr& code,
                    const Picture& drawn) {
  const Face& face = faces.front();
  const std::string several = std::to_string(faces.size()) + " selected faces";
  ImGui::TextDisabled("%s", (faces.size() > 1 ? several : describe(face)).c_str());
  ImGui::Separator();
  if (ImGui::BeginMenu("Add to list")) {
    draw_add_to_list_items(context, faces);
    ImGui::EndMenu();
  }
  if (ImGui::MenuItem("Use as endpoint A", "A")) context.session.path.a = face;
  if (ImGui::MenuItem("Use as endpoint B", "B")) context.session.path.b = face;
  const bool room = context.session.path.via.size() < kMostVia;
  if (ImGui::MenuItem("Walk through it", "V", false, room)) add_keyframes(context.session, faces);
  if (ImGui::MenuItem("Vary it", "D")) vary_face(context.session, face);
  if (count_pictures(faces) > 0 && ImGui::MenuItem("Find its code by projection")) {
    ask_for_projection(context, faces);
  }
  if (can_compare(context, drawn) && ImGui::BeginMenu("Nearest training face")) {
    draw_nearest_menu(context, drawn);
    ImGui::EndMenu();
  }
  ImGui::Separator();
  if (ImGui::MenuItem("Copy description")) ImGui::SetClipboardText(describe(face).c_str());
  if (ImGui::MenuItem("Copy code", nullptr, false, code != nullptr)) {
    ImGui::SetClipboardText(code_text(*code).c_str());
  }
  if (ImGui::MenuItem("Save picture...")) {
    context.output.export_wanted = export_of_face(pane_session(context), face);
  }
}

}  // namespace facet::ui
