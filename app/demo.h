#pragma once

#include <string>
#include <vector>

#include "core/base/session.h"
#include "ui/example.h"

namespace facet {

/// The worked examples that are shipped with the program (assets/make_demo makes their models):
/// what a person sees who opens Facet for the first time comes first. Empty where the program was
/// built without them.
std::vector<ui::Example> demo_examples();

/// The example whose model the session draws from, this program's or, after it was moved,
/// another's; nullptr: it draws from something else.
const ui::Example* shown_example(const std::vector<ui::Example>& examples, const Session& session);

/// Whether the session draws from a demo, of this program or of another.
bool shows_demo(const Session& session);

}  // namespace facet
