#pragma once

#include "app/command_line.h"

// One function for each verb, app/verbs/NAME_verb.cpp: it adds the verb with its options to the
// command line. The verbs hold options, files and words; the work is done by the same classes of
// core/engine that the window uses.

namespace facet {

void add_train_verb(CommandLine& command_line);
void add_sample_verb(CommandLine& command_line);
void add_interpolate_verb(CommandLine& command_line);
void add_arithmetic_verb(CommandLine& command_line);
/// `encode`, `reconstruct` and `decode`.
void add_code_verbs(CommandLine& command_line);
void add_measure_verb(CommandLine& command_line);
void add_verify_verb(CommandLine& command_line);
/// `data draw`, `data convert` and `data info`.
void add_data_verbs(CommandLine& command_line);
/// `numbers train`, `test`, `solve`, `draw` and `figure`.
void add_numbers_verb(CommandLine& command_line);
void add_report_verb(CommandLine& command_line);
/// `bench train`, `bench decode`, `bench window` and `bench --compare`.
void add_bench_verb(CommandLine& command_line);

}  // namespace facet
