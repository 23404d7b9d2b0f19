#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/face.h"
#include "core/base/view.h"
#include "core/engine/face_painter.h"
#include "core/engine/serial_source.h"

namespace facet {

/// A code to be decoded.
struct WantedFace {
  LatentPtr code;         ///< never null
  std::uint64_t key = 0;  ///< hash of the code's bytes
};

/// A picture to be encoded.
struct WantedCode {
  ImagePtr picture;       ///< never null
  std::uint64_t key = 0;  ///< hash of the pixels
};

/// What is known about a face's code.
struct FaceCode {
  LatentPtr code;                     ///< null: not known yet, or an error
  std::optional<WantedCode> pending;  ///< must be encoded first
  std::optional<Error> error;         ///< this model has no code for it
};

/// The explorer's memory: codes and pictures that the present weights have made, so that nothing is
/// encoded or drawn twice. One thread at a time.
class FaceStore {
 public:
  /// `serials` must outlive the store.
  explicit FaceStore(SerialSource& serials) : serials_(serials) {}

  /// Draws with `painter` from here on (null: no model); what other weights have made is forgotten.
  void use(std::shared_ptr<FacePainter> painter);
  /// Null: no model.
  FacePainter* painter() const { return painter_.get(); }
  /// Identity of the weights in use; default without a model.
  const WeightsId& weights() const { return weights_; }

  /// The code of a face, as far as it is known. Needs a painter.
  FaceCode code_of(const Face& face);
  /// The pixels of a picture face themselves.
  Picture own_picture(const PictureFace& face);

  WantedFace want(LatentPtr code) const;
  bool has(const WantedFace& face) const { return pictures_.contains(face.key); }
  /// The drawn picture, or one without an image while it is missing.
  Picture picture(const WantedFace& face) const;

  /// Encodes and keeps the codes of `pictures`. Needs a painter.
  Status encode(std::span<const WantedCode> pictures);
  /// Decodes and keeps the pictures of `faces`. Needs a painter.
  Status decode(std::span<const WantedFace> faces);

  std::size_t size() const { return pictures_.size(); }
  /// Forgets pictures whose key is not in `wanted`.
  void keep_only(const std::unordered_set<std::uint64_t>& wanted);
  /// A serial for a picture made elsewhere, a sheet for example.
  std::uint64_t next_serial() { return serials_.next(); }

 private:
  LatentPtr seed_code(const SeedFace& face);

  SerialSource& serials_;
  std::shared_ptr<FacePainter> painter_;
  WeightsId weights_;
  std::unordered_map<std::uint64_t, LatentPtr> latents_;  ///< z of seed faces, for all weights
  std::unordered_map<std::uint64_t, LatentPtr> codes_;    ///< of seed and picture faces
  std::unordered_map<std::uint64_t, Picture> pictures_;   ///< by code
  std::unordered_map<std::uint64_t, Picture> own_;        ///< by pixels, for all weights
};

/// Hash of what a face is, without weights.
std::uint64_t key_of(const Face& face);

}  // namespace facet
