#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/engine/arithmetic_jobs.h"
#include "core/measure/attributes.h"
#include "core/report/figure_book.h"
#include "core/report/html_page.h"
#include "core/report/measure_part.h"
#include "core/report/report_work.h"

// The sections of a report, one a file. Each first draws and measures what it shows (each thing
// once, kept in the folder), then writes itself from what the folder holds.

namespace facet {

/// What a section draws with.
struct SectionWork {
  const ReportWork& work;
  FigureBook& book;
  ReportMeter& meter;
  /// Picks that somebody has made by hand; empty: the program finds some.
  const std::vector<ArithmeticRequest>& picks;
  AttributeTable attributes;  ///< of the data's labels; without attributes: none to learn
  bool late = false;          ///< the time is used up: what can be left out is left out
};

/// What a section writes from.
struct SectionFacts {
  const ReportFolder& folder;
  const Dataset& dataset;
  const ReportPlan& plan;
  const std::vector<ArithmeticRequest>& picks;
  std::string picks_file;  ///< where they came from
  AttributeTable attributes;
};

struct Section {
  const char* name;                   ///< for progress
  Status (*draw)(SectionWork& work);  ///< null: nothing to draw
  void (*write)(const SectionFacts& facts, HtmlPage& page);
};

/// All sections in their order.
std::span<const Section> report_sections();

Status draw_data(SectionWork& work);
void write_data(const SectionFacts& facts, HtmlPage& page);
void write_models(const SectionFacts& facts, HtmlPage& page);
Status draw_variational(SectionWork& work);
void write_variational(const SectionFacts& facts, HtmlPage& page);
Status draw_adversarial(SectionWork& work);
void write_adversarial(const SectionFacts& facts, HtmlPage& page);
Status draw_autoencoders(SectionWork& work);
void write_autoencoders(const SectionFacts& facts, HtmlPage& page);
Status draw_over_time(SectionWork& work);
void write_over_time(const SectionFacts& facts, HtmlPage& page);
Status draw_latent_space(SectionWork& work);
void write_latent_space(const SectionFacts& facts, HtmlPage& page);
Status draw_arithmetic(SectionWork& work);
void write_arithmetic(const SectionFacts& facts, HtmlPage& page);
Status draw_fast_models(SectionWork& work);
void write_fast_models(const SectionFacts& facts, HtmlPage& page);
void write_numbers(const SectionFacts& facts, HtmlPage& page);
void write_making(const SectionFacts& facts, HtmlPage& page);

/// The few lines and numbers under the page's title.
std::string report_lead(const SectionFacts& facts);

}  // namespace facet
