#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/output.h"
#include "core/base/result.h"

namespace facet {

/// What a verb gets to run with.
struct VerbContext {
  Output& output;
  std::stop_token stop;  ///< requested by Ctrl+C
};

/// A verb of the command line: its words for `--help` and what it does.
struct Verb {
  std::string name;
  std::string summary;
  std::string example;  ///< a whole command line
};

/// Facet's command line: parses, runs one verb, prints its error, gives the exit code.
class CommandLine {
 public:
  CommandLine();

  /// What a verb does; its exit code where it is neither 0 nor an Error's.
  using Run = std::function<Result<int>(VerbContext&)>;

  /// Adds a verb under `parent` (the program itself unless given) and returns it for its options.
  /// `run` is called after parsing; its options live as long as the command line, so keep them in
  /// shared state that `run` captures.
  CLI::App& add_verb(const Verb& verb, Run run, CLI::App* parent = nullptr);
  /// Adds a word that only groups verbs, such as `data`.
  CLI::App& add_group(const std::string& name, const std::string& summary);

  /// What `facet [FILE]` without a verb does; gets the file, or an empty text.
  void set_window(std::function<Result<int>(VerbContext&, const std::string& path)> open);

  /// Runs the program's arguments, without its name. Returns the exit code: 0, 1 failed, 2 wrong
  /// use.
  int run(std::vector<std::string> arguments, Output& output, std::stop_token stop);

 private:
  bool is_verb(const std::string& word);
  /// The one place where what a library throws becomes an Error.
  Result<int> run_safely(std::vector<std::string> arguments, VerbContext& context);
  Result<int> parse_and_run(std::vector<std::string> arguments, VerbContext& context);
  Result<int> open_window(const std::vector<std::string>& arguments, VerbContext& context);

  CLI::App app_;
  bool json_ = false;
  Run chosen_;
  std::function<Result<int>(VerbContext&, const std::string&)> window_;
};

}  // namespace facet
