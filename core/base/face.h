#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "core/base/image.h"
#include "core/base/latent.h"

namespace facet {

/// A cell of the grid of a seed: a fixed latent z, whatever the weights become.
struct SeedFace {
  std::uint32_t seed = 334;
  int cell = 0;                      ///< row of seeded_latents(seed, ...)
  std::optional<Sampler> sampler{};  ///< absent: the model's own default
  double temperature = 1;            ///< z is multiplied by it
  /// How many latents are drawn together: those of a grid, the two ends of a path. Only a mixture
  /// depends on it, whose components NumPy chooses after all latents.
  int of = 100;

  bool operator==(const SeedFace&) const = default;
};

/// A picture of 64 x 64 RGB, re-encoded whenever the weights change: from a data set or dropped.
struct PictureFace {
  ImagePtr picture;         ///< never null
  std::string source;       ///< the data set or file it came from, for people
  std::int64_t index = -1;  ///< its row in the data set; -1: a file of its own

  bool operator==(const PictureFace& other) const;
};

/// A code frozen when it was picked: an arithmetic result or a place on a path.
struct CodeFace {
  LatentPtr code;      ///< never null
  std::string origin;  ///< for people: "short_red - short_blue + long_blue"

  bool operator==(const CodeFace& other) const;
};

/// Anything that a person can pick up: it names a face without naming the weights that draw it.
using Face = std::variant<SeedFace, PictureFace, CodeFace>;

/// A few words for a tooltip: "334, cell 17", "faces.npy, picture 12".
std::string describe(const Face& face);

}  // namespace facet
