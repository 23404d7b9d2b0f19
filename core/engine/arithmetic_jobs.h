#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/faces.h"
#include "core/engine/selection_faces.h"

// Expressions with their groups as texts: what `facet arithmetic` gets on its command line and, one
// a line, in the file of `--batch`. Any thread.

namespace facet {

/// One expression over groups that are written as selections.
struct ArithmeticRequest {
  std::vector<std::pair<std::string, std::string>> groups;  ///< name, SEL
  std::string expression;
  std::string model;  ///< which kind of model it is meant for; empty: not said
  std::string where;  ///< for errors: "jobs.jsonl, line 3"
};

/// Reads a file of {"groups": {"a": "SEL", ...}, "expr": "..."}, one a line; empty lines are left
/// out. A "model" beside them is a text of the reader's own. Errors name the line; a file without a
/// request is one.
Result<std::vector<ArithmeticRequest>> read_arithmetic_requests(const std::string& path);

/// Adds a group of that name to `lists`. Errors: a name that is taken, those of
/// resolve_selection().
Status add_group(const std::string& name, const Selection& selection,
                 const SelectionContext& context, std::vector<FaceList>& lists);

/// The faces behind a request's selections. Errors name `request.where`.
Result<ArithmeticJob> resolve_request(const ArithmeticRequest& request,
                                      const SelectionContext& context);
/// The same for many requests, in order; what a selection names is found once, however often it is
/// written.
Result<std::vector<ArithmeticJob>> resolve_requests(std::span<const ArithmeticRequest> requests,
                                                    const SelectionContext& context);

}  // namespace facet
