#pragma once

#include "app/command_line.h"

namespace facet {

/// Makes `facet [FILE]` open the window, or say why it cannot.
///
/// For scripts that move a real pointer: when the environment variable FACET_PLACES names a file,
/// the window writes there where its items were drawn, as JSON, each time they have moved (at most
/// five times a second, as a whole, so that a reader never sees half of it):
///   {"Grid###grid": [{"label": "sheet", "left": 330, "top": 61, "right": 970, "bottom": 701}]}
/// Keys are Dear ImGui's window names, labels its item labels, places pixels of the window.
void set_window_verb(CommandLine& command_line);

}  // namespace facet
