#pragma once

#include <nlohmann/json.hpp>
#include <ostream>
#include <string_view>

#include "core/base/result.h"

namespace facet {

/// Where a verb's words go. With `--json` stdout gets exactly one line, a JSON object; everything
/// else is on stderr.
class Output {
 public:
  Output(std::ostream& out, std::ostream& err, bool progress_in_place)
      : out_(&out), err_(&err), progress_in_place_(progress_in_place) {}

  void set_json(bool json) { json_ = json; }
  bool json() const { return json_; }

  /// The verb's answer: `object` as one line with `--json`, else `text` for people.
  void result(const nlohmann::json& object, std::string_view text);
  /// A remark on stderr: a warning, what was done.
  void note(std::string_view text);
  /// How far the work is; replaced in place on a terminal, and given up where there is none.
  void progress(std::string_view text);
  /// The error, once: as JSON on stdout with `--json`, as a sentence on stderr otherwise. A place
  /// in an expression is the byte `position` of the JSON.
  void error(const Error& error);
  /// `--help` and `--version`: what was asked for, on stdout as it is.
  void help(std::string_view text);

 private:
  void end_progress();

  std::ostream* out_;
  std::ostream* err_;
  bool progress_in_place_;
  bool json_ = false;
  bool in_progress_ = false;
};

}  // namespace facet
