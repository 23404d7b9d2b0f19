#include "core/model/layers.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <limits>

#include "core/model/fast_vae.h"
#include "core/model/mirrored_layers.h"
#include "core/model/principal_components.h"
#include "core/model/report_vae.h"
#include "core/model/vae.h"

// Last: LibTorch has a macro CHECK of its own.
#include <doctest/doctest.h>

namespace facet {
namespace {

at::Generator generator(std::uint64_t seed) {
  return at::make_generator<at::CPUGeneratorImpl>(seed);
}

at::Tensor random(at::IntArrayRef shape, std::uint64_t seed) {
  return at::randn(shape, generator(seed), at::TensorOptions(at::kFloat));
}

double largest_difference(const at::Tensor& a, const at::Tensor& b) {
  return (a - b).abs().max().item<double>();
}

// Keras' "same" with stride 2 on an even side, written out: output i reads inputs 2i, 2i + 1 and
// 2i + 2, the last of which may lie one beyond the end and counts as 0.
at::Tensor direct_down(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  const auto side = x.size(2);
  at::Tensor y = at::zeros({x.size(0), weight.size(0), side / 2, side / 2});
  for (std::int64_t row = 0; row < side / 2; ++row) {
    for (std::int64_t column = 0; column < side / 2; ++column) {
      at::Tensor sum = bias.unsqueeze(0).repeat({x.size(0), 1});
      for (std::int64_t i = 0; i < 9; ++i) {
        const std::int64_t from_row = 2 * row + i / 3;
        const std::int64_t from_column = 2 * column + i % 3;
        if (from_row >= side || from_column >= side) continue;
        sum += x.select(3, from_column)
                   .select(2, from_row)
                   .mm(weight.select(3, i % 3).select(2, i / 3).t());
      }
      y.select(3, column).select(2, row).copy_(sum);
    }
  }
  return y;
}

TEST_CASE("a strided convolution pads at the bottom and right only, as Keras does") {
  ParameterLayout layout;
  const SameConv conv(layout, "conv", 3, 5, 2);
  Parameters parameters(layout, at::kFloat);
  parameters.initialize(layout, generator(1));
  parameters[1].copy_(random({5}, 2));
  const at::Tensor x = random({2, 3, 8, 8}, 3);
  CHECK(largest_difference(conv(parameters, x), direct_down(x, parameters[0], parameters[1])) <
        1e-5);
}

TEST_CASE("a mirrored strided convolution is Keras', of mirrored pictures") {
  ParameterLayout layout;
  const MirroredHalving conv(layout, "conv", 3, 5);
  Parameters parameters(layout, at::kFloat);
  parameters.initialize(layout, generator(1));
  parameters[1].copy_(random({5}, 2));
  const at::Tensor x = random({2, 3, 8, 8}, 3);
  const at::Tensor result = mirrored(conv(parameters, mirrored(x)));
  CHECK(largest_difference(result, direct_down(x, parameters[0], parameters[1])) < 1e-5);
}

TEST_CASE("a mirrored transposed convolution is the gradient of the strided one") {
  ParameterLayout up_layout;
  const MirroredDoubling up(up_layout, "up", 5, 3);
  Parameters parameters(up_layout, at::kFloat);
  parameters.initialize(up_layout, generator(4));
  const at::Tensor y = random({2, 5, 4, 4}, 5);

  at::Tensor x = random({2, 3, 8, 8}, 6).requires_grad_(true);
  const at::Tensor down = direct_down(x, parameters[0], at::zeros({5}));
  (down * y).sum().backward();
  const at::Tensor result = mirrored(up(parameters, mirrored(y)));
  CHECK(result.sizes() == x.sizes());
  CHECK(largest_difference(result, x.grad()) < 1e-5);
}

TEST_CASE("the report's VAE has the report's number of parameters") {
  const ReportVae vae(64);
  CHECK(vae.sample_size() == 0);
  std::int64_t encoder = 0;
  std::int64_t decoder = 0;
  for (const ParameterSpec& spec : vae.layout().specs()) {
    (spec.name.starts_with("encoder.") ? encoder : decoder) += spec.count;
  }
  CHECK(encoder == 676096);
  CHECK(decoder == 586627);
  CHECK(vae.layout().count() == 1262723);
}

TEST_CASE("every VAE maps pictures to codes and codes to pictures in [0,1]") {
  for (const char* preset : {"report-vae", "fast-vae", "gpu-vae"}) {
    CAPTURE(preset);
    const Result<std::unique_ptr<const Vae>> vae = make_vae(preset, 7);
    REQUIRE(vae);
    Parameters parameters((*vae)->layout(), at::kFloat);
    (*vae)->initialize(parameters, random({20, 3, 64, 64}, 9), generator(1));
    const at::Tensor pictures = random({3, 3, 64, 64}, 2).sigmoid();
    const Posterior posterior =
        (*vae)->encode(parameters, (*vae)->observe(parameters, pictures).values, {});
    CHECK(posterior.mean.sizes() == at::IntArrayRef({3, 7}));
    CHECK(posterior.log_var.sizes() == at::IntArrayRef({3, 7}));
    const at::Tensor decoded = (*vae)->decode(parameters, random({3, 7}, 3) * 3);
    CHECK(decoded.sizes() == at::IntArrayRef({3, 3, 64, 64}));
    CHECK(decoded.min().item<float>() >= 0);
    CHECK(decoded.max().item<float>() <= 1);
  }
}

TEST_CASE("principal components are those of the covariance's eigenvectors") {
  const at::Tensor mixing = random({30, 30}, 1);
  const at::Tensor rows = random({200, 30}, 2).mm(mixing) + 3;
  const PrincipalComponents found = principal_components(rows.clone(), 5, generator(3));
  const at::Tensor centered = (rows - rows.mean(0)).to(at::kDouble);
  const auto [values, vectors] = at::linalg_eigh(centered.t().mm(centered) / 200);
  const at::Tensor largest = values.flip(0).narrow(0, 0, 5);
  CHECK(largest_difference(found.mean, rows.mean(0)) < 1e-5);
  CHECK(((found.variances.to(at::kDouble) - largest) / largest).abs().max().item<double>() < 0.02);
  // The basis spans what the eigenvectors span: each has length 1 inside it.
  const at::Tensor shares = found.basis.to(at::kDouble).t().mm(vectors.flip(1).narrow(1, 0, 5));
  CHECK(shares.square().sum(0).min().item<double>() > 0.95);
  CHECK(largest_difference(found.basis.t().mm(found.basis), at::eye(5)) < 1e-4);
}

TEST_CASE("fewer rows than components leave components of zeros") {
  const PrincipalComponents found = principal_components(random({3, 30}, 2), 5, generator(3));
  CHECK(found.basis.sizes() == at::IntArrayRef({30, 5}));
  CHECK(found.basis.narrow(1, 3, 2).abs().max().item<double>() == 0);
  CHECK(found.variances.min().item<double>() > 0);
}

/// A fast VAE of code length `latent`, as it begins on these pictures.
struct BegunVae {
  BegunVae(std::int64_t latent, const at::Tensor& pictures)
      : network(latent), parameters(network.layout(), at::kFloat) {
    network.initialize(parameters, pictures.clone(), generator(1));
  }
  FastVae network;
  Parameters parameters;
};

TEST_CASE("the fast VAE sees pictures by their principal components") {
  CHECK(FastVae(64).layout().count() == 4954496 + 166720);  // of them the flow's
  const at::Tensor pictures = random({40, 3, 64, 64}, 4).sigmoid();
  const BegunVae vae(64, pictures);
  const Observation seen = vae.network.observe(vae.parameters, pictures);
  // 40 pictures span 39 directions, and those draw all of them.
  CHECK(seen.values.narrow(1, 39, 256 - 39).abs().max().item<double>() < 1e-3);
  CHECK(seen.unseen.max().item<double>() < 0.01);
  CHECK(largest_difference(vae.network.draw(vae.parameters, seen.values), pictures) < 1e-3);
  // Distances between values are distances between pictures.
  const at::Tensor others = random({40, 3, 64, 64}, 5).sigmoid();
  const Observation other = vae.network.observe(vae.parameters, others);
  const at::Tensor drawn = vae.network.draw(vae.parameters, other.values);
  const at::Tensor expected = (drawn - others).square().flatten(1).sum(1);
  CHECK(((other.unseen - expected) / expected).abs().max().item<double>() < 1e-3);
}

TEST_CASE("the fast VAE begins as probabilistic PCA") {
  const at::Tensor pictures = random({40, 3, 64, 64}, 4).sigmoid();
  const BegunVae vae(8, pictures);
  const Observation seen = vae.network.observe(vae.parameters, pictures);
  const Posterior posterior = vae.network.encode(vae.parameters, seen.values, {});
  const at::Tensor variances = seen.values.square().mean(0).narrow(0, 0, 8);
  const at::Tensor scores = seen.values.narrow(1, 0, 8) / variances.sqrt();
  CHECK((posterior.mean - scores).square().mean().item<double>() < 0.02);
  const double rest =
      (pictures - pictures.mean(0)).square().flatten(1).sum(1).mean().item<double>() -
      variances.sum().item<double>();
  const at::Tensor expected = rest / 12288 / (variances + rest / 12288);
  CHECK(((posterior.log_var.mean(0).exp() - expected) / expected).abs().max().item<double>() < 0.1);
  const at::Tensor decoded = vae.network.decode_values(vae.parameters, posterior.mean, {});
  const at::Tensor missed = (decoded - seen.values).square().sum(1).mean();
  const double best = seen.values.narrow(1, 8, 248).square().sum(1).mean().item<double>();
  CHECK(missed.item<double>() == doctest::Approx(best).epsilon(0.05));
}

TEST_CASE("dropout sets its share to zero and keeps the mean") {
  const at::Tensor x = at::ones({400, 500});
  CHECK(at::equal(Dropout()(x), x));
  const at::Tensor dropped = Dropout(0.2, generator(1))(x);
  CHECK(dropped.eq(0).to(at::kFloat).mean().item<double>() == doctest::Approx(0.2).epsilon(0.02));
  CHECK(dropped.mean().item<double>() == doctest::Approx(1).epsilon(0.005));
  CHECK(dropped.max().item<double>() == doctest::Approx(1.25).epsilon(0.005));
  CHECK(at::equal(dropped, Dropout(0.2, generator(1))(x)));
}

TEST_CASE("a preset that is no VAE is refused") {
  const Result<std::unique_ptr<const Vae>> vae = make_vae("report-ae-of-tomorrow", 64);
  REQUIRE_FALSE(vae);
  CHECK(vae.error().code == ErrorCode::kBadInput);
}

TEST_CASE("initial weights are Glorot uniform, repeat with their seed, and biases are zero") {
  const ReportVae vae(64);
  Parameters a(vae.layout(), at::kFloat);
  Parameters b(vae.layout(), at::kFloat);
  Parameters c(vae.layout(), at::kFloat);
  a.initialize(vae.layout(), generator(1));
  b.initialize(vae.layout(), generator(1));
  c.initialize(vae.layout(), generator(2));
  CHECK(at::equal(a.flat(), b.flat()));
  CHECK_FALSE(at::equal(a.flat(), c.flat()));
  const TensorMap map = a.to_map(vae.layout());
  const at::Tensor& weight = map.at("encoder.conv2.weight");
  const double limit = std::sqrt(6.0 / (9 * 128 + 9 * 128));
  CHECK(weight.abs().max().item<double>() <= limit);
  CHECK(weight.std().item<double>() == doctest::Approx(limit / std::sqrt(3.0)).epsilon(0.01));
  CHECK(map.at("encoder.conv2.bias").abs().max().item<double>() == 0);
}

TEST_CASE("parameters of a map are its tensors, and as good to copy from as others") {
  const ReportVae vae(64);
  Parameters whole(vae.layout(), at::kFloat);
  whole.initialize(vae.layout(), generator(1));
  TensorMap map = whole.to_map(vae.layout());
  const Result<Parameters> found = Parameters::of(vae.layout(), map, "weights");
  REQUIRE(found);
  for (std::size_t i = 0; i < found->size(); ++i) {
    const at::Tensor& given = map.at(vae.layout().specs()[i].name);
    CHECK(at::equal((*found)[i], given));
    if (given.dim() < 4) CHECK((*found)[i].is_alias_of(given));
  }
  Parameters copy(vae.layout(), at::kFloat);
  copy.copy_from(*found);
  CHECK(at::equal(copy.flat(), whole.flat()));
  map.erase("decoder.up2.bias");
  CHECK(Parameters::of(vae.layout(), map, "weights").error().where == "weights");
}

TEST_CASE("parameters survive a copy by name, and a wrong map names the tensor") {
  const ReportVae vae(64);
  Parameters a(vae.layout(), at::kFloat);
  a.initialize(vae.layout(), generator(1));
  TensorMap map = a.to_map(vae.layout(), "ema.");
  Parameters b(vae.layout(), at::kFloat);
  REQUIRE(b.from_map(vae.layout(), map, "file", "ema."));
  CHECK(at::equal(a.flat(), b.flat()));

  map["ema.decoder.up2.bias"] = at::zeros({127});
  Status status = b.from_map(vae.layout(), map, "file", "ema.");
  REQUIRE_FALSE(status);
  CHECK(status.error().where == "file");
  CHECK(status.error().message.find("'ema.decoder.up2.bias' is 127, but must be 128") !=
        std::string::npos);
  map["ema.decoder.up2.bias"] = at::full({128}, std::numeric_limits<float>::quiet_NaN());
  status = b.from_map(vae.layout(), map, "file", "ema.");
  REQUIRE_FALSE(status);
  CHECK(status.error().message.find("not finite") != std::string::npos);
  map.erase("ema.decoder.up2.bias");
  status = b.from_map(vae.layout(), map, "file", "ema.");
  REQUIRE_FALSE(status);
  CHECK(status.error().message.find("is missing") != std::string::npos);
}

}  // namespace
}  // namespace facet
