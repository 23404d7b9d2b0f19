#include <algorithm>
#include <cstdio>

#include "core/base/hash.h"
#include "core/base/words.h"
#include "core/engine/quality_meter.h"
#include "core/image/resample.h"
#include "core/report/picks.h"
#include "core/report/section_parts.h"
#include "core/report/texts.h"

namespace facet {
namespace {

using nlohmann::json;

constexpr std::uint32_t kGridSeed = 334;
constexpr int kCells = 100;
constexpr int kSmallSide = 16;
constexpr std::int64_t kLeastEncoded = 60;
constexpr std::int64_t kMostEncoded = 600;

constexpr const char* kEncoders[] = {"report-vae", "fast-vae"};
constexpr const char* kGans[] = {"report-gan", "fast-gan"};

std::string run_of(const std::string& preset) { return "runs/" + preset; }
std::string picks_key(const std::string& model) { return "picks " + model; }

json picks_json(const PickedRequest& picked) {
  json groups = json::array();
  for (const auto& [name, selection] : picked.request.groups) groups.push_back({name, selection});
  return {{"groups", std::move(groups)},
          {"expr", picked.request.expression},
          {"report_expr", picked.report_expression},
          {"asked", picked.asked},
          {"how", picked.how}};
}

std::optional<PickedRequest> kept_picks(const std::string& model, const ReportFolder& folder) {
  const json* kept = folder.part(picks_key(model));
  if (kept == nullptr) return std::nullopt;
  PickedRequest picked;
  for (const json& group : kept->value("groups", json::array())) {
    if (!group.is_array() || group.size() != 2) continue;
    picked.request.groups.emplace_back(group[0].get<std::string>(), group[1].get<std::string>());
  }
  picked.request.expression = kept->value("expr", std::string());
  picked.request.where = "report.json";
  picked.report_expression = kept->value("report_expr", std::string());
  picked.asked = kept->value("asked", std::string());
  picked.how = kept->value("how", std::string());
  return picked;
}

/// Those groups alone that the expression names.
ArithmeticRequest with_expression(const ArithmeticRequest& request, const std::string& expression) {
  ArithmeticRequest chosen = request;
  chosen.expression = expression;
  const auto terms = parse_expression(expression);
  std::erase_if(chosen.groups, [&](const auto& group) {
    return !terms || std::ranges::find(*terms, group.first, &ExpressionTerm::name) == terms->end();
  });
  return chosen;
}

/// Training pictures, evenly spread, and their codes.
Result<PickedRequest> pick_among_pictures(const std::string& model, SectionWork& work) {
  const Dataset& dataset = *work.work.dataset;
  const std::int64_t most = std::clamp(static_cast<std::int64_t>(work.work.plan.budget_s / 2),
                                       kLeastEncoded, kMostEncoded);
  const std::int64_t count = std::min(most, dataset.training_size());
  std::vector<std::int64_t> rows;
  std::vector<ImagePtr> pictures;
  for (std::int64_t i = 0; i < count; ++i) {
    rows.push_back(i * dataset.training_size() / count);
    pictures.push_back(dataset.picture(rows.back()));
  }
  const Result<FacePainter*> painter = work.book.painter(run_of(model));
  if (!painter) return painter.error();
  const Result<std::vector<Latent>> codes = (*painter)->encode(pictures);
  if (!codes) return codes.error();
  return pick_by_directions(*codes, [&](std::span<const std::int64_t> places) {
    std::string text;
    for (const std::int64_t place : places) {
      text += (text.empty() ? "" : ",") + std::to_string(rows[static_cast<std::size_t>(place)]);
    }
    return "{data}#" + text;
  });
}

/// The cells of the grid: read by the judge where there are labels, else by what they look like.
Result<PickedRequest> pick_among_cells(const std::string& model, SectionWork& work) {
  const Result<FacePainter*> painter = work.book.painter(run_of(model));
  if (!painter) return painter.error();
  const Result<std::vector<ImagePtr>> cells =
      decode_pictures(**painter, sample_codes(**painter, kGridSeed, kCells));
  if (!cells) return cells.error();
  if (!work.attributes.attributes.empty()) {
    const Result<const Judge*> judge = work.meter.judge();
    if (!judge) return judge.error();
    const Question question =
        choose_question(work.attributes, work.work.dataset->training_size(), true);
    return pick_by_judge((*judge)->read(*cells), (*judge)->table(), question);
  }
  std::vector<Latent> small;
  for (const ImagePtr& cell : *cells) {
    const Image image = resample(*cell, {0, 0, kFaceSide, kFaceSide}, kSmallSide, kSmallSide);
    small.emplace_back(image.pixels.begin(), image.pixels.end());
  }
  return pick_by_directions(small, [](std::span<const std::int64_t> places) {
    std::string text;
    for (const std::int64_t place : places) {
      text += (text.empty() ? "" : ",") + std::to_string(place);
    }
    return text;
  });
}

Status find_picks(const std::string& model, bool of_gan, SectionWork& work) {
  if (kept_picks(model, work.work.folder)) return {};
  if (work.work.stop.stop_requested()) return report_stopped(work.work.folder.path());
  if (!of_gan && !work.attributes.attributes.empty()) {
    const Question question =
        choose_question(work.attributes, work.work.dataset->training_size(), false);
    return work.work.folder.keep(
        picks_key(model), picks_json(pick_by_label(*work.work.dataset, work.attributes, question)));
  }
  const Result<PickedRequest> picked =
      of_gan ? pick_among_cells(model, work) : pick_among_pictures(model, work);
  if (!picked) return picked.error();
  return work.work.folder.keep(picks_key(model), picks_json(*picked));
}

Status draw_found(const std::string& model, SectionWork& work) {
  const auto picked = kept_picks(model, work.work.folder);
  if (!picked) return {};
  const Status honest =
      work.book.draw_arithmetic(model + "-arithmetic", run_of(model),
                                with_expression(picked->request, picked->request.expression));
  if (!honest || picked->report_expression.empty()) return honest;
  return work.book.draw_arithmetic(model + "-arithmetic-report", run_of(model),
                                   with_expression(picked->request, picked->report_expression));
}

/// A figure's name that stands for what is asked, so that other picks are drawn anew.
std::string picked_name(const ArithmeticRequest& request, const std::string& model) {
  Hasher hasher;
  hasher.add(request.expression);
  for (const auto& [name, selection] : request.groups) hasher.add(name).add(selection);
  return model + "-picks-" + hasher.hex().substr(0, 10);
}

bool is_meant_for(const ArithmeticRequest& request, const std::string& model) {
  const bool gan = model.ends_with("gan");
  if (!request.model.empty()) return request.model == model || model.ends_with("-" + request.model);
  // Pictures have no codes in a GAN.
  return !gan || std::ranges::none_of(request.groups, [](const auto& group) {
    return group.second.find_first_of("#?") != std::string::npos;
  });
}

Status draw_given(SectionWork& work) {
  for (const ArithmeticRequest& request : work.picks) {
    for (const char* model : {"report-vae", "fast-vae", "report-gan", "fast-gan"}) {
      if (!is_meant_for(request, model)) continue;
      const Status drawn =
          work.book.draw_arithmetic(picked_name(request, model), run_of(model), request);
      if (!drawn) return drawn;
    }
  }
  return {};
}

void write_given(const SectionFacts& facts, HtmlPage& page) {
  for (const ArithmeticRequest& request : facts.picks) {
    std::vector<NamedFigure> figures;
    for (const char* model : {"report-vae", "fast-vae", "report-gan", "fast-gan"}) {
      if (is_meant_for(request, model)) figures.push_back({picked_name(request, model), model});
    }
    add_figure(facts,
               request.expression + ", with the picks of " + request.where +
                   ". The result stands first, then the decoded average of each term.",
               figures, page);
  }
}

void write_found(const SectionFacts& facts, bool of_gan, HtmlPage& page) {
  const auto& models = of_gan ? kGans : kEncoders;
  const auto picked = kept_picks(models[0], facts.folder);
  if (!picked) return;
  std::vector<NamedFigure> honest;
  std::vector<NamedFigure> reported;
  for (const char* model : models) {
    honest.push_back({std::string(model) + "-arithmetic", model});
    reported.push_back({std::string(model) + "-arithmetic-report", model});
  }
  add_figure(facts,
             picked->asked + " = " + picked->request.expression +
                 ". The result stands first, then the decoded average of each term. Picks were "
                 "found " +
                 picked->how + ".",
             honest, page);
  if (of_gan) return;
  page.add(report_texts::honest_arithmetic());
  add_figure(facts, "The report's line, " + picked->asked + " = " + picked->report_expression + ".",
             reported, page);
}

void add_scores(const std::string& model, const std::string& how, const ArithmeticScores& scores,
                std::vector<std::vector<std::string>>& rows) {
  rows.push_back({model, how, estimate_text(scores.target, 2), estimate_text(scores.kept, 2),
                  estimate_text(scores.identity, 2)});
}

void write_measured(const SectionFacts& facts, HtmlPage& page) {
  std::vector<std::vector<std::string>> rows;
  std::optional<ArithmeticMeasurement> any;
  for (const char* model : {"report-vae", "fast-vae", "report-gan", "fast-gan"}) {
    const auto measured = measured_arithmetic(run_of(model), facts.folder);
    if (!measured) continue;
    any = measured;
    add_scores(model, "averages of three", measured->averages, rows);
    add_scores(model, "the three that stand best for all", measured->chosen, rows);
    for (const PickScores& more : measured->more_picks) {
      add_scores(model, "averages of " + std::to_string(more.picks), more.scores, rows);
    }
    add_scores(model, "single picks", measured->singles, rows);
    add_scores(model, "random vector", measured->random, rows);
    add_scores(model, "best possible", measured->ceiling, rows);
  }
  if (!any) {
    page.paragraph("Left out: the time of this report was used up, or too few faces carry labels.");
    return;
  }
  page.add(report_texts::measured_arithmetic());
  page.table(
      "Measured arithmetic: " + std::to_string(any->cases) + " random questions for each model",
      {"model", "with", "target", "kept", "identity"}, rows);
  std::string judges;
  for (const JudgeAccuracy& judge : any->judge) {
    judges += (judges.empty() ? "" : ", ") + judge.attribute + " " + fixed(judge.accuracy, 3);
  }
  page.paragraph("The judge reads held-out pictures right in these shares: " + judges +
                 ". Two faces that have nothing to do with each other have identity " +
                 fixed(any->strangers, 2) + ".");
}

}  // namespace

Status draw_arithmetic(SectionWork& work) {
  if (!work.picks.empty()) {
    if (Status drawn = draw_given(work); !drawn) return drawn;
  } else {
    for (const char* model : kEncoders) {
      if (Status s = find_picks(model, false, work); !s) return s;
      if (Status s = draw_found(model, work); !s) return s;
    }
    for (const char* model : kGans) {
      if (Status s = find_picks(model, true, work); !s) return s;
      if (Status s = draw_found(model, work); !s) return s;
    }
  }
  if (work.attributes.attributes.empty()) return {};
  for (const char* model : {"report-vae", "fast-vae", "report-gan", "fast-gan"}) {
    if (work.late) break;
    if (Status s = work.meter.measure_arithmetic(run_of(model), work.book); !s) return s;
  }
  return {};
}

void write_arithmetic(const SectionFacts& facts, HtmlPage& page) {
  page.section("arithmetic", "Calculating with faces");
  page.add(report_texts::arithmetic());
  if (!facts.picks.empty()) {
    write_given(facts, page);
  } else {
    page.heading("With the VAE");
    write_found(facts, false, page);
    page.heading("With the GAN");
    page.paragraph(
        "A GAN has no encoder, so no picture of the data has a code in it; its terms are cells of "
        "its own grid. Other picks, by hand from the numbered grids, go into a file with one "
        "{\"groups\": {...}, \"expr\": ..., \"model\": \"vae\" or \"gan\"} a line: facet report "
        "with --picks FILE draws those instead.");
    write_found(facts, true, page);
  }
  page.heading("Measured");
  if (facts.attributes.attributes.empty()) {
    page.paragraph(
        "This data set has no labels that sort its pictures into a few kinds, so "
        "nobody can say by measurement whether an answer is right; the figures above "
        "have to speak for themselves. With a .csv of labels beside the data this "
        "section holds a table.");
    return;
  }
  write_measured(facts, page);
}

}  // namespace facet
