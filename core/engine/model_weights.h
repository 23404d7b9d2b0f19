#pragma once

#include <optional>
#include <string>

#include "core/base/session.h"
#include "core/engine/engine_links.h"

namespace facet {

/// The weights that a ModelRef names: the newest of a live training, or a file's, which is read
/// once. One thread at a time.
class ModelWeights {
 public:
  /// `links` must outlive it.
  explicit ModelWeights(const EngineLinks& links) : links_(links) {}

  /// Null: the live training has none yet. Errors: those of load_weights().
  Result<WeightsPtr> of(const ModelRef& model);

 private:
  const EngineLinks& links_;
  std::string path_;  ///< that loaded_ came from
  std::optional<Result<WeightsPtr>> loaded_;
};

}  // namespace facet
