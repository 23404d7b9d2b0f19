#include "core/engine/quality_meter.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/base/numpy_random.h"
#include "core/measure/estimate.h"
#include "core/measure/picture_distance.h"

namespace facet {
namespace {

constexpr std::int64_t kLeastPictures = 16;
constexpr std::int64_t kMostProjections = 256000;  // pictures x directions: 1,536 bytes each
constexpr int kLeastDirections = 16;
constexpr int kPairs = 4000;               // of diversity
constexpr std::int64_t kSearched = 50000;  // training pictures among which the nearest is sought
constexpr std::int64_t kUsual = 500;       // held-out pictures that show what is usual

using Pictures = std::vector<ImagePtr>;

Pictures held_out_pictures(const Dataset& dataset, std::int64_t count) {
  Pictures pictures;
  for (std::int64_t i = 0; i < count; ++i) {
    pictures.push_back(dataset.picture(dataset.training_size() + i));
  }
  return pictures;
}

/// `count` different training pictures; each `part` is another choice.
Pictures random_training(const Dataset& dataset, std::int64_t count, int part) {
  const std::int64_t size = dataset.training_size();
  std::vector<std::int64_t> rows(static_cast<std::size_t>(size));
  std::iota(rows.begin(), rows.end(), 0);
  NumpyRandom random(static_cast<std::uint32_t>(part));
  Pictures pictures;
  for (std::int64_t i = 0; i < count; ++i) {
    const auto left = static_cast<double>(size - i);
    const auto other = i + static_cast<std::int64_t>(random.random_sample() * left);
    std::swap(rows[static_cast<std::size_t>(i)], rows[static_cast<std::size_t>(other)]);
    pictures.push_back(dataset.picture(rows[static_cast<std::size_t>(i)]));
  }
  return pictures;
}

}  // namespace

Result<QualityMeter> QualityMeter::create(const DatasetPtr& dataset,
                                          const QualityMeterOptions& options,
                                          std::shared_ptr<const NearestFaces> nearest) {
  const std::int64_t most = std::min(dataset->held_out(), dataset->training_size());
  const std::int64_t count = std::min<std::int64_t>(options.pictures, most);
  if (count < kLeastPictures) {
    return Error{ErrorCode::kBadInput,
                 "quality is measured against held-out pictures (a tenth of the data), and there "
                 "are only " +
                     std::to_string(count) + "; use a data set of at least 160 pictures",
                 dataset->name()};
  }
  const int affordable = static_cast<int>(kMostProjections / count);
  if (nearest == nullptr) nearest = nearest_faces(dataset);
  return QualityMeter(dataset, options, static_cast<int>(count),
                      std::clamp(affordable, kLeastDirections, options.directions),
                      std::move(nearest));
}

QualityMeter::QualityMeter(const DatasetPtr& dataset, const QualityMeterOptions& options,
                           int pictures, int directions,
                           std::shared_ptr<const NearestFaces> nearest)
    : options_(options),
      real_(held_out_pictures(*dataset, pictures)),
      reference_(real_, {SlicedWassersteinOptions().patches, directions, options.seed}),
      nearest_(std::move(nearest)) {
  of_data_.pictures = pictures;
  of_data_.diversity_real = diversity(real_, kPairs, options.seed);
  of_data_.nearest_usual = nearest_->usual_distance();
  measure_floor(*dataset);
}

void QualityMeter::measure_floor(const Dataset& dataset) {
  std::vector<double> floors;
  for (int repeat = 0; repeat < options_.floor_repeats; ++repeat) {
    const Pictures training = random_training(dataset, of_data_.pictures, repeat);
    floors.push_back(reference_.distance(training, static_cast<std::uint64_t>(repeat)));
  }
  of_data_.floor = mean_of_repeats(floors);
}

Result<QualityMeasurement> QualityMeter::measure(FacePainter& painter, int repeats,
                                                 std::optional<Sampler> sampler) const {
  QualityMeasurement quality = of_data_;
  std::vector<double> distances;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    const auto seed = options_.seed + static_cast<std::uint32_t>(repeat);
    const Result<Pictures> samples =
        decode_pictures(painter, sample_codes(painter, seed, quality.pictures, sampler));
    if (!samples) return samples.error();
    distances.push_back(reference_.distance(*samples, 1000 + static_cast<std::uint64_t>(repeat)));
    if (repeat > 0) continue;
    quality.diversity = diversity(*samples, kPairs, options_.seed);
    measure_nearest(*samples, quality);
  }
  quality.distance = mean_of_repeats(distances);
  return quality;
}

void QualityMeter::measure_nearest(const Pictures& samples, QualityMeasurement& quality) const {
  std::vector<double> distances;
  std::size_t copies = 0;
  for (const NearestFace& nearest : nearest_->find(samples)) {
    distances.push_back(nearest.distance);
    copies += nearest_->is_copy(nearest) ? 1 : 0;
  }
  const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::ranges::nth_element(distances, middle);
  quality.nearest = *middle;
  quality.copied = static_cast<double>(copies) / static_cast<double>(distances.size());
}

std::shared_ptr<const NearestFaces> nearest_faces(const DatasetPtr& dataset) {
  return std::make_shared<const NearestFaces>(dataset, kSearched, kUsual);
}

Result<std::optional<double>> measure_reconstruction(FacePainter& painter, const Dataset& dataset) {
  const Pictures pictures = held_out_pictures(dataset, dataset.held_out());
  if (pictures.empty()) return std::optional<double>();
  const Result<std::vector<Latent>> codes = painter.encode(pictures);
  if (!codes) {
    if (codes.error().code == ErrorCode::kUnsupported) return std::optional<double>();
    return codes.error();
  }
  const Result<Pictures> again = decode_pictures(painter, *codes);
  if (!again) return again.error();
  double sum = 0;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    sum += psnr_db(pictures[i]->pixels, (*again)[i]->pixels);
  }
  return std::optional<double>(sum / static_cast<double>(pictures.size()));
}

Result<Pictures> decode_pictures(FacePainter& painter, std::span<const Latent> codes) {
  Result<std::vector<Image>> images = painter.decode(codes);
  if (!images) return images.error();
  Pictures pictures;
  for (Image& image : *images) pictures.push_back(std::make_shared<const Image>(std::move(image)));
  return pictures;
}

std::vector<Latent> sample_codes(FacePainter& painter, std::uint32_t seed, int count,
                                 std::optional<Sampler> sampler) {
  const SeededDraws draws = seeded_draws(seed, count, painter.latent());
  return painter.codes_of(draws.latents, sampler.value_or(painter.default_sampler()),
                          draws.choices);
}

}  // namespace facet
