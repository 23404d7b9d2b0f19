#include "app/command_line.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <new>
#include <sstream>

#include "app/verbs/verbs.h"

namespace facet {
namespace {

/// A command line with streams of its own and one verb, `add`, that adds two numbers.
class Console {
 public:
  Console() {
    CLI::App& add = line_.add_verb(
        {"add", "Add two numbers", "facet add 1 2"}, [this](VerbContext& context) -> Result<int> {
          if (left_ == 13) return Error{ErrorCode::kBadInput, "13 is unlucky; use 12", "--left"};
          if (left_ == 14) throw std::bad_alloc();
          if (left_ == 15) return 1;
          if (left_ == 16) {
            return Error{ErrorCode::kBadInput, "no such name (column 3)", "a+b", std::size_t{2}};
          }
          context.output.note("adding");
          context.output.result({{"sum", left_ + right_}}, "the sum");
          return 0;
        });
    add.add_option("--left", left_, "a number");
    add.add_option("--right", right_, "another");
    line_.set_window([this](VerbContext&, const std::string& path) -> Result<int> {
      opened_ = path.empty() ? "nothing" : path;
      return 0;
    });
  }

  int run(std::vector<std::string> arguments) {
    Output output(out_, err_, false);
    return line_.run(std::move(arguments), output, {});
  }

  std::string out() const { return out_.str(); }
  std::string err() const { return err_.str(); }
  const std::string& opened() const { return opened_; }
  nlohmann::json json() const { return nlohmann::json::parse(out_.str()); }
  /// Adds Facet's own verbs, all but the window.
  void add_own_verbs() {
    add_train_verb(line_);
    add_sample_verb(line_);
    add_data_verbs(line_);
    add_bench_verb(line_);
  }

 private:
  std::ostringstream out_;
  std::ostringstream err_;
  CommandLine line_;
  int left_ = 1;
  int right_ = 1;
  std::string opened_;
};

TEST_CASE("a verb's answer is a sentence, or one line of JSON and nothing else on stdout") {
  Console people;
  CHECK(people.run({"add", "--left", "2"}) == 0);
  CHECK(people.out() == "the sum\n");
  CHECK(people.err() == "adding\n");
  Console programs;
  CHECK(programs.run({"add", "--right", "4", "--json"}) == 0);
  CHECK(programs.out() == "{\"sum\":5}\n");
}

TEST_CASE("an error is told once, as a sentence or as JSON, and ends with 1") {
  Console people;
  CHECK(people.run({"add", "--left", "13"}) == 1);
  CHECK(people.out().empty());
  CHECK(people.err() == "facet: --left: 13 is unlucky; use 12\n");
  Console programs;
  CHECK(programs.run({"add", "--json", "--left", "13"}) == 1);
  CHECK(programs.err().empty());
  const nlohmann::json expected = {
      {"error",
       {{"code", "bad_input"}, {"message", "13 is unlucky; use 12"}, {"where", "--left"}}}};
  CHECK(programs.json() == expected);
}

TEST_CASE("a place in an expression is a number of the JSON") {
  Console console;
  CHECK(console.run({"add", "--left", "16", "--json"}) == 1);
  CHECK(console.json()["error"]["position"] == 2);
}

TEST_CASE("a verb may end with 1 without an error") {
  Console console;
  CHECK(console.run({"add", "--left", "15", "--json"}) == 1);
  CHECK(console.out().empty());
}

TEST_CASE("memory that runs out in a verb is an error, not a crash") {
  Console console;
  CHECK(console.run({"add", "--left", "14", "--json"}) == 1);
  CHECK(console.json()["error"]["code"] == "out_of_memory");
}

TEST_CASE("wrong use ends with 2 and says so in JSON where that is asked for") {
  const std::vector<std::vector<std::string>> wrong = {
      {"add", "--left", "two"}, {"add", "--up", "1"}, {"add", "--left"},
      {"add", "stray"},         {"subtract"},         {"--left", "1"},
      {"subtract", "a", "and"},
  };
  for (std::vector<std::string> arguments : wrong) {
    CAPTURE(arguments.front());
    Console people;
    CHECK(people.run(arguments) == 2);
    CHECK(people.out().empty());
    CHECK(people.err().rfind("facet: ", 0) == 0);
    arguments.emplace_back("--json");
    Console programs;
    CHECK(programs.run(arguments) == 2);
    CHECK(programs.err().empty());
    CHECK(programs.json()["error"]["code"] == "usage");
  }
}

TEST_CASE("a file opens the window, and so does nothing") {
  Console nothing;
  CHECK(nothing.run({}) == 0);
  CHECK(nothing.opened() == "nothing");
  const std::string folder = std::filesystem::temp_directory_path().string();
  Console file;
  CHECK(file.run({folder}) == 0);
  CHECK(file.opened() == folder);
  Console absent;
  CHECK(absent.run({folder + "/there is no such file"}) == 2);
  CHECK(absent.opened().empty());
}

TEST_CASE("help goes to stdout and ends with 0") {
  Console program;
  CHECK(program.run({"--help"}) == 0);
  CHECK(program.out().find("Add two numbers") != std::string::npos);
  Console verb;
  CHECK(verb.run({"add", "--help"}) == 0);
  CHECK(verb.out().find("facet add 1 2") != std::string::npos);
  Console version;
  CHECK(version.run({"--version"}) == 0);
  CHECK(version.out() == "facet " FACET_VERSION "\n");
}

TEST_CASE("each verb's help has its example") {
  for (const std::vector<std::string>& verb : std::vector<std::vector<std::string>>{
           {"train"}, {"sample"}, {"data", "draw"}, {"data", "info"}, {"bench", "window"}}) {
    Console console;
    console.add_own_verbs();
    std::vector<std::string> arguments = verb;
    arguments.emplace_back("--help");
    CAPTURE(verb.back());
    CHECK(console.run(arguments) == 0);
    CHECK(console.out().find("Example:\n  facet " + verb.front()) != std::string::npos);
  }
}

TEST_CASE("options of the verbs are checked before any work is done") {
  const std::vector<std::vector<std::string>> wrong = {
      {"train"},
      {"train", "--out", "r"},
      {"train", "--data", "drawn", "--out", "r", "--device", "abacus"},
      {"train", "--data", "drawn", "--out", "r", "--batch", "0"},
      {"train", "--data", "drawn", "--out", "r", "--preset", "none"},
      {"sample", "--model", "m"},
      {"sample", "--model", "m", "--npy", "n", "--grid", "10x"},
      {"sample", "--model", "m", "--npy", "n", "--grid", "-3x3"},
      {"data", "draw", "--count", "0", "--out", "n"},
      {"bench"},
      {"bench", "train", "--seconds", "0"},
  };
  for (const std::vector<std::string>& arguments : wrong) {
    CAPTURE(arguments.front());
    CAPTURE(arguments.back());
    Console console;
    console.add_own_verbs();
    CHECK(console.run(arguments) == 2);
  }
}

}  // namespace
}  // namespace facet
