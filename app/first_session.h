#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/session.h"
#include "ui/example.h"

namespace facet {

/// What a person sees who opens Facet for the first time: the built-in faces, the report's seeds,
/// and its arithmetic with three faces in each list, chosen by their labels.
Session make_first_session();

/// The session as it was left; at the first start that of the first example, or without one the
/// first session. A file that cannot be read is moved aside so that nothing is lost, and `notice`
/// says so.
Session restore_session(const std::string& settings_folder,
                        const std::vector<ui::Example>& examples, std::string& notice);

}  // namespace facet
