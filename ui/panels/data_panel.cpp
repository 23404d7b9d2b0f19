#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <string>

#include "core/base/words.h"
#include "ui/face_textures.h"
#include "ui/face_tile.h"
#include "ui/format.h"
#include "ui/icons.h"
#include "ui/panel.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

void draw_source(PanelContext& context) {
  UiState& state = context.state;
  std::string& data = context.plan().data;
  ImGui::SetNextItemWidth(-1);
  if (!state.data_typing) state.data_text = data;
  const bool entered =
      ImGui::InputTextWithHint("###data source", "a .npy file, a folder, or drawn:5000",
                               &state.data_text, ImGuiInputTextFlags_EnterReturnsTrue);
  state.data_typing = ImGui::IsItemActive();
  if (entered || ImGui::IsItemDeactivatedAfterEdit()) data = state.data_text;
  tooltip(
      "Pictures to learn from: a .npy array, a folder of pictures, an IDX file, or `drawn` "
      "for faces that the program draws itself (drawn:5000:7 draws 5,000 from seed 7).");
  const float spacing = ImGui::GetStyle().ItemInnerSpacing.x;
  const float width = (ImGui::GetContentRegionAvail().x - spacing * 2) / 3;
  if (ImGui::Button("File…###open file", {width, 0})) state.actions.push_back(Action::kOpenFile);
  tooltip("Open a .npy or IDX file.", "Ctrl+O");
  ImGui::SameLine(0, spacing);
  if (ImGui::Button("Folder…###open folder", {width, 0}))
    state.actions.push_back(Action::kOpenFolder);
  tooltip("Open a folder of pictures of any size.", "Ctrl+Shift+O");
  ImGui::SameLine(0, spacing);
  if (ImGui::Button("Built-in###built-in faces", {-1, 0})) data = "drawn";
  tooltip("Faces drawn by the program, with labels: no file needed.");
}

void draw_warnings(const std::vector<std::string>& warnings) {
  if (warnings.empty()) return;
  message(Notice::Level::kWarning, warnings.front());
  if (warnings.size() == 1) return;
  const SmallText small;
  const std::string more = with_thousands(static_cast<std::int64_t>(warnings.size()) - 1) + " more";
  if (!ImGui::TreeNodeEx((more + "###warnings").c_str(), ImGuiTreeNodeFlags_NoTreePushOnOpen)) {
    return;
  }
  for (std::size_t i = 1; i < std::min<std::size_t>(warnings.size(), 100); ++i) {
    ImGui::TextWrapped("%s", warnings[i].c_str());
  }
}

std::string size_of_pictures(const DataView& data) {
  if (data.source_width <= 0) return "sizes mixed, shown as 64 x 64";
  return std::to_string(data.source_width) + " x " + std::to_string(data.source_height);
}

void draw_card(const DataView& data) {
  ImGui::PushFont(theme().bold_font, 0);
  text_within(data.title, ImGui::GetContentRegionAvail().x);
  ImGui::PopFont();
  caption(with_thousands(data.count) + " pictures, " + size_of_pictures(data) + "; " +
          with_thousands(data.held_out) + " held out");
  if (!data.label_columns.empty()) {
    std::string labels = "labels:";
    for (const std::string& column : data.label_columns) labels += " " + column + ",";
    labels.pop_back();
    caption(labels);
  }
  draw_warnings(data.warnings);
}

void draw_sheet(PanelContext& context) {
  const std::vector<PictureFace>& samples = context.data.samples;
  if (samples.empty()) return;
  const float gap = em(0.2F);
  const float width = ImGui::GetContentRegionAvail().x;
  const int columns = std::max(1, static_cast<int>((width + gap) / (em(3.6F) + gap)));
  const float side = (width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {gap, gap});
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (i % static_cast<std::size_t>(columns) != 0) ImGui::SameLine(0, gap);
    FaceTile tile;
    tile.side = side;
    tile.face = samples[i];
    tile.picture = context.textures.still(samples[i].picture);
    tile.fade = false;
    if (i < context.data.sample_labels.size()) tile.hint = context.data.sample_labels[i];
    draw_face_tile(context, ("sample" + std::to_string(i)).c_str(), tile);
  }
  ImGui::PopStyleVar();
}

}  // namespace

void draw_data_panel(PanelContext& context) {
  draw_source(context);
  ImGui::Spacing();
  const DataView& data = context.data;
  if (data.loading) {
    ImGui::ProgressBar(static_cast<float>(data.progress), {-1, em(0.4F)}, "");
    caption("reading " + short_name(data.data));
    return;
  }
  if (data.error) {
    message(Notice::Level::kError, data.error->message);
    return;
  }
  if (data.count == 0) {
    empty_state(icon::kImage, "No pictures yet",
                "Drop a .npy file or a folder of pictures on the window, or take the built-in "
                "faces.");
    return;
  }
  draw_card(data);
  ImGui::Spacing();
  if (ImGui::BeginChild("sheet")) draw_sheet(context);
  ImGui::EndChild();
}

}  // namespace facet::ui
