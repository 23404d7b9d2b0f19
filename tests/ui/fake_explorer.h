#pragma once

#include <cstdint>
#include <vector>

#include "core/base/session.h"
#include "core/base/view.h"

namespace facet {

/// Draws a Session without a network: each seed's face is one of some given pictures, a code is the
/// weight of each of them, and decoding is the weighted sum of pixels. So averages, sums and paths
/// look as they should, and come at once.
class FakeExplorer {
 public:
  /// With 16 plain faces of different colours.
  FakeExplorer();
  explicit FakeExplorer(std::vector<ImagePtr> pictures);

  /// Everything of the session, drawn by `weights`; every picture gets a new serial.
  View draw(const Session& session);

  WeightsId weights{"0f1e2d", "fast-vae", 12340, true};

 private:
  Latent code_of(const Face& face) const;
  ImagePtr decode(const Latent& code) const;
  DrawnFace draw_code(Latent code);
  Picture next(ImagePtr image) { return {std::move(image), ++serial_}; }

  std::shared_ptr<const GridView> draw_grid(const Session& session);
  std::shared_ptr<const ListView> draw_list(const FaceList& list);
  std::shared_ptr<const ArithmeticView> draw_arithmetic(const Session& session);
  std::shared_ptr<const PathView> draw_path(const Session& session);
  std::shared_ptr<const DirectionsView> draw_directions(const Session& session);

  std::vector<ImagePtr> pictures_;
  std::uint64_t serial_ = 0;
};

}  // namespace facet
