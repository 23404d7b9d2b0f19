#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/data/dataset.h"

namespace facet {

/// Data sets that are in use, so that two trainings on the same pictures share one. One thread at a
/// time.
class DatasetPool {
 public:
  /// The data set of that name: one that is in use, else opened now. Errors: those of
  /// open_dataset().
  Result<DatasetPtr> open(const std::string& name, const OpenOptions& options);
  /// Offers one that was opened elsewhere; null is ignored.
  void add(const DatasetPtr& dataset);

 private:
  std::vector<std::weak_ptr<const Dataset>> known_;  ///< the newest last
};

}  // namespace facet
