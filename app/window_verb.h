#pragma once

#include "app/command_line.h"

namespace facet {

/// Makes `facet [FILE]` open the window, or say why it cannot.
void set_window_verb(CommandLine& command_line);

}  // namespace facet
