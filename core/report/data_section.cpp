#include <algorithm>

#include "core/base/words.h"
#include "core/report/section_parts.h"
#include "core/report/texts.h"

namespace facet {
namespace {

constexpr std::int64_t kShown = 72;
constexpr int kColumns = 12;
constexpr std::size_t kListedValues = 8;

std::string size_text(const Dataset& dataset) {
  if (dataset.source_width() == 0) return "of many sizes, scaled to 64 x 64";
  const std::string size =
      std::to_string(dataset.source_width()) + " x " + std::to_string(dataset.source_height());
  return size == "64 x 64" ? size : size + ", scaled to 64 x 64";
}

std::string values_text(const Attribute& attribute) {
  std::string text;
  for (std::size_t i = 0; i < std::min(kListedValues, attribute.values.size()); ++i) {
    text += (text.empty() ? "" : ", ") + attribute.values[i];
  }
  return attribute.values.size() > kListedValues ? text + ", ..." : text;
}

}  // namespace

Status draw_data(SectionWork& work) {
  if (work.book.has("data")) return {};
  const Dataset& dataset = *work.work.dataset;
  std::vector<ImagePtr> faces;
  const std::int64_t count = std::min(kShown, dataset.size());
  for (std::int64_t i = 0; i < count; ++i)
    faces.push_back(dataset.picture(i * dataset.size() / count));
  return work.book.keep_image("data", tile_faces(faces, kColumns, 0, 255),
                              {"facet", "data", "info", "{data}"});
}

void write_data(const SectionFacts& facts, HtmlPage& page) {
  page.section("data", "The data");
  page.add(report_texts::data());
  const Dataset& dataset = facts.dataset;
  add_figure(facts,
             "Pictures of the data set " + facts.folder.identity().data +
                 ", evenly spread over all " + with_thousands(dataset.size()) + " of them.",
             {{"data"}}, page);
  std::vector<std::vector<std::string>> rows = {
      {"data set", facts.folder.identity().data},
      {"pictures", with_thousands(dataset.size())},
      {"trained on, held out",
       with_thousands(dataset.training_size()) + ", " + with_thousands(dataset.held_out())},
      {"size", size_text(dataset)},
      {"hash", dataset.hash()}};
  for (const Attribute& attribute : facts.attributes.attributes) {
    rows.push_back({"label " + attribute.name, values_text(attribute)});
  }
  if (facts.attributes.attributes.empty()) {
    rows.push_back({"labels", dataset.labels().empty()
                                  ? "none"
                                  : "none that sorts pictures into a few kinds"});
  }
  for (const std::string& warning : dataset.warnings()) rows.push_back({"remark", warning});
  page.table("The data set", {"what", "value"}, rows);
}

}  // namespace facet
