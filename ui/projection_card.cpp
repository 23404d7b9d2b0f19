#include "ui/projection_card.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "core/base/words.h"
#include "ui/face_actions.h"
#include "ui/face_textures.h"
#include "ui/face_tile.h"
#include "ui/format.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

std::string model_name(const WeightsId& weights) {
  return weights.preset + ", step " + with_thousands(weights.step);
}

void send(PanelContext& context, const Projection& projection, bool keep) {
  context.output.projections.push_back(EndProjection{projection.id, keep});
}

/// The code that was found, as a face that can be put anywhere.
Face found_face(const Projection& projection) {
  return CodeFace{projection.face.code, describe(projection.picture) + ", projected"};
}

void draw_faces(PanelContext& context, const Projection& projection, float side) {
  FaceTile photo;
  photo.side = side;
  photo.face = projection.picture;
  photo.picture = context.textures.still(projection.picture.picture);
  photo.fade = false;
  draw_face_tile(context, "picture", photo);
  draw_tile_badge("picture", false);
  ImGui::SameLine(0, em(0.5F));
  FaceTile found;
  found.side = side;
  found.picture = projection.face.picture;
  found.code = projection.face.code;
  found.frame = FaceFrame::kResult;
  found.title = "what " + projection.weights.preset + " draws for it";
  found.hint = "drag it to a list, a term or an endpoint";
  found.fade = false;
  if (projection.face.code != nullptr) found.face = found_face(projection);
  draw_face_tile(context, "found", found);
  draw_tile_badge("found", false);
}

void draw_progress(const Projection& projection, float width) {
  const std::string left = projection.remaining_s < 0
                               ? std::string("beginning")
                               : format_duration(projection.remaining_s) + " left";
  ImGui::ProgressBar(static_cast<float>(projection.progress), {width, 0}, left.c_str());
}

void draw_difference(const Projection& projection) {
  if (projection.face.code == nullptr) return caption("trying samples");
  char text[64];
  std::snprintf(text, sizeof text, "difference %.3f, norm of code %.2f", projection.rms,
                static_cast<double>(projection.face.code_norm));
  caption(text);
  tooltip("Root mean squared difference of the two pictures' pixels, from 0 to 1.");
}

void draw_running_buttons(PanelContext& context, const Projection& projection) {
  {
    const DisabledIf disabled(projection.face.code == nullptr);
    if (ImGui::Button("Keep###keep")) send(context, projection, true);
  }
  tooltip("Ends the search here; the best face so far is its result.");
  ImGui::SameLine();
  if (ImGui::Button("Cancel###cancel")) send(context, projection, false);
  tooltip("Ends the search; nothing is left of it.");
}

void draw_done_buttons(PanelContext& context, const Projection& projection) {
  const Face picture = projection.picture;
  if (holds_face(context.session, picture)) {
    if (ImGui::Button("Replace picture###replace")) {
      replace_face(context.session, picture, found_face(projection));
    }
    tooltip("Puts the found face where the picture stands, in lists and at the path's ends.");
    ImGui::SameLine();
  }
  if (ImGui::Button("Close###close")) send(context, projection, false);
}

void draw_row(PanelContext& context, const Projection& projection) {
  const float side = std::round(em(7));
  const float width = 2 * side + em(0.5F);
  ImGui::PushID(static_cast<int>(projection.id));
  text_within(describe(projection.picture), width);
  if (projection.state != Projection::State::kWaiting) caption(model_name(projection.weights));
  draw_faces(context, projection, side);
  switch (projection.state) {
    case Projection::State::kWaiting:
      caption("waits for its turn");
      if (ImGui::Button("Cancel###cancel")) send(context, projection, false);
      break;
    case Projection::State::kRunning:
      draw_progress(projection, width);
      draw_difference(projection);
      draw_running_buttons(context, projection);
      break;
    case Projection::State::kDone:
      draw_difference(projection);
      draw_done_buttons(context, projection);
      break;
    case Projection::State::kFailed:
      message(Notice::Level::kError, projection.error);
      if (ImGui::Button("Close###close")) send(context, projection, false);
      break;
  }
  ImGui::PopID();
}

/// A card that grows downwards must not leave the screen.
void stay_on_screen() {
  const ImGuiViewport& screen = *ImGui::GetMainViewport();
  const float bottom = screen.WorkPos.y + screen.WorkSize.y;
  const ImVec2 corner = ImGui::GetWindowPos();
  const float over = corner.y + ImGui::GetWindowHeight() - bottom;
  if (over > 0) ImGui::SetWindowPos({corner.x, std::max(screen.WorkPos.y, corner.y - over)});
}

/// Whether the model that draws the pane has no encoder.
bool needs_projection(const PanelContext& context) {
  const WeightsId& weights = context.view.weights;
  return !weights.hash.empty() && model_kind(weights.preset) == ModelKind::kGan;
}

}  // namespace

int count_pictures(const std::vector<Face>& faces) {
  return static_cast<int>(std::count_if(faces.begin(), faces.end(), [](const Face& face) {
    return std::holds_alternative<PictureFace>(face);
  }));
}

void ask_for_projection(PanelContext& context, const std::vector<Face>& faces) {
  for (const Face& face : faces) {
    const auto* picture = std::get_if<PictureFace>(&face);
    if (picture == nullptr) continue;
    context.output.projections.push_back(ProjectPicture{*picture, context.model()});
  }
}

void draw_projection_button(PanelContext& context, const std::vector<Face>& faces) {
  const int pictures = count_pictures(faces);
  if (pictures == 0 || !needs_projection(context)) return;
  const std::string what = pictures == 1 ? "the picture" : std::to_string(pictures) + " pictures";
  if (ImGui::Button(("Project " + what + "###project").c_str())) {
    ask_for_projection(context, faces);
  }
  tooltip("Searches the code of this model whose face comes nearest to each picture.");
}

void draw_projection_card(PanelContext& context, const ProjectionView& view) {
  if (view.projections.empty()) return;
  const ImGuiViewport& screen = *ImGui::GetMainViewport();
  ImGui::SetNextWindowPos({screen.WorkPos.x + em(1), screen.WorkPos.y + screen.WorkSize.y - em(1)},
                          ImGuiCond_Appearing, {0, 1});
  constexpr ImGuiWindowFlags kFlags =
      ImGuiWindowFlags_NoDocking | ImGuiWindowFlags_AlwaysAutoResize |
      ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoCollapse |
      ImGuiWindowFlags_NoFocusOnAppearing;
  ImGui::SetNextWindowSizeConstraints({0, 0}, {screen.WorkSize.x, screen.WorkSize.y * 0.8F});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, ImGui::GetStyleColorVec4(ImGuiCol_PopupBg));
  if (ImGui::Begin("Projection###projection", nullptr, kFlags)) {
    const bool several = view.projections.size() > 1;
    if (several && ImGui::Button("Close all###close all")) {
      for (const Projection& projection : view.projections) send(context, projection, false);
    }
    for (const Projection& projection : view.projections) {
      if (several) ImGui::Separator();
      draw_row(context, projection);
    }
    stay_on_screen();
  }
  ImGui::End();
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
}

}  // namespace facet::ui
