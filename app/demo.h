#pragma once

#include <string>

#include "core/base/session.h"

namespace facet {

/// The recorded run that is shipped with the program (assets/make_demo makes it): what a person
/// sees who opens Facet for the first time. Empty where the program was built without it.
std::string demo_run();

/// Lets the session draw from the demo; false where there is none.
bool show_demo(Session& session);

/// Whether the session draws from the demo, this program's or, after it was moved, another's.
bool shows_demo(const Session& session);

}  // namespace facet
