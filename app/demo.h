#pragma once

#include <string>
#include <vector>

#include "core/base/session.h"
#include "ui/example.h"

namespace facet {

/// Where the program finds the demos: beside its own folder.
std::string demo_folder();

/// The worked examples that are shipped with the program (assets/make_demo makes their models), in
/// `folder`: what a person sees who opens Facet for the first time comes first. Empty where the
/// program was built without them.
std::vector<ui::Example> demo_examples(const std::string& folder);

/// The example whose model the session draws from, this program's or, after it was moved,
/// another's; nullptr: it draws from something else.
const ui::Example* shown_example(const std::vector<ui::Example>& examples, const Session& session);

/// Whether the session draws from a demo, of this program or of another.
bool shows_demo(const Session& session);

}  // namespace facet
