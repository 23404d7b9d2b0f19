#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/session.h"
#include "core/base/view.h"
#include "core/engine/face_store.h"

namespace facet {

/// One part of a View: says what must be encoded and decoded for a session, and puts what is there
/// into the View. The Explorer decides when. One thread at a time.
class ExplorerPart {
 public:
  virtual ~ExplorerPart() = default;

  /// Finds out what the part needs for `session` with the store's weights. Cheap: no network runs.
  virtual void plan(const Session& session, FaceStore& store) = 0;
  /// Puts what the store has into `view`; faces that are missing keep the picture they had. A part
  /// of the view that would not change keeps its pointer.
  virtual void show(FaceStore& store, View& view) = 0;
  /// Takes account of what was drawn. True: it makes more known, so a new plan is due.
  virtual bool digest(const FaceStore&) { return false; }
  /// Nobody looks at the part: it needs nothing, and what it has shown stays.
  void rest();

  /// Pictures to be encoded before all of faces() is known.
  const std::vector<WantedCode>& codes() const { return codes_; }
  /// Codes to be decoded, most urgent first.
  const std::vector<WantedFace>& faces() const { return faces_; }
  /// So many of faces() are worth showing alone while the user touches this part.
  std::size_t urgent() const { return urgent_; }

  /// Whether the plan is what was shown last, in full.
  bool settled() const { return planned_key_ == shown_key_; }
  bool ready(const FaceStore& store) const;
  /// Whether any plan was ever shown in full; until then the part shows what it has.
  bool complete_once() const { return shown_key_ != 0; }
  /// Whether all urgent() faces are there.
  bool urgent_ready(const FaceStore& store) const;
  void mark_shown() { shown_key_ = planned_key_; }

 protected:
  void begin_plan();

  std::vector<WantedCode> codes_;
  std::vector<WantedFace> faces_;
  std::size_t urgent_ = 0;
  std::uint64_t planned_key_ = 0;  ///< of everything that the part's pictures depend on

 private:
  std::uint64_t shown_key_ = 0;
};

/// `fresh`, or `before` where its pixels are the same, so that serials move only with pixels.
Picture settle_picture(Picture fresh, const Picture& before);

/// A face with its code: the store's picture, or `before`'s while that is missing.
DrawnFace drawn_face(const FaceStore& store, const WantedFace& face, const DrawnFace& before);

/// A face whose code is not known: the pixels of a picture; of any other face nothing.
DrawnFace undrawn_face(FaceStore& store, const Face& face);

std::unique_ptr<ExplorerPart> make_grid_part();
std::unique_ptr<ExplorerPart> make_lists_part();
std::unique_ptr<ExplorerPart> make_arithmetic_part();
std::unique_ptr<ExplorerPart> make_path_part();
/// Finds a model's directions by samples that it wants drawn after its faces.
std::unique_ptr<ExplorerPart> make_directions_part();

}  // namespace facet
