#include "ui/likeness.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/words.h"
#include "ui/face_textures.h"
#include "ui/face_tile.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {

bool can_compare(const PanelContext& context, const Picture& drawn) {
  return drawn.image != nullptr && context.data.count > 0;
}

const Likeness* likeness_of(PanelContext& context, const Picture& drawn, ImGuiID place) {
  LikenessUiState& state = context.state.faces.likeness;
  if (state.place != place) state = {place, 0, nullptr};
  const std::shared_ptr<const Likeness>& newest = context.measured.likeness;
  const bool answered = newest != nullptr && newest->of == state.asked;
  if (answered) state.shown = newest;
  // One question at a time: weights may draw the face anew faster than it is compared.
  if (drawn.serial != state.asked && (answered || state.asked == 0)) {
    state.asked = drawn.serial;
    context.output.to_compare = drawn;
  }
  return state.shown.get();
}

void draw_likeness(PanelContext& context, const Likeness* likeness) {
  const float side = kFaceSide * std::max(1.0F, std::round(ImGui::GetFontSize() / kTextSize));
  const bool known = likeness != nullptr;
  draw_still_face(context, known ? context.textures.still(likeness->nearest.picture) : Picture(),
                  side);
  ImGui::SameLine();
  ImGui::BeginGroup();
  const SmallText small;
  ImGui::TextColored(theme().dim, "nearest training face");
  if (known) {
    std::string words = "differs by " + fixed(likeness->distance, 3);
    if (likeness->usual > 0) words += ", a new face by " + fixed(likeness->usual, 3);
    ImGui::TextColored(theme().dim, "%s", words.c_str());
    if (likeness->is_copy) {
      ImGui::TextColored(theme().warning, "it may be a copy: no other is nearly as close");
    }
  }
  ImGui::EndGroup();
}

}  // namespace facet::ui
