#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/session.h"
#include "core/engine/engine_links.h"
#include "core/engine/explorer.h"
#include "core/engine/face_painter.h"

namespace facet {

/// What the explorer thread does: draws the newest session with the newest weights of the model
/// that it names. serve() runs on that thread until a stop is requested.
class ExplorerThread {
 public:
  explicit ExplorerThread(EngineLinks& links);
  void serve(const std::stop_token& stop);

 private:
  using Clock = std::chrono::steady_clock;

  void loop(const std::stop_token& stop);
  /// Takes all messages that are waiting; blocks for one if `wait`.
  void take_messages(const std::stop_token& stop, bool wait);
  void update_painter();
  void use_weights(WeightsPtr weights, bool ema);
  void ask_for_weights();

  EngineLinks& links_;
  Explorer explorer_;
  std::shared_ptr<const Session> session_;
  std::optional<ExplorerMessage> newer_;  ///< taken but not given to the explorer yet
  bool weights_moved_ = false;
  std::optional<ModelRef> drawn_model_;  ///< which model the painter is of
  std::string loaded_path_;              ///< file or run that loaded_ came from
  WeightsPtr loaded_;
  std::string painter_hash_;  ///< of the painter's weights; empty: no painter
  Clock::time_point asked_at_;
};

}  // namespace facet
