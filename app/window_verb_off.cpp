#include "app/window_verb.h"

namespace facet {

void set_window_verb(CommandLine& command_line) {
  command_line.set_window([](VerbContext&, const std::string&) -> Result<int> {
    return Error{ErrorCode::kUnsupported,
                 "this build has no window; use a verb such as facet train, or build with "
                 "FACET_WINDOW=ON",
                 "facet"};
  });
}

}  // namespace facet
