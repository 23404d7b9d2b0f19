#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace facet {

/// The whole file as bytes. Errors: not there, not readable, larger than `limit` bytes.
Result<std::string> read_file(const std::string& path, std::size_t limit = std::size_t{1} << 31U);

/// Writes a whole file so that a reader sees the old or the new one, never a part: a temporary name
/// beside it, fsync, rename. Errors name the path and the reason: disk full, no permission.
Status write_file_atomically(const std::string& path, std::string_view bytes);

/// Makes the folder and its parents; an existing folder is fine.
Status make_folder(const std::string& path);

/// Where Facet keeps runs and its own session: `$XDG_DATA_HOME/facet` or `~/.local/share/facet`.
std::string user_data_folder();
/// Where Facet keeps what it can make again: `$XDG_CACHE_HOME/facet` or `~/.cache/facet`.
std::string user_cache_folder();

/// A sentence for the errno of a failed system call on `path`.
Error system_error(const std::string& action, const std::string& path, int error_number);

}  // namespace facet
