#pragma once

#include <string_view>

// The prose of a report, as markup: how each thing works, in our own words. Figures and numbers are
// the sections' own.

namespace facet::report_texts {

std::string_view abstract();
std::string_view data();
std::string_view layers();
std::string_view autoencoder();
std::string_view variational();
std::string_view adversarial();
std::string_view ae_against_vae();
std::string_view vae_against_gan();
std::string_view measures();
std::string_view latent_grid();
std::string_view interpolation();
std::string_view spherical();
std::string_view arithmetic();
std::string_view honest_arithmetic();
std::string_view measured_arithmetic();
std::string_view fast_models();
std::string_view sequences();
std::string_view columns();
std::string_view tiles();
std::string_view making();

}  // namespace facet::report_texts
