#include "core/measure/judge.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/data/drawing/counter_random.h"
#include "core/measure/smoothing.h"
#include "core/model/pictures.h"
#include "core/model/runtime.h"
#include "core/train/adam.h"

namespace facet {
namespace {

constexpr std::int64_t kBatch = 64;
constexpr double kLearningRate = 3e-3;
constexpr double kAverageDecay = 0.98;
constexpr int kMostPasses = 2;
// The judge has learnt enough at this mean loss of an attribute, smoothed over the last batches.
constexpr double kEnoughLoss = 0.01;
constexpr double kLossDecay = 0.95;
constexpr std::int64_t kLeastPictures = 64;
constexpr std::int64_t kMostHeldOut = 500;

std::int64_t count_values(const AttributeTable& table) {
  std::int64_t count = 0;
  for (const Attribute& attribute : table.attributes) {
    count += static_cast<std::int64_t>(attribute.values.size());
  }
  return count;
}

/// Pictures of `rows`, each smoothed none to kMostPasses times.
at::Tensor gather_smoothed(const Dataset& dataset, std::span<const std::int64_t> rows,
                           drawing::CounterRandom& random) {
  at::Tensor pictures = empty_pictures(static_cast<std::int64_t>(rows.size()));
  float* to = pictures.mutable_data_ptr<float>();
  std::array<std::uint8_t, kFaceBytes> pixels;
  std::vector<float> scratch;
  for (const std::int64_t row : rows) {
    dataset.read(row, pixels);
    write_smoothed(pixels, random.integer(kMostPasses + 1), to, scratch);
    to += kFaceBytes;
  }
  return pictures;
}

}  // namespace

double similarity(const JudgeReading& a, const JudgeReading& b) {
  double product = 0;
  double a_square = 0;
  double b_square = 0;
  for (std::size_t i = 0; i < a.features.size(); ++i) {
    product += double{a.features[i]} * b.features[i];
    a_square += double{a.features[i]} * a.features[i];
    b_square += double{b.features[i]} * b.features[i];
  }
  return product / std::max(1e-12, std::sqrt(a_square * b_square));
}

Judge::Judge(AttributeTable table)
    : table_(std::move(table)),
      network_(count_values(table_)),
      weights_(network_.layout(), at::kFloat),
      average_(network_.layout(), at::kFloat) {}

Result<std::unique_ptr<Judge>> Judge::create(const Dataset& dataset) {
  AttributeTable table = find_attributes(dataset.labels());
  if (table.attributes.empty()) {
    return Error{ErrorCode::kBadInput,
                 "the data set has no labels that a judge could learn; put a .csv beside it with "
                 "columns of a few values each",
                 dataset.name()};
  }
  if (dataset.training_size() < kLeastPictures) {
    return Error{ErrorCode::kBadInput,
                 "a judge of the labels needs at least " + std::to_string(kLeastPictures) +
                     " training pictures, but there are " + std::to_string(dataset.training_size()),
                 dataset.name()};
  }
  std::unique_ptr<Judge> judge(new Judge(std::move(table)));
  judge->data_hash_ = dataset.hash();
  return judge;
}

Result<std::unique_ptr<Judge>> Judge::train(const Dataset& dataset, const JudgeOptions& options,
                                            const std::function<bool(double)>& progress) {
  try {
    Result<std::unique_ptr<Judge>> judge = create(dataset);
    if (!judge) return judge;
    if (Status s = (*judge)->learn(dataset, options, progress); !s) return s.error();
    (*judge)->measure(dataset);
    return judge;
  } catch (const std::exception& exception) {
    return library_error(exception, "Training the judge");
  }
}

Result<std::unique_ptr<Judge>> Judge::restore(const Dataset& dataset, const TensorMap& values,
                                              const std::string& where) {
  try {
    Result<std::unique_ptr<Judge>> judge = create(dataset);
    if (!judge) return judge;
    Judge& known = **judge;
    if (Status s = known.average_.from_map(known.network_.layout(), values, where); !s) {
      return s.error();
    }
    known.measure(dataset);
    return judge;
  } catch (const std::exception& exception) {
    return library_error(exception, "Reading the judge");
  }
}

at::Tensor Judge::loss(const at::Tensor& pictures, std::span<const std::int64_t> rows) const {
  const at::Tensor scores = network_(weights_, pictures).scores;
  at::Tensor sum = at::zeros({}, at::kFloat);
  std::int64_t first = 0;
  for (std::size_t attribute = 0; attribute < table_.attributes.size(); ++attribute) {
    const auto values = static_cast<std::int64_t>(table_.attributes[attribute].values.size());
    at::Tensor classes = at::empty({static_cast<std::int64_t>(rows.size())}, at::kLong);
    auto* to = classes.mutable_data_ptr<std::int64_t>();
    int known = 0;
    for (const std::int64_t row : rows) {
      const int value = table_.classes[attribute][static_cast<std::size_t>(row)];
      known += value >= 0 ? 1 : 0;
      *to++ = value;
    }
    if (known > 0) {
      sum = sum + at::cross_entropy_loss(scores.narrow(1, first, values), classes, {},
                                         at::Reduction::Mean, /*ignore_index=*/-1);
    }
    first += values;
  }
  return sum;
}

Status Judge::learn(const Dataset& dataset, const JudgeOptions& options,
                    const std::function<bool(double)>& progress) {
  const ParameterLayout& layout = network_.layout();
  weights_.initialize(layout, at::make_generator<at::CPUGeneratorImpl>(options.seed));
  average_.copy_from(weights_);
  weights_.require_gradients(layout);
  Adam adam(layout, {}, at::kCPU);
  const std::int64_t steps = std::max<std::int64_t>(1, options.images / kBatch);
  std::vector<std::int64_t> rows(kBatch);
  const double enough = kEnoughLoss * static_cast<double>(table_.attributes.size());
  double smoothed_loss = 10 * static_cast<double>(table_.attributes.size());
  for (std::int64_t step = 0; step < steps; ++step) {
    const double done = static_cast<double>(step) / static_cast<double>(steps);
    if (progress && !progress(done)) {
      return Error{ErrorCode::kCanceled, "the judge's training was stopped", dataset.name()};
    }
    drawing::CounterRandom random(options.seed, static_cast<std::uint64_t>(step));
    for (std::int64_t& row : rows) {
      row = random.integer(static_cast<int>(dataset.training_size()));
    }
    const at::Tensor batch_loss = loss(gather_smoothed(dataset, rows, random), rows);
    batch_loss.backward();
    adam.step(weights_, weights_, average_, kLearningRate * (1 - done),
              std::min(kAverageDecay, static_cast<double>(step) / static_cast<double>(step + 10)));
    smoothed_loss += (1 - kLossDecay) * (batch_loss.item<double>() - smoothed_loss);
    if (smoothed_loss < enough) break;
  }
  return {};
}

void Judge::measure(const Dataset& dataset) {
  const std::int64_t first = dataset.training_size();
  const std::int64_t count = std::min(kMostHeldOut, dataset.held_out());
  if (count == 0) return;
  std::vector<ImagePtr> faces;
  for (std::int64_t i = 0; i < count; ++i) faces.push_back(dataset.picture(first + i));
  const std::vector<JudgeReading> readings = read(faces);
  for (std::size_t attribute = 0; attribute < table_.attributes.size(); ++attribute) {
    int known = 0;
    int right = 0;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      const int value = table_.classes[attribute][static_cast<std::size_t>(first) + i];
      if (value < 0) continue;
      ++known;
      right += readings[i].values[attribute] == value ? 1 : 0;
    }
    accuracy_.push_back(known > 0 ? static_cast<double>(right) / known : 0);
  }
}

std::vector<JudgeReading> Judge::read(std::span<const ImagePtr> faces) const {
  const at::NoGradGuard no_grad;
  std::vector<JudgeReading> readings;
  while (!faces.empty()) {
    const std::size_t count = std::min(faces.size(), static_cast<std::size_t>(kBatch));
    // One shape for every batch: LibTorch keeps a kernel for each.
    const at::Tensor pictures = stack_pictures(faces.first(count), kBatch);
    const JudgeNetwork::Output output = network_(average_, pictures);
    std::vector<at::Tensor> probabilities;
    std::int64_t first = 0;
    for (const Attribute& attribute : table_.attributes) {
      const auto values = static_cast<std::int64_t>(attribute.values.size());
      probabilities.push_back(output.scores.narrow(1, first, values).softmax(1));
      first += values;
    }
    const at::Tensor all = at::cat(probabilities, 1).contiguous();
    const at::Tensor features = output.features.contiguous();
    const float* probability = all.const_data_ptr<float>();
    const float* feature = features.const_data_ptr<float>();
    for (std::size_t i = 0; i < count; ++i) {
      JudgeReading reading;
      reading.probabilities.assign(probability, probability + all.size(1));
      reading.features.assign(feature, feature + features.size(1));
      for (const Attribute& attribute : table_.attributes) {
        const float* end = probability + attribute.values.size();
        reading.values.push_back(
            static_cast<int>(std::max_element(probability, end) - probability));
        probability = end;
      }
      feature += features.size(1);
      readings.push_back(std::move(reading));
    }
    faces = faces.subspan(count);
  }
  return readings;
}

}  // namespace facet
