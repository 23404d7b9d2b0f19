#pragma once

#include <string>
#include <vector>

#include "core/report/sections.h"
#include "core/report/svg_chart.h"
#include "core/report/training_part.h"

// What several sections of a report are made of.

namespace facet {

/// A kept figure with the words under it.
struct NamedFigure {
  std::string name;
  std::string caption{};
  std::string alt{};
  int width = 0;             ///< on the page; 0: its own
  int numbered_columns = 0;  ///< as in PagePicture
};

/// Adds those of `figures` that were drawn, with their commands, and `more` commands.
void add_figure(const SectionFacts& facts, const std::string& caption,
                const std::vector<NamedFigure>& figures, HtmlPage& page,
                const std::vector<Command>& more = {}, const std::string& svg = "");

/// The mark of a training that stands for an epoch of the report.
const TrainingMark& mark_of_epoch(const FinishedTraining& training, std::int64_t report_epoch,
                                  std::int64_t report_epochs);

/// "epoch 20 of 40: step 1,234, epoch 2.1 here".
std::string mark_words(const TrainingMark& mark, std::int64_t report_epochs);

/// How the report's epochs were scaled: a sentence and a table.
void add_scaling(const SectionFacts& facts, const FinishedTraining& training, HtmlPage& page);

/// A chart of those series of a training that are drawn on `scale`.
std::string loss_chart(const SectionFacts& facts, const FinishedTraining& training,
                       LossSeries::Scale scale, const std::string& title);

/// The command that trains `training` again.
Command train_command(const FinishedTraining& training);

/// "0.72 (0.66 to 0.78)".
std::string estimate_text(const Estimate& estimate, int digits);

}  // namespace facet
