#include "core/data/drawn_faces.h"

#include <cassert>

#include "core/data/drawing/face_scene.h"

namespace facet {

void draw_face(const FaceParameters& face, std::span<std::uint8_t> rgb, int size) {
  assert(size >= 16);
  using namespace drawing;
  FaceScene scene(face, size);
  draw_backdrop(scene);
  draw_back_hair(scene);
  draw_body(scene);
  draw_hanging_locks(scene);
  draw_head(scene);
  draw_forehead_shadow(scene);
  draw_eyes(scene);
  draw_glasses(scene);
  draw_cat_ears(scene);
  draw_front_hair(scene);
  draw_brows(scene);
  draw_accessory(scene);
  draw_light(scene);
  scene.canvas.write(rgb);
}

std::array<FaceParameters, kTwinCount> twins_of(const FaceParameters& face) {
  std::array<FaceParameters, kTwinCount> twins;
  for (std::size_t i = 0; i < kTwinCount; ++i) {
    twins[i] = face;
    twins[i].labels.hair = (i & 4) == 0 ? HairColor::kRed : HairColor::kBlue;
    twins[i].labels.mouth_open = (i & 2) != 0;
    twins[i].labels.long_hair = (i & 1) != 0;
  }
  return twins;
}

}  // namespace facet
