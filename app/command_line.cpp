#include "app/command_line.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <sstream>

#include "core/model/runtime.h"

namespace facet {

CommandLine::CommandLine()
    : app_(
          "Facet: train a generator of faces and explore what it learns, live.\n"
          "Without a verb it opens the window; FILE may be a run, a model, a picture or a session.",
          "facet") {
  app_.set_version_flag("--version", std::string("facet ") + FACET_VERSION);
  app_.require_subcommand(1);
  app_.footer("facet VERB --help shows a verb's options and an example.");
}

CLI::App& CommandLine::add_verb(const Verb& verb, Run run, CLI::App* parent) {
  CLI::App* added = (parent != nullptr ? parent : &app_)->add_subcommand(verb.name, verb.summary);
  added->add_flag("--json", json_, "print one JSON object on one line of stdout");
  added->footer("Example:\n  " + verb.example);
  // The verb of a group comes before the group itself, which may be a verb too.
  added->final_callback([this, run = std::move(run)] {
    if (!chosen_) chosen_ = run;
  });
  return *added;
}

CLI::App& CommandLine::add_group(const std::string& name, const std::string& summary) {
  CLI::App* group = app_.add_subcommand(name, summary);
  group->require_subcommand(1);
  return *group;
}

void CommandLine::set_window(std::function<Result<int>(VerbContext&, const std::string&)> open) {
  window_ = std::move(open);
}

bool CommandLine::is_verb(const std::string& word) {
  const auto named = [&](const CLI::App* verb) { return verb->get_name() == word; };
  return !app_.get_subcommands(named).empty();
}

int CommandLine::run(std::vector<std::string> arguments, Output& output, std::stop_token stop) {
  // Known before parsing, so that a parse error is already worded as JSON.
  output.set_json(std::find(arguments.begin(), arguments.end(), "--json") != arguments.end());
  VerbContext context{output, std::move(stop)};
  const Result<int> code = run_safely(std::move(arguments), context);
  if (code) return *code;
  output.error(code.error());
  return code.error().code == ErrorCode::kUsage ? 2 : 1;
}

Result<int> CommandLine::run_safely(std::vector<std::string> arguments, VerbContext& context) {
  try {
    return parse_and_run(std::move(arguments), context);
  } catch (const std::exception& exception) {
    return library_error(exception, "This command");
  }
}

Result<int> CommandLine::parse_and_run(std::vector<std::string> arguments, VerbContext& context) {
  chosen_ = nullptr;
  const bool names_file =
      arguments.empty() || (arguments.front().rfind('-', 0) != 0 && !is_verb(arguments.front()));
  if (names_file) return open_window(arguments, context);
  try {
    // CLI11 takes the arguments from the back.
    std::reverse(arguments.begin(), arguments.end());
    app_.parse(std::move(arguments));
  } catch (const CLI::Success& help_or_version) {
    std::ostringstream text;
    app_.exit(help_or_version, text, text);
    context.output.help(text.str());
    return 0;
  } catch (const CLI::ParseError& error) {
    return Error{ErrorCode::kUsage, std::string(error.what()) + "; see facet --help",
                 "command line"};
  }
  return chosen_(context);
}

Result<int> CommandLine::open_window(const std::vector<std::string>& arguments,
                                     VerbContext& context) {
  if (arguments.size() > 1) {
    return Error{ErrorCode::kUsage,
                 "this is not a verb, and the window opens one file at a time; see facet --help",
                 arguments.front()};
  }
  const std::string path = arguments.empty() ? "" : arguments.front();
  std::error_code ignored;
  if (!path.empty() && !std::filesystem::exists(path, ignored)) {
    return Error{ErrorCode::kUsage,
                 "this is neither a verb nor a file that exists; see facet --help for the verbs",
                 path};
  }
  return window_(context, path);
}

}  // namespace facet
