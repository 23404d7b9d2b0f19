#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/base/preset.h"
#include "core/base/result.h"

namespace facet {

/// A plan as JSON: what `run.json`, checkpoints and session files hold.
nlohmann::json plan_to_json(const TrainingPlan& plan);

/// Reads a plan back and checks it; missing keys keep their default. Errors name the key and
/// `where`.
Result<TrainingPlan> plan_from_json(const nlohmann::json& json, const std::string& where);

}  // namespace facet
