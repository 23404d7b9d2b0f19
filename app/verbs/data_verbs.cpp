#include <memory>

#include "app/verbs/verbs.h"
#include "core/base/files.h"
#include "core/base/words.h"
#include "core/data/dataset.h"
#include "core/data/write_dataset.h"

namespace facet {
namespace {

struct DataOptions {
  std::string data;
  std::string out;
  DrawnRequest drawn;
};

Progress show_progress(const char* what, VerbContext& context) {
  return [what, &context](double share) {
    context.output.progress(std::string(what) + ": " + fixed(share * 100, 0) + " %");
    return !context.stop.stop_requested();
  };
}

Result<int> print_written(const Result<WrittenDataset>& written, Output& output) {
  if (!written) return written.error();
  output.result({{"out", written->pictures_path},
                 {"count", written->pictures},
                 {"labels", written->labels_path}},
                "wrote " + written->pictures_path + ": " + with_thousands(written->pictures) +
                    " pictures" +
                    (written->labels_path.empty() ? "" : ", labels in " + written->labels_path));
  return 0;
}

Result<int> convert(const DataOptions& options, VerbContext& context) {
  const Result<DatasetPtr> dataset =
      open_dataset(options.data, {user_cache_folder(), show_progress("reading", context)});
  if (!dataset) return dataset.error();
  for (const std::string& warning : (*dataset)->warnings()) context.output.note(warning);
  return print_written(write_dataset(**dataset, options.out, show_progress("writing", context)),
                       context.output);
}

std::string form_of(const Dataset& dataset) {
  if (dataset.source_width() == 0) return "of mixed sizes";
  return "of " + std::to_string(dataset.source_width()) + " x " +
         std::to_string(dataset.source_height());
}

Result<int> info(const DataOptions& options, VerbContext& context) {
  const Result<DatasetPtr> opened =
      open_dataset(options.data, {user_cache_folder(), show_progress("reading", context)});
  if (!opened) return opened.error();
  const Dataset& dataset = **opened;
  std::string text = dataset.name() + ": " + with_thousands(dataset.size()) + " pictures " +
                     form_of(dataset) + ", " + with_thousands(dataset.held_out()) +
                     " held out, hash " + dataset.hash();
  if (!dataset.labels().empty()) {
    text += "\nlabels:";
    for (const std::string& column : dataset.labels().columns) text += " " + column;
  }
  for (const std::string& warning : dataset.warnings()) text += "\nwarning: " + warning;
  context.output.result({{"data", dataset.name()},
                         {"count", dataset.size()},
                         {"held_out", dataset.held_out()},
                         {"width", dataset.source_width()},
                         {"height", dataset.source_height()},
                         {"labels", dataset.labels().columns},
                         {"hash", dataset.hash()},
                         {"warnings", dataset.warnings()}},
                        text);
  return 0;
}

void add_draw(CommandLine& command_line, CLI::App& group) {
  const auto options = std::make_shared<DataOptions>();
  CLI::App& verb = command_line.add_verb(
      {"draw", "Draw faces with labels", "facet data draw --count 20000 --out faces.npy"},
      [options](VerbContext& context) {
        return print_written(
            write_drawn(options->drawn, options->out, show_progress("drawing", context)),
            context.output);
      },
      &group);
  verb.add_option("--count", options->drawn.count, "how many faces")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  verb.add_option("--seed", options->drawn.seed, "seed of the drawing")->capture_default_str();
  verb.add_flag("--twins", options->drawn.twins,
                "each face in 8 variants: hair red/blue x mouth closed/open x short/long");
  verb.add_option("--out", options->out, "an .npy file; labels go into the .csv beside it")
      ->required();
}

void add_convert(CommandLine& command_line, CLI::App& group) {
  const auto options = std::make_shared<DataOptions>();
  CLI::App& verb = command_line.add_verb(
      {"convert", "Write a folder of pictures, or any data set, as one .npy file",
       "facet data convert pictures/ --out faces.npy"},
      [options](VerbContext& context) { return convert(*options, context); }, &group);
  verb.add_option("DATA", options->data, "a folder of pictures, or any data set")->required();
  verb.add_option("--out", options->out, "an .npy file, (N,64,64,3) uint8")->required();
}

void add_info(CommandLine& command_line, CLI::App& group) {
  const auto options = std::make_shared<DataOptions>();
  CLI::App& verb = command_line.add_verb(
      {"info", "Say what a data set holds, or why it cannot be used", "facet data info faces.npy"},
      [options](VerbContext& context) { return info(*options, context); }, &group);
  verb.add_option("DATA", options->data, "data set: .npy, folder, IDX file or drawn[:COUNT]")
      ->required();
}

}  // namespace

void add_data_verbs(CommandLine& command_line) {
  CLI::App& group = command_line.add_group("data", "Draw, convert and describe data sets");
  add_draw(command_line, group);
  add_convert(command_line, group);
  add_info(command_line, group);
}

}  // namespace facet
