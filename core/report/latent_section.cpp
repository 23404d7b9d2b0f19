#include <cmath>

#include "core/base/latent.h"
#include "core/base/numpy_random.h"
#include "core/base/words.h"
#include "core/report/section_parts.h"
#include "core/report/texts.h"

namespace facet {
namespace {

constexpr std::uint32_t kGridSeed = 334;
constexpr int kRows = 10;

struct Walk {
  const char* model;
  std::uint32_t seed;
};
// As in the report: the VAE's two, then the GAN's.
constexpr Walk kWalks[] = {
    {"report-vae", 4}, {"report-vae", 999}, {"report-gan", 321}, {"report-gan", 5}};
constexpr Walk kSphericalWalk{"report-gan", 321};

std::string walk_name(const Walk& walk, const char* more = "") {
  return std::string(walk.model) + "-walk-" + std::to_string(walk.seed) + more;
}

/// Lengths of the points of both ways between the ends of the seed.
std::string length_chart(const SectionFacts& facts, const Walk& walk) {
  const auto training = finished_training(walk.model, facts.folder);
  if (!training) return "";
  const std::vector<Latent> ends = seeded_latents(walk.seed, 2, training->plan.latent);
  Chart chart;
  chart.title = "Length of the latent point along the way, seed " + std::to_string(walk.seed);
  chart.x_label = "place between the two ends";
  chart.y_label = "length";
  chart.low = 0;
  constexpr int kPoints = 41;
  for (const PathKind kind : {PathKind::kLerp, PathKind::kSlerp}) {
    ChartSeries line;
    line.name = kind == PathKind::kLerp ? "straight (lerp)" : "spherical (slerp)";
    line.color = static_cast<int>(chart.series.size());
    int place = 0;
    for (const Latent& code : walk_codes(ends, kPoints, kind)) {
      line.points.emplace_back(place++ / double{kPoints - 1}, double{norm(code)});
    }
    chart.series.push_back(std::move(line));
  }
  chart.levels = {{"typical length", std::sqrt(double(training->plan.latent)), 5}};
  return chart_svg(chart);
}

}  // namespace

Status draw_latent_space(SectionWork& work) {
  for (const char* model : {"report-vae", "report-gan"}) {
    const Status drawn = work.book.draw_grid(std::string(model) + "-334",
                                             "runs/" + std::string(model), kGridSeed, kRows, kRows);
    if (!drawn) return drawn;
  }
  for (const Walk& walk : kWalks) {
    const Status drawn =
        work.book.draw_path(walk_name(walk), "runs/" + std::string(walk.model), walk.seed);
    if (!drawn) return drawn;
  }
  return work.book.draw_path(walk_name(kSphericalWalk, "-slerp"),
                             "runs/" + std::string(kSphericalWalk.model), kSphericalWalk.seed,
                             PathKind::kSlerp);
}

void write_latent_space(const SectionFacts& facts, HtmlPage& page) {
  page.section("latent", "The latent space");
  page.heading("A hundred faces with numbers");
  page.add(report_texts::latent_grid());
  for (const char* model : {"report-vae", "report-gan"}) {
    add_figure(facts,
               std::string("The grid of seed 334, ") + model +
                   ", cells numbered from 0. The numbers lie over the picture; the picture itself "
                   "is what the command draws.",
               {{std::string(model) + "-334", "", std::string("a grid of 100 faces of ") + model, 0,
                 kRows}},
               page);
  }
  page.heading("Walks between two faces");
  page.add(report_texts::interpolation());
  std::vector<NamedFigure> vae;
  std::vector<NamedFigure> gan;
  for (const Walk& walk : kWalks) {
    (std::string(walk.model) == "report-vae" ? vae : gan)
        .push_back({walk_name(walk), "seed " + std::to_string(walk.seed)});
  }
  add_figure(facts, "Interpolation with report-vae, seeds 4 and 999.", vae, page);
  add_figure(facts, "Interpolation with report-gan, seeds 321 and 5.", gan, page);
  page.heading("Straight or round");
  page.add(report_texts::spherical());
  add_figure(facts,
             "The walk of seed 321 with report-gan once more, on the great circle. Compare its "
             "middle with that of the straight walk above.",
             {{walk_name(kSphericalWalk, "-slerp"), "seed 321, slerp"}}, page, {},
             length_chart(facts, kSphericalWalk));
}

}  // namespace facet
