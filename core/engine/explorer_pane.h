#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "core/engine/engine_links.h"
#include "core/engine/explorer.h"
#include "core/engine/model_weights.h"

namespace facet {

/// One of the explorer thread's panes: an Explorer with the newest weights of the model that its
/// session names. One thread at a time.
class ExplorerPane {
 public:
  /// Publishes into `view`; both must outlive the pane.
  ExplorerPane(EngineLinks& links, Published<View>& view);

  /// What to draw from now on; `serial` ascends.
  void show(std::shared_ptr<const Session> session, std::uint64_t serial, TouchedPart touched,
            bool directions_shown = false);
  /// A live training has newer weights. They are taken when the pane has drawn everything, and
  /// after half a second of work at the latest, so that weights which another pane asked for do
  /// not keep this one from ever being done.
  void note_weights() { weights_moved_ = true; }
  /// One slice of work. Returns whether there is more to do.
  bool work();
  /// After an exception: nothing is drawn until another model is shown.
  void fail(const Error& error);

 private:
  using Clock = std::chrono::steady_clock;

  void update_painter();
  void use_weights(WeightsPtr weights);
  void ask_for_weights();

  EngineLinks& links_;
  Explorer explorer_;
  std::shared_ptr<const Session> session_;
  ModelWeights weights_;
  bool weights_moved_ = false;
  bool more_ = false;                    ///< something is still to be drawn
  std::optional<ModelRef> drawn_model_;  ///< which model the painter is of
  std::string painter_hash_;             ///< of the painter's weights; empty: no painter
  Clock::time_point asked_at_;
  double asked_cpu_s_ = 0;  ///< the thread's processor time then
  Clock::time_point taken_at_;
};

}  // namespace facet
