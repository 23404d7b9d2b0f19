#include "core/engine/dataset_pool.h"

#include <algorithm>

namespace facet {

Result<DatasetPtr> DatasetPool::open(const std::string& name, const OpenOptions& options) {
  for (auto known = known_.rbegin(); known != known_.rend(); ++known) {
    if (DatasetPtr dataset = known->lock(); dataset && dataset->name() == name) return dataset;
  }
  Result<DatasetPtr> opened = open_dataset(name, options);
  if (opened) add(*opened);
  return opened;
}

void DatasetPool::add(const DatasetPtr& dataset) {
  if (!dataset) return;
  std::erase_if(known_, [&](const auto& known) {
    const DatasetPtr other = known.lock();
    return !other || other == dataset;
  });
  known_.push_back(dataset);
}

}  // namespace facet
