#pragma once

#include <memory>
#include <optional>
#include <stop_token>

#include "core/base/session.h"
#include "core/engine/engine_links.h"
#include "core/engine/explorer_pane.h"

namespace facet {

/// What the explorer thread does: draws the newest session with the newest weights of the model
/// that it names and, beside it, with those of the model that it is compared with. The two panes
/// take turns by slices, so neither waits for more than one slice of the other. serve() runs on
/// that thread until a stop is requested.
class ExplorerThread {
 public:
  explicit ExplorerThread(EngineLinks& links) : links_(links), first_(links, links.view) {}
  void serve(const std::stop_token& stop);

 private:
  void loop(const std::stop_token& stop);
  /// Takes all messages that are waiting; blocks for one if `wait`.
  void take_messages(const std::stop_token& stop, bool wait);
  void show(const ExplorerMessage& message);

  EngineLinks& links_;
  ExplorerPane first_;
  std::unique_ptr<ExplorerPane> second_;  ///< null: nothing is compared
};

}  // namespace facet
