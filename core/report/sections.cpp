#include "core/report/sections.h"

#include <array>

namespace facet {
namespace {

constexpr std::array kSections = {
    Section{"the data", draw_data, write_data},
    Section{"the models", nullptr, write_models},
    Section{"the VAE over time", draw_variational, write_variational},
    Section{"the GAN over time", draw_adversarial, write_adversarial},
    Section{"autoencoder and VAE", draw_autoencoders, write_autoencoders},
    Section{"VAE and GAN over time", draw_over_time, write_over_time},
    Section{"the latent space", draw_latent_space, write_latent_space},
    Section{"arithmetic", draw_arithmetic, write_arithmetic},
    Section{"the fast models", draw_fast_models, write_fast_models},
    Section{"numbers", nullptr, write_numbers},
    Section{"how it was made", nullptr, write_making},
};

}  // namespace

std::span<const Section> report_sections() { return kSections; }

}  // namespace facet
