#include "core/engine/explorer_part.h"

#include <algorithm>

namespace facet {

bool ExplorerPart::ready(const FaceStore& store) const {
  return codes_.empty() && std::all_of(faces_.begin(), faces_.end(),
                                       [&](const WantedFace& face) { return store.has(face); });
}

bool ExplorerPart::urgent_ready(const FaceStore& store) const {
  return codes_.empty() &&
         std::all_of(faces_.begin(), faces_.begin() + static_cast<std::ptrdiff_t>(urgent_),
                     [&](const WantedFace& face) { return store.has(face); });
}

void ExplorerPart::begin_plan() {
  codes_.clear();
  faces_.clear();
  urgent_ = 0;
}

void ExplorerPart::rest() {
  begin_plan();
  planned_key_ = shown_key_;
}

Picture settle_picture(Picture fresh, const Picture& before) {
  const bool same =
      fresh.serial != before.serial && fresh.image && before.image && *fresh.image == *before.image;
  return same ? before : fresh;
}

DrawnFace drawn_face(const FaceStore& store, const WantedFace& face, const DrawnFace& before) {
  DrawnFace drawn = before;
  if (store.has(face)) drawn.picture = settle_picture(store.picture(face), before.picture);
  drawn.code = face.code;
  drawn.code_norm = norm(*face.code);
  return drawn;
}

DrawnFace undrawn_face(FaceStore& store, const Face& face) {
  const auto* picture = std::get_if<PictureFace>(&face);
  return picture != nullptr ? DrawnFace{store.own_picture(*picture), nullptr, 0} : DrawnFace{};
}

}  // namespace facet
