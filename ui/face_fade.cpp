#include "ui/face_fade.h"

#include <functional>

namespace facet::ui {
namespace {

constexpr double kFadeSeconds = 0.1;
/// Weights newer than a picture are no news while training goes on; only what lags behind is.
constexpr double kStaleSeconds = 0.5;
constexpr std::size_t kFadesBeforeCleaning = 512;

std::size_t hash_of(const WeightsId& weights) {
  const std::hash<std::string> hash;
  return hash(weights.hash + (weights.ema ? "e" : "r") + std::to_string(weights.step));
}

bool same_size(const Picture& a, const Picture& b) {
  return a.image != nullptr && b.image != nullptr && a.image->width == b.image->width &&
         a.image->height == b.image->height;
}

bool is_stale(PictureFade& state, const View& view, const WeightsId* weights, double now) {
  const bool behind = weights != nullptr && !view.weights.hash.empty() && *weights != view.weights;
  if (!behind) state.stale_since = -1;
  if (behind && state.stale_since < 0) state.stale_since = now;
  return behind && now - state.stale_since > kStaleSeconds;
}

}  // namespace

FadedPicture follow_picture(PanelContext& context, ImGuiID id, const Picture& picture,
                            const WeightsId* weights, bool fade) {
  auto& fades = context.state.faces.fades;
  const int frame = ImGui::GetFrameCount();
  if (fades.size() > kFadesBeforeCleaning) {
    std::erase_if(fades, [&](const auto& entry) { return entry.second.frame + 1 < frame; });
  }
  PictureFade& state = fades[id];
  const double now = ImGui::GetTime();
  const bool was_on_screen = state.frame + 1 >= frame;
  const std::size_t drawn_by = weights != nullptr ? hash_of(*weights) : 0;
  if (!was_on_screen) state = {};
  if (picture.image != nullptr && picture.serial != state.shown.serial) {
    const bool newer = state.weights != 0 && drawn_by != 0 && drawn_by != state.weights;
    const bool runs = fade && newer && same_size(picture, state.shown);
    state.former = runs ? state.shown : Picture{};
    state.began = runs ? now : -1;
    state.shown = picture;
    state.weights = drawn_by;
  }
  state.frame = frame;

  FadedPicture drawn;
  drawn.shown = picture.image != nullptr ? state.shown : Picture{};
  drawn.stale = is_stale(state, context.view, weights, now);
  if (state.began >= 0 && drawn.shown.image != nullptr) {
    drawn.opacity = static_cast<float>(1 - (now - state.began) / kFadeSeconds);
    drawn.former = state.former;
    if (drawn.opacity <= 0) {
      drawn.opacity = 0;
      drawn.former = state.former = {};
      state.began = -1;
    } else {
      context.output.animating = true;
    }
  }
  return drawn;
}

}  // namespace facet::ui
