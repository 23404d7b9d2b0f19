#include "core/numbers/number_trainer.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "core/model/runtime.h"
#include "core/train/batch_source.h"

namespace facet {
namespace {

constexpr std::int64_t kWarmUpSteps = 100;
constexpr std::uint64_t kTestSeed = 0x7465737473656564U;
constexpr std::int64_t kMeasureBatch = 200;
constexpr std::int64_t kMixedEvery = 4;  ///< one step in so many sees drawn digits beside MNIST's
constexpr int kMostThreads = 4;

Adam::Settings adam_settings(const NumberPlan& plan) {
  Adam::Settings settings;
  const double decay = preset_of(plan).weight_decay;
  if (decay > 0) settings.beta2 = 0.98;  // a short training cannot wait for a thousand steps
  settings.weight_decay = decay;
  return settings;
}

/// Small networks on text gain nothing from a second thread.
int threads_for(const NumberPlan& plan) {
  if (plan.threads > 0) return plan.threads;
  if (plan.task == NumberTask::kTextToText) return 1;
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMostThreads);
}

}  // namespace

Result<std::unique_ptr<NumberTrainer>> NumberTrainer::create(const NumberPlan& plan) {
  Result<EquationSet> equations =
      EquationSet::create(plan.digits, plan.train_share, plan.training_seed);
  if (!equations) return equations.error();
  GlyphSetPtr train;
  GlyphSetPtr test;
  GlyphSetPtr mixed;
  if (plan.task != NumberTask::kTextToText) {
    Result<GlyphSetPtr> opened = GlyphSet::open(plan.glyphs, GlyphSplit::kTrain);
    if (!opened) return opened.error();
    train = *opened;
    opened = GlyphSet::open(plan.glyphs, GlyphSplit::kTest);
    if (!opened) return opened.error();
    test = *opened;
    if (plan.glyphs != "drawn") {
      opened = GlyphSet::open("drawn", GlyphSplit::kTrain);
      if (!opened) return opened.error();
      mixed = *opened;
    }
  }
  try {
    use_threads(threads_for(plan));
    return std::unique_ptr<NumberTrainer>(
        new NumberTrainer(plan, *std::move(equations), train, test, mixed));
  } catch (const std::exception& exception) {
    return library_error(exception, "Making the network");
  }
}

NumberTrainer::NumberTrainer(NumberPlan plan, EquationSet equations, GlyphSetPtr train_glyphs,
                             GlyphSetPtr test_glyphs, GlyphSetPtr mixed_glyphs)
    : plan_(std::move(plan)),
      equations_(std::move(equations)),
      train_glyphs_(std::move(train_glyphs)),
      test_glyphs_(std::move(test_glyphs)),
      mixed_glyphs_(std::move(mixed_glyphs)),
      training_(
          encode_equations(rows(GlyphSplit::kTrain, equations_.training_size()), plan_.digits)),
      network_(make_number_network(plan_)),
      weights_(network_->layout(), at::kFloat),
      average_(network_->layout(), at::kFloat),
      adam_(network_->layout(), adam_settings(plan_), at::kCPU),
      noise_(at::make_generator<at::CPUGeneratorImpl>()),
      loss_sum_(at::zeros({}, at::kFloat)) {
  network_->initialize(
      weights_, at::make_generator<at::CPUGeneratorImpl>(seed_of_step(plan_.training_seed, -1)));
  average_.copy_from(weights_);
  weights_.require_gradients(network_->layout());
}

std::int64_t NumberTrainer::steps_per_epoch() const {
  return std::max<std::int64_t>(1, equations_.training_size() / preset_of(plan_).batch);
}

std::int64_t NumberTrainer::equations_done() const { return steps_done_ * preset_of(plan_).batch; }

std::vector<Equation> NumberTrainer::rows(GlyphSplit split, std::int64_t limit) const {
  const bool train = split == GlyphSplit::kTrain;
  const std::int64_t first = train ? 0 : equations_.training_size();
  const std::int64_t count =
      std::min(limit, train ? equations_.training_size() : equations_.test_size());
  std::vector<Equation> chosen;
  chosen.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) chosen.push_back(equations_[first + i]);
  return chosen;
}

void NumberTrainer::shuffle(std::int64_t epoch) {
  const at::Generator random =
      at::make_generator<at::CPUGeneratorImpl>(seed_of_step(plan_.training_seed, -2 - epoch));
  const std::int64_t batch = preset_of(plan_).batch;
  order_ = at::randperm(equations_.training_size(), random, at::kLong);
  if (order_.size(0) < batch) {
    order_ = order_.repeat({(batch + order_.size(0) - 1) / order_.size(0)});
  }
  epoch_ = epoch;
}

NumberBatch NumberTrainer::make_batch(EncodedEquations equations, const GlyphSet* glyphs,
                                      std::uint64_t seed) const {
  NumberBatch batch;
  batch.equations = std::move(equations);
  if (plan_.task == NumberTask::kImageToText) {
    batch.query_tiles = tiles_to_float(glyphs->draw(batch.equations.queries, seed));
  }
  return batch;
}

void NumberTrainer::show_tiles(NumberBatch& batch, std::uint64_t seed) const {
  const std::int64_t shown = preset_of(plan_).shown;
  const bool mixed = mixed_glyphs_ && steps_done_ % kMixedEvery == 0;
  const GlyphSet& seen = mixed ? *mixed_glyphs_ : *train_glyphs_;
  const at::Tensor queries = seen.draw(batch.equations.queries.narrow(0, 0, shown), seed);
  batch.query_tiles =
      vary_tiles(tiles_to_float(queries.flatten(0, 1)), seed + 1).view(queries.sizes());
  if (plan_.task == NumberTask::kTextToImage) {
    batch.answer_tiles =
        tiles_to_float(train_glyphs_->draw(batch.equations.answers.narrow(0, 0, shown), seed + 2));
  }
}

NumberBatch NumberTrainer::next_batch() {
  const std::int64_t epoch = steps_done_ / steps_per_epoch();
  if (epoch != epoch_) shuffle(epoch);
  const std::int64_t size = preset_of(plan_).batch;
  const std::int64_t first = steps_done_ % steps_per_epoch() * size;
  const std::uint64_t seed = seed_of_step(plan_.training_seed, steps_done_);
  NumberBatch batch;
  batch.equations = training_.rows(order_.narrow(0, first, size));
  if (train_glyphs_) show_tiles(batch, seed);
  return batch;
}

Status NumberTrainer::step() {
  try {
    const NumberBatch batch = next_batch();
    noise_.set_current_seed(seed_of_step(plan_.training_seed, steps_done_));
    const at::Tensor loss = network_->loss(weights_, batch, noise_);
    if (!std::isfinite(loss.item<float>())) {
      return Error{ErrorCode::kDiverged,
                   "the loss of step " + std::to_string(steps_done_ + 1) +
                       " is not finite; start again with another seed",
                   "training"};
    }
    loss.backward();
    const NumberPreset& preset = preset_of(plan_);
    const auto done = static_cast<double>(steps_done_);
    const double warm = std::min(1.0, (done + 1) / static_cast<double>(kWarmUpSteps));
    adam_.step(weights_, weights_, average_,
               preset.weight_decay > 0 ? preset.learning_rate * warm : preset.learning_rate,
               std::min(preset.average_decay, done / (done + 10)));
    loss_sum_.add_(loss.detach());
    ++loss_count_;
    ++steps_done_;
    return {};
  } catch (const std::exception& exception) {
    return library_error(exception, "Training step " + std::to_string(steps_done_ + 1));
  }
}

double NumberTrainer::take_loss() {
  const double mean =
      loss_count_ > 0 ? loss_sum_.item<double>() / static_cast<double>(loss_count_) : std::nan("");
  loss_sum_.zero_();
  loss_count_ = 0;
  return mean;
}

SplitPoint NumberTrainer::measure(GlyphSplit split, std::int64_t limit) const {
  const at::NoGradGuard no_grad;
  const EncodedEquations all = encode_equations(rows(split, limit), plan_.digits);
  const GlyphSet* glyphs = split == GlyphSplit::kTrain ? train_glyphs_.get() : test_glyphs_.get();
  SplitPoint point;
  for (std::int64_t first = 0; first < all.size(); first += kMeasureBatch) {
    const std::int64_t count = std::min(kMeasureBatch, all.size() - first);
    const NumberBatch batch =
        make_batch(all.rows(first, count), glyphs, kTestSeed + static_cast<std::uint64_t>(first));
    const at::Tensor answered = network_->answer(average_, batch);
    const at::Tensor& target = network_->target(batch);
    point.loss += answer_loss(answered, target).item<double>() * static_cast<double>(count);
    point.exact += answered.argmax(-1).eq(target).all(1).sum().item<double>();
  }
  point.loss /= static_cast<double>(all.size());
  point.exact /= static_cast<double>(all.size());
  return point;
}

NumberScore NumberTrainer::test(std::int64_t limit) const {
  const std::vector<Equation> chosen = rows(GlyphSplit::kTest, limit);
  const std::vector<NumberAnswer> answers =
      snapshot().answer(chosen, test_glyphs_.get(), kTestSeed);
  std::vector<std::string> texts;
  for (const NumberAnswer& answer : answers) texts.push_back(answer.text);
  return score_answers(chosen, texts, plan_.digits);
}

NumberModel NumberTrainer::snapshot() const {
  Parameters copy(network_->layout(), at::kFloat);
  copy.copy_from(average_);
  return {plan_, network_, std::move(copy)};
}

TrainerState NumberTrainer::save_state() const {
  TrainerState state;
  state.step = steps_done_;
  state.settings = number_settings_to_json(plan_, steps_done_);
  state.tensors = weights_.to_map(network_->layout());
  state.tensors.merge(average_.to_map(network_->layout(), kAveragePrefix));
  adam_.save(state.tensors);
  return state;
}

Status NumberTrainer::load_state(const TrainerState& state, const std::string& where) {
  const Result<NumberPlan> saved = number_settings_from_json(state.settings, where);
  if (!saved) return saved.error();
  const ParameterLayout& layout = network_->layout();
  if (Status s = weights_.from_map(layout, state.tensors, where); !s) return s;
  if (Status s = average_.from_map(layout, state.tensors, where, kAveragePrefix); !s) return s;
  if (Status s = adam_.load(state.tensors, where); !s) return s;
  steps_done_ = state.step;
  epoch_ = -1;
  return {};
}

}  // namespace facet
