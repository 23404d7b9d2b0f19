#pragma once

#include <functional>
#include <string>

#include "app/command_line.h"
#include "core/data/dataset.h"

namespace facet {

/// Opens data sets by name, each once, however often it is asked for.
std::function<Result<DatasetPtr>(const std::string&)> keeping_opener();

/// Opens what `--data` names, with progress and warnings on stderr; Ctrl+C cancels.
Result<DatasetPtr> open_with_progress(const std::string& name, VerbContext& context);

}  // namespace facet
