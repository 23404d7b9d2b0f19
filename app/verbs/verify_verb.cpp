#include <memory>

#include "app/verbs/verbs.h"
#include "core/engine/verify.h"

namespace facet {
namespace {

struct VerifyOptions {
  std::string picture;
  std::string model;
};

Result<int> verify(const VerifyOptions& options, VerbContext& context) {
  const Result<Verification> found = verify_picture(options.picture, options.model);
  if (!found) return found.error();
  context.output.result({{"match", found->match},
                         {"max_difference", found->max_difference},
                         {"same_cpu", found->same_cpu}},
                        found->message);
  return found->match ? 0 : 1;
}

}  // namespace

void add_verify_verb(CommandLine& command_line) {
  const auto options = std::make_shared<VerifyOptions>();
  CLI::App& verb =
      command_line.add_verb({"verify", "Redraw a picture from the recipe inside it and compare",
                             "facet verify strip.png --model runs/first"},
                            [options](VerbContext& context) { return verify(*options, context); });
  verb.add_option("PICTURE", options->picture, "a PNG or WebP that Facet wrote")->required();
  verb.add_option("--model", options->model, "the model, where the recipe's own place is stale");
}

}  // namespace facet
