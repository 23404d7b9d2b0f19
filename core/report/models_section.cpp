#include <algorithm>
#include <memory>

#include "core/base/words.h"
#include "core/model/gan.h"
#include "core/model/picture_network.h"
#include "core/report/section_parts.h"
#include "core/report/texts.h"

namespace facet {
namespace {

/// A layer of a table: its parameters together.
struct Layer {
  std::string name;
  std::string shape;  ///< of its weights, the largest parameter
  std::int64_t largest = 0;
  std::int64_t count = 0;
  bool trained = true;
};

std::string shape_text(const std::vector<std::int64_t>& shape) {
  std::string text;
  for (const std::int64_t side : shape) text += (text.empty() ? "" : " x ") + std::to_string(side);
  return text;
}

std::string layer_name(const std::string& parameter) {
  for (const char* end : {".weight", ".bias"}) {
    if (parameter.ends_with(end))
      return parameter.substr(0, parameter.size() - std::string(end).size());
  }
  return parameter;
}

std::vector<Layer> layers_of(const ParameterLayout& layout) {
  std::vector<Layer> layers;
  for (const ParameterSpec& spec : layout.specs()) {
    const std::string name = layer_name(spec.name);
    if (layers.empty() || layers.back().name != name) layers.push_back({name, "", 0, 0, true});
    Layer& layer = layers.back();
    layer.count += spec.count;
    layer.trained = spec.rate > 0;
    if (spec.count > layer.largest) {
      layer.largest = spec.count;
      layer.shape = shape_text(spec.shape);
    }
  }
  return layers;
}

void add_layers(const std::string& title, const ParameterLayout& layout, HtmlPage& page) {
  std::vector<std::vector<std::string>> rows;
  std::int64_t sum = 0;
  for (const Layer& layer : layers_of(layout)) {
    rows.push_back(
        {layer.name + (layer.trained ? "" : " (fixed)"), layer.shape, with_thousands(layer.count)});
    if (layer.trained) sum += layer.count;
  }
  rows.push_back({"trained, in all", "", with_thousands(sum)});
  page.table(title, {"layer", "weights", "parameters"}, rows);
}

std::string loss_text(const std::string& preset) {
  if (preset == "report-ae") return "binary cross-entropy";
  if (preset == "report-vae") return "binary cross-entropy + KL / 12,288";
  if (preset == "fast-vae") return "optimal-sigma likelihood + KL";
  if (preset == "fast-gan") return "non-saturating, R1 every 4th step";
  return "binary cross-entropy, both networks";
}

void add_hyperparameters(const SectionFacts& facts, HtmlPage& page) {
  std::vector<std::vector<std::string>> settings;
  std::vector<std::vector<std::string>> lengths;
  for (const TrainingPart& part : facts.plan.trainings) {
    const auto training = finished_training(part.preset, facts.folder);
    if (!training) continue;
    const TrainingPlan& plan = training->plan;
    settings.push_back({part.preset, std::to_string(plan.latent), std::to_string(plan.batch),
                        fixed(plan.learning_rate, 4), loss_text(part.preset),
                        std::to_string(plan.training_seed)});
    lengths.push_back(
        {part.preset, part.report_epochs > 0 ? std::to_string(part.report_epochs) : "-",
         fixed(training->epoch, 1), with_thousands(training->step),
         with_thousands(training->images), clock_time(training->seconds),
         fixed(training->images_per_s, 0), with_thousands(training->training_pictures)});
  }
  page.table("Hyperparameters; the optimiser of all is Adam",
             {"model", "code", "batch", "learning rate", "loss", "training seed"}, settings);
  page.table(
      "How long each model trained. For a GAN of the report an epoch is half as many batches "
      "as the pictures fill, as in the report, and it sees the first 20,000 pictures at most",
      {"model", "epochs in the report", "epochs here", "steps", "pictures seen", "time",
       "pictures a second", "trained on"},
      lengths);
}

}  // namespace

void write_models(const SectionFacts& facts, HtmlPage& page) {
  page.section("models", "The models");
  page.add(report_texts::layers());
  add_hyperparameters(facts, page);
  page.paragraph(
      "Layer by layer, with the shape of each layer's weights; biases are counted in. "
      "Fixed layers are fitted to the data once, before training.");
  page.add("<div class=\"pair\">\n");
  for (const TrainingPart& part : facts.plan.trainings) {
    const auto training = finished_training(part.preset, facts.folder);
    if (!training) continue;
    const auto network = make_network(part.preset, training->plan.latent);
    if (!network) continue;
    const bool gan = model_kind(part.preset) == ModelKind::kGan;
    add_layers(part.preset + (gan ? ", generator" : ", encoder and decoder"), (*network)->layout(),
               page);
    if (!gan) continue;
    if (const auto judge = make_discriminator(part.preset)) {
      add_layers(part.preset + ", discriminator", (*judge)->layout(), page);
    }
  }
  page.add("</div>\n");
}

}  // namespace facet
