#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/command_line.h"
#include "core/engine/number_run.h"

// What the verbs of `facet numbers` share.

namespace facet {

/// `facet numbers train`.
void add_numbers_train_verb(CommandLine& command_line, CLI::App& group);
/// `facet numbers test`, `solve` and `draw`.
void add_numbers_answer_verbs(CommandLine& command_line, CLI::App& group);
/// `facet numbers figure`.
void add_numbers_figure_verb(CommandLine& command_line, CLI::App& group);

/// Loads the model that RUN names and notes damaged checkpoints.
Result<NumberModel> open_number_model(const std::string& path, VerbContext& context);

/// The score's keys of `numbers test`.
nlohmann::json score_json(const NumberScore& score);

/// Trains until a limit or Ctrl+C, with progress under `name`; finishes either way.
Status train_numbers(NumberRun& run, const std::string& name, VerbContext& context);

}  // namespace facet
