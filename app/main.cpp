#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "app/command_line.h"
#include "app/interrupt.h"
#include "app/output.h"
#include "app/verbs/verbs.h"
#include "app/window_verb.h"
#include "core/model/runtime.h"

int main(int argc, char** argv) {
  facet::tune_heap();
  const facet::Interrupt interrupt;
  facet::Output output(std::cout, std::cerr, ::isatty(STDERR_FILENO) == 1);
  facet::CommandLine command_line;
  facet::add_train_verb(command_line);
  facet::add_sample_verb(command_line);
  facet::add_interpolate_verb(command_line);
  facet::add_arithmetic_verb(command_line);
  facet::add_code_verbs(command_line);
  facet::add_measure_verb(command_line);
  facet::add_verify_verb(command_line);
  facet::add_data_verbs(command_line);
  facet::add_numbers_verb(command_line);
  facet::add_report_verb(command_line);
  facet::add_bench_verb(command_line);
  facet::set_window_verb(command_line);
  return command_line.run(std::vector<std::string>(argv + 1, argv + argc), output,
                          interrupt.token());
}
