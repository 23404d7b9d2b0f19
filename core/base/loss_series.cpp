#include <algorithm>
#include <array>

#include "core/base/training_view.h"

namespace facet {
namespace {

using Scale = LossSeries::Scale;

constexpr std::array kVae = {
    LossSeries{"total", "total", Scale::kLoss},
    LossSeries{"reconstruction", "reconstruction", Scale::kLoss},
    LossSeries{"kl", "KL", Scale::kOwn},
    LossSeries{"d_real", "D of real", Scale::kShare, /*optional=*/true},
    LossSeries{"d_fake", "D of drawn", Scale::kShare, /*optional=*/true},
};

constexpr std::array kAe = {
    LossSeries{"total", "cross-entropy", Scale::kLoss},
};

constexpr std::array kGan = {
    LossSeries{"loss_g", "generator", Scale::kLoss},
    LossSeries{"loss_d", "discriminator", Scale::kLoss},
    LossSeries{"d_real", "D of real", Scale::kShare},
    LossSeries{"d_fake", "D of generated", Scale::kShare},
    LossSeries{"gradient_g", "G gradient", Scale::kOwn},
    LossSeries{"gradient_d", "D gradient", Scale::kOwn},
};
static_assert(std::max(kVae.size(), kGan.size()) <= kMostLosses);

}  // namespace

std::span<const LossSeries> loss_series(ModelKind kind) {
  switch (kind) {
    case ModelKind::kVae:
      return kVae;
    case ModelKind::kAe:
      return kAe;
    case ModelKind::kGan:
      return kGan;
  }
  return kVae;
}

}  // namespace facet
