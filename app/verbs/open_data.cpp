#include "app/verbs/open_data.h"

#include <map>
#include <memory>

#include "core/base/files.h"
#include "core/base/words.h"

namespace facet {

std::function<Result<DatasetPtr>(const std::string&)> keeping_opener() {
  const auto opened = std::make_shared<std::map<std::string, DatasetPtr>>();
  return [opened](const std::string& name) -> Result<DatasetPtr> {
    if (const auto found = opened->find(name); found != opened->end()) return found->second;
    Result<DatasetPtr> dataset = open_dataset(name, {user_cache_folder(), {}});
    if (dataset) opened->emplace(name, *dataset);
    return dataset;
  };
}

Result<DatasetPtr> open_with_progress(const std::string& name, VerbContext& context) {
  OpenOptions options{user_cache_folder(), {}};
  options.progress = [&](double share) {
    context.output.progress("reading " + name + ": " + fixed(share * 100, 0) + " %");
    return !context.stop.stop_requested();
  };
  Result<DatasetPtr> dataset = open_dataset(name, options);
  if (dataset) {
    for (const std::string& warning : (*dataset)->warnings()) context.output.note(warning);
  }
  return dataset;
}

}  // namespace facet
