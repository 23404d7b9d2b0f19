#pragma once

#include <imgui.h>

#include "ui/panel.h"

namespace facet::ui {

/// How to draw one picture in this frame.
struct FadedPicture {
  Picture shown;
  Picture former;  ///< to be drawn over `shown` with `opacity`; no image: nothing
  float opacity = 0;
  bool stale = false;  ///< newer weights have existed for a while and have not drawn it yet
};

/// Follows the picture of the item `id`: when newer weights have drawn it anew, the former picture
/// fades out over about 100 ms; other changes show at once.
/// `weights` may be null: then nothing fades and nothing is stale. Sets UiOutput::animating while
/// a fade runs. Main thread, once a frame for each id.
FadedPicture follow_picture(PanelContext& context, ImGuiID id, const Picture& picture,
                            const WeightsId* weights, bool fade);

}  // namespace facet::ui
