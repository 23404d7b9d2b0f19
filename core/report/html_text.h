#pragma once

#include <string>
#include <string_view>

namespace facet {

/// Text as HTML shows it, in elements and attributes: & < > " ' become entities.
std::string escape_html(std::string_view text);

}  // namespace facet
