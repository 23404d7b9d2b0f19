#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/number_plan.h"
#include "core/base/result.h"
#include "core/numbers/number_trainer.h"

namespace facet {

// What a number run's folder says in text: run.json, what was asked; journal.jsonl, its curves.

/// A point of a number run's curves, of the averaged weights, on some rows of both splits.
struct NumberPoint {
  std::int64_t step = 0;
  double seconds = 0;  ///< of training, measuring included
  SplitPoint train;
  SplitPoint test;
};

/// The text of run.json.
std::string number_record_text(const NumberPlan& plan);
/// Reads run.json. Errors: no run there (kNotFound), a run of another kind, a damaged file.
Result<NumberPlan> read_number_record(const std::string& run_folder);
/// Whether the folder is a run of the number lab; false if its run.json cannot be read.
bool is_number_run(const std::string& run_folder);
/// Number runs in a folder, newest name first, at most `most`.
std::vector<std::string> number_runs_in(const std::string& folder, std::size_t most);

/// A line of the journal, with its newline.
std::string number_journal_line(const NumberPoint& point);
/// The points up to `step`, which a run that goes on from there stands on; of points that were
/// measured twice, because a run went back, the later. Lines that cannot be read are left out; a
/// missing journal is empty.
std::vector<NumberPoint> read_number_journal(const std::string& path, std::int64_t step);

}  // namespace facet
