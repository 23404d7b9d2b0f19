#include "ui/sampler_combo.h"

#include <imgui.h>

#include <string>

#include "ui/widgets.h"

namespace facet::ui {
bool sampler_combo(const char* id, std::optional<Sampler>& sampler, Sampler model_default) {
  const std::optional<Sampler> before = sampler;
  const std::string own = std::string("auto: ") + sampler_name(model_default);
  const bool open = ImGui::BeginCombo(id, sampler ? sampler_name(*sampler) : own.c_str());
  if (!open) {
    tooltip("How a latent z becomes the code that the decoder reads.");
    return false;
  }
  const auto item = [&](const std::string& label, std::optional<Sampler> value,
                        const char* explanation) {
    if (ImGui::Selectable(label.c_str(), sampler == value)) sampler = value;
    tooltip(explanation);
  };
  item(own, std::nullopt, "The model's own: what its preset was made for.");
  item(sampler_name(Sampler::kPrior), Sampler::kPrior, "The code is z itself, drawn from N(0, 1).");
  item(sampler_name(Sampler::kGaussian), Sampler::kGaussian,
       "The code is mean + L z, from the Gaussian fitted to the codes of the training pictures.");
  item(sampler_name(Sampler::kMixture), Sampler::kMixture,
       "The same with ten Gaussians, each fitted to some of the codes; one is chosen for each z.");
  item(sampler_name(Sampler::kFlow), Sampler::kFlow,
       "The Gaussian's, with z carried to where codes really lie by a small network that a fast\n"
       "VAE trains beside: far fewer ghosts. Other models have none, and draw from the Gaussian.");
  ImGui::EndCombo();
  return sampler != before;
}

}  // namespace facet::ui
