#include "core/base/words.h"
#include "core/report/section_parts.h"
#include "core/report/texts.h"

namespace facet {
namespace {

constexpr std::uint32_t kGridSeed = 334;
constexpr int kRows = 6;
constexpr int kShownWidth = 262;

std::string grid_name(const std::string& preset, std::int64_t epoch) {
  return preset + "-epoch-" + std::to_string(epoch);
}

Status draw_epochs(const std::string& preset, SectionWork& work) {
  const auto training = finished_training(preset, work.work.folder);
  if (!training) return {};
  const std::int64_t epochs = training_part(work.work.plan, preset).report_epochs;
  for (const std::int64_t epoch : shown_epochs(preset)) {
    const Status drawn =
        work.book.draw_grid(grid_name(preset, epoch), mark_of_epoch(*training, epoch, epochs).model,
                            kGridSeed, kRows, kRows);
    if (!drawn) return drawn;
  }
  return {};
}

void add_epochs(const SectionFacts& facts, const FinishedTraining& training,
                const std::string& caption, HtmlPage& page) {
  const std::string& preset = training.plan.preset;
  const std::int64_t epochs = training_part(facts.plan, preset).report_epochs;
  std::vector<NamedFigure> figures;
  std::string before;
  for (const std::int64_t epoch : shown_epochs(preset)) {
    const TrainingMark& mark = mark_of_epoch(training, epoch, epochs);
    // Where a step takes long, the first epochs fall on the same one.
    if (mark.model == before) {
      std::string& words = figures.back().caption;
      words.insert(words.find(" of "), ", " + std::to_string(epoch));
      continue;
    }
    before = mark.model;
    const std::string words = mark_words(mark, epochs);
    figures.push_back(
        {grid_name(preset, epoch), words, "samples of " + preset + ", " + words, kShownWidth, 0});
  }
  add_figure(facts, caption, figures, page, {train_command(training)});
}

}  // namespace

Status draw_variational(SectionWork& work) { return draw_epochs("report-vae", work); }

void write_variational(const SectionFacts& facts, HtmlPage& page) {
  const auto training = finished_training("report-vae", facts.folder);
  if (!training) return;
  page.section("vae", "A variational autoencoder learns faces");
  page.add(report_texts::autoencoder());
  page.add(report_texts::variational());
  add_epochs(facts, *training,
             "Samples of report-vae while it learns: always the same 36 latent points (seed 334), "
             "drawn at the report's epochs 1, 20 and 40, scaled as the table says.",
             page);
  add_scaling(facts, *training, page);
  add_figure(
      facts,
      "What report-vae minimises: the cross-entropy between picture and drawing, a mean over "
      "pixels, plus the KL term, which is divided by the 12,288 numbers of a picture.",
      {}, page, {}, loss_chart(facts, *training, LossSeries::Scale::kLoss, "Losses of report-vae"));
  if (training->psnr_db > 0) {
    page.paragraph(
        "Reconstructed through their codes, the held-out pictures come back with a PSNR "
        "of " +
        fixed(training->psnr_db, 2) + " dB.");
  }
}

Status draw_adversarial(SectionWork& work) { return draw_epochs("report-gan", work); }

void write_adversarial(const SectionFacts& facts, HtmlPage& page) {
  const auto training = finished_training("report-gan", facts.folder);
  if (!training) return;
  page.section("gan", "A generator learns from its critic");
  page.add(report_texts::adversarial());
  add_epochs(facts, *training,
             "Samples of report-gan while it learns, the same 36 latent points each time, at the "
             "report's epochs 1, 3, 10, 20, 200 and 400, scaled as the table says.",
             page);
  add_scaling(facts, *training, page);
  add_figure(facts,
             "The two losses of report-gan. Neither has to fall: each measures one network against "
             "the other, and both get better together.",
             {}, page, {},
             loss_chart(facts, *training, LossSeries::Scale::kLoss, "Losses of report-gan"));
  add_figure(facts,
             "What the discriminator answers on average: 1 means that it takes a picture for real, "
             "0 for generated. Where it is always right the generator has little to learn from; "
             "where both lie near one half it can no longer tell.",
             {}, page, {},
             loss_chart(facts, *training, LossSeries::Scale::kShare,
                        "How real the discriminator finds pictures"));
}

}  // namespace facet
