#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/commands.h"
#include "core/base/view.h"
#include "core/engine/explorer_part.h"
#include "core/engine/face_store.h"
#include "core/engine/slice_cost.h"

namespace facet {

struct ExplorerOptions {
  std::size_t slice_faces = 16;  ///< most faces in one slice of work
  double slice_ms = 2;           ///< a slice aims to take no longer
  double partial_ms = 40;        ///< how often a part in work shows what it has
  /// Limits of a slice while no newer session comes: larger slices need less time in all.
  std::size_t rest_slice_faces = 64;
  double rest_slice_ms = 40;
};

/// Draws sessions: a pure function of (Session, weights) to View, computed part by part in slices,
/// so that the caller can bring a newer session or newer weights between two of them. A face is
/// never drawn twice; the part that the user touches comes first, on a path the slider's face
/// before all. Going over to a newer session or weights keeps every face that is still wanted, and
/// a grid goes on with the cell where it was, so a part makes progress however fast they come. A
/// plain class: one thread at a time.
class Explorer {
 public:
  using Publish = std::function<void(std::shared_ptr<const View>)>;

  /// `serials` must outlive the explorer; `publish` is called from work().
  Explorer(SerialSource& serials, Publish publish, const ExplorerOptions& options = {});
  ~Explorer();

  /// What to draw from now on. `serial` ascends. The model's directions are found and drawn only
  /// while somebody looks at them.
  void set_session(std::shared_ptr<const Session> session, std::uint64_t serial,
                   TouchedPart touched, bool directions_shown = false);
  /// Who draws from now on. Null: there is no model, and `error` may say why.
  void set_painter(std::shared_ptr<FacePainter> painter, std::optional<Error> error = {});

  /// One slice of work. Returns whether there is more to do; false: everything is drawn.
  bool work();

  const View& view() const { return view_; }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t kParts = 5;

  void plan();
  void plan_again();
  std::array<ExplorerPart*, kParts> by_urgency() const;
  ExplorerPart* touched_part() const;
  bool work_on_codes(const ExplorerPart& part);
  bool work_on_faces();
  bool shows_partly(const ExplorerPart& part, bool urgent_done, bool partial_due) const;
  void show_parts(bool urgent_done);
  void finish_pass();
  void fail(const Error& error);
  std::size_t slice_size() const;
  void publish();

  ExplorerOptions options_;
  Publish publish_;
  FaceStore store_;
  std::array<std::unique_ptr<ExplorerPart>, kParts> parts_;  ///< in the order of TouchedPart
  std::shared_ptr<const Session> session_;
  std::uint64_t serial_ = 0;
  TouchedPart touched_ = TouchedPart::kNone;
  bool directions_shown_ = false;
  View view_;
  bool dirty_ = false;    ///< a plan is due
  bool failed_ = false;   ///< the painter failed; waits for another session or painter
  bool changed_ = false;  ///< view_ is newer than what was published
  SliceCost cost_;
  Clock::time_point session_at_;  ///< when the session came
  Clock::time_point pass_begin_;
  Clock::time_point last_partial_;
};

}  // namespace facet
