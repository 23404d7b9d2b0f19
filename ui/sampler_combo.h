#pragma once

#include <optional>

#include "core/base/latent.h"

namespace facet::ui {

/// A combo of how latents become codes: automatic (the model's own default), prior or fitted
/// Gaussian, each with a line that explains it. True when it changed `sampler`.
bool sampler_combo(const char* id, std::optional<Sampler>& sampler, Sampler model_default);

}  // namespace facet::ui
