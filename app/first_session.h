#pragma once

#include <string>

#include "core/base/result.h"
#include "core/base/session.h"

namespace facet {

/// What a person sees who opens Facet for the first time: the built-in faces, the report's seeds,
/// and its arithmetic with three faces in each list, chosen by their labels.
Session make_first_session();

/// The session as it was left, or the first one, drawn by the demo where there is one. A file that
/// cannot be read is moved aside so that nothing is lost, and `notice` says so.
Session restore_session(const std::string& settings_folder, std::string& notice);

}  // namespace facet
