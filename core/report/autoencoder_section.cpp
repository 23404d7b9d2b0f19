#include <algorithm>

#include "core/base/words.h"
#include "core/engine/quality_meter.h"
#include "core/report/section_parts.h"
#include "core/report/texts.h"

namespace facet {
namespace {

constexpr std::uint32_t kGridSeed = 334;
constexpr int kRows = 6;
constexpr int kShownWidth = 330;
constexpr std::int64_t kReconstructed = 12;

constexpr const char* kModels[] = {"report-ae", "report-vae"};

std::string grid_name(const std::string& preset, Sampler sampler) {
  return preset + "-" + sampler_name(sampler);
}

/// Three rows: held-out pictures, and what each autoencoder makes of them.
Status draw_reconstructions(SectionWork& work) {
  if (work.book.has("reconstructions")) return {};
  const Dataset& dataset = *work.work.dataset;
  std::vector<ImagePtr> pictures;
  for (std::int64_t i = 0; i < std::min(kReconstructed, dataset.held_out()); ++i) {
    pictures.push_back(dataset.picture(dataset.training_size() + i));
  }
  std::vector<ImagePtr> rows = pictures;
  for (const char* model : kModels) {
    const Result<FacePainter*> painter = work.book.painter("runs/" + std::string(model));
    if (!painter) return painter.error();
    const Result<std::vector<Latent>> codes = (*painter)->encode(pictures);
    if (!codes) return codes.error();
    const Result<std::vector<ImagePtr>> again = decode_pictures(**painter, *codes);
    if (!again) return again.error();
    rows.insert(rows.end(), again->begin(), again->end());
  }
  return work.book.keep_image("reconstructions",
                              tile_faces(rows, static_cast<int>(pictures.size()), 2, 255));
}

Command reconstruct_command(const std::string& model) {
  return {"facet",  "reconstruct", "--model", "{report}/runs/" + model,
          "--data", "{data}",      "--out",   model + "-again.npy"};
}

}  // namespace

Status draw_autoencoders(SectionWork& work) {
  for (const char* model : kModels) {
    for (const Sampler sampler : {Sampler::kPrior, Sampler::kGaussian}) {
      const Status drawn =
          work.book.draw_grid(grid_name(model, sampler), "runs/" + std::string(model), kGridSeed,
                              kRows, kRows, sampler);
      if (!drawn) return drawn;
    }
  }
  return draw_reconstructions(work);
}

void write_autoencoders(const SectionFacts& facts, HtmlPage& page) {
  const auto ae = finished_training("report-ae", facts.folder);
  const auto vae = finished_training("report-vae", facts.folder);
  if (!ae || !vae) return;
  page.section("ae-vae", "Autoencoder against variational autoencoder");
  page.add(report_texts::ae_against_vae());
  add_figure(
      facts,
      "The same 36 random points (seed 334), decoded: above drawn from the normal "
      "distribution N(0,1), below from a Gaussian fitted to the codes of the training "
      "pictures.",
      {{grid_name("report-ae", Sampler::kPrior), "autoencoder, N(0,1)", "", kShownWidth},
       {grid_name("report-vae", Sampler::kPrior), "VAE, N(0,1)", "", kShownWidth},
       {grid_name("report-ae", Sampler::kGaussian), "autoencoder, fitted Gaussian", "",
        kShownWidth},
       {grid_name("report-vae", Sampler::kGaussian), "VAE, fitted Gaussian", "", kShownWidth}},
      page);
  page.paragraph(
      "As copyists they compare differently: the held-out pictures come back from the "
      "autoencoder (codes of " +
      std::to_string(ae->plan.latent) + " numbers) with " + fixed(ae->psnr_db, 2) + " dB after " +
      clock_time(ae->seconds) + " of training, from the VAE (" + std::to_string(vae->plan.latent) +
      " numbers) with " + fixed(vae->psnr_db, 2) + " dB after " + clock_time(vae->seconds) + ".");
  add_figure(facts,
             "Held-out pictures (first row), reconstructed by the autoencoder (second) and by the "
             "VAE (third).",
             {{"reconstructions"}}, page,
             {reconstruct_command("report-ae"), reconstruct_command("report-vae")});
  add_figure(facts, "The loss of the plain autoencoder: the cross-entropy alone.", {}, page,
             {train_command(*ae)},
             loss_chart(facts, *ae, LossSeries::Scale::kLoss, "Loss of report-ae"));
}

}  // namespace facet
