#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace facet {

/// What the number lab learns: queries such as "12-34" and answers such as "-22", each as text or
/// as a row of 28 x 28 tiles.
enum class NumberTask { kTextToText, kImageToText, kTextToImage };

inline constexpr const char* kNumberTaskNames[] = {"text2text", "image2text", "text2image"};

/// "text2text" and so on.
const char* number_task_name(NumberTask task);

/// The largest number of digits of an operand.
inline constexpr int kMaxOperandDigits = 6;

/// What a training of the number lab is asked to do.
struct NumberPlan {
  NumberTask task = NumberTask::kTextToText;
  std::string preset;            ///< empty: the best of the task
  double train_share = 0.8;      ///< of the equations, in (0, 1)
  int digits = 2;                ///< of an operand, 1 to kMaxOperandDigits
  std::string glyphs = "drawn";  ///< or a folder with MNIST's four IDX files
  std::uint64_t training_seed = 1;
  double seconds = 0;       ///< training time of a call; 0: no such limit
  std::int64_t epochs = 0;  ///< passes over the training equations; 0: no such limit
  int threads = 0;          ///< 0: chosen for the task
  bool operator==(const NumberPlan&) const = default;
};

/// A way to solve a task.
struct NumberPreset {
  NumberTask task;
  std::string_view name;
  std::string_view summary;
  int batch;  ///< equations a step
  int shown;  ///< of them shown as tiles in a task with pictures: these cost most of the time
  double learning_rate;
  double weight_decay;   ///< decoupled (AdamW), on matrices only
  double average_decay;  ///< of the weights' moving average that answers; 0: none
  double seconds;        ///< how long it trains unless told
};

/// All of them; the first of a task is its default.
std::span<const NumberPreset> number_presets();

/// Fills in the default preset and length, and checks every value. Errors name the field and what
/// it may hold.
Result<NumberPlan> resolve_number_plan(NumberPlan plan);

/// The preset of a plan that resolve_number_plan() has passed.
const NumberPreset& preset_of(const NumberPlan& plan);

nlohmann::json number_plan_to_json(const NumberPlan& plan);
/// Reads it back and checks it; errors name `where`.
Result<NumberPlan> number_plan_from_json(const nlohmann::json& json, const std::string& where);

}  // namespace facet
