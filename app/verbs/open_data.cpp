#include "app/verbs/open_data.h"

#include "core/base/files.h"
#include "core/base/words.h"

namespace facet {

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
