#include "app/demo.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "app/first_session.h"
#include "core/base/files.h"
#include "core/engine/past_weights.h"
#include "core/engine/run_folder.h"

namespace facet {
namespace {

/// The end of the path, under which builds and installations have the demos.
constexpr const char* kPlace = "assets/demo";

/// An example with the model of that run; nothing where there is none.
std::optional<ui::Example> example_of(std::string run, ui::Example example) {
  const std::vector<PastStep> steps = past_steps(run);
  if (!is_run_folder(run) || steps.empty()) return std::nullopt;
  example.session.model = {steps.back().path};
  example.recording = std::move(run);
  return example;
}

/// The picks of the GAN's example are kept beside its weights: they are cells of its own grid.
std::optional<ui::Example> gan_example(const std::string& run) {
  const std::string path = run + "/session.json";
  const Result<std::string> text = read_file(path);
  if (!text) return std::nullopt;
  Result<Session> session = session_from_json(*text, path);
  if (!session) return std::nullopt;
  return example_of(run, {"mouth (GAN)",
                          "A GAN's faces: a woman with her mouth open, less the woman, plus a man, "
                          "is a man with his mouth open.",
                          *std::move(session),
                          {}});
}

}  // namespace

std::string demo_folder() {
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::string() : (program.parent_path().parent_path() / kPlace).string();
}

std::vector<ui::Example> demo_examples(const std::string& folder) {
  std::vector<ui::Example> examples;
  auto vae = example_of(folder + "/vae", {"hair (VAE)",
                                          "A VAE's faces: red hair, less blue hair, plus long blue "
                                          "hair, is long red hair.",
                                          make_first_session(),
                                          {}});
  if (vae) examples.push_back(*std::move(vae));
  if (auto gan = gan_example(folder + "/gan")) examples.push_back(*std::move(gan));
  return examples;
}

const ui::Example* shown_example(const std::vector<ui::Example>& examples, const Session& session) {
  const std::string& path = session.model.path;
  const auto found = std::find_if(examples.begin(), examples.end(), [&](const auto& example) {
    const std::filesystem::path run(example.recording);
    const std::string place = std::string("/") + kPlace + "/" + run.filename().string() + "/";
    return path.find(place) != std::string::npos;
  });
  return found == examples.end() ? nullptr : &*found;
}

bool shows_demo(const Session& session) {
  return session.model.path.find(std::string("/") + kPlace + "/") != std::string::npos;
}

}  // namespace facet
