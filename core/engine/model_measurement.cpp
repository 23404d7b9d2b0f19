#include "core/engine/model_measurement.h"

#include <algorithm>
#include <numeric>

#include "core/base/numpy_random.h"
#include "core/measure/estimate.h"
#include "core/measure/nearest_face.h"
#include "core/measure/picture_distance.h"
#include "core/measure/sliced_wasserstein.h"

namespace facet {
namespace {

constexpr int kLeastPictures = 16;
constexpr int kDirectionBlock = 128;       // directions held in memory at a time
constexpr int kPairs = 4000;               // of diversity
constexpr std::int64_t kSearched = 50000;  // training pictures among which the nearest is sought
constexpr std::size_t kCopiedPlace = 100;  // one held-out picture in so many is nearer by chance

using Pictures = std::vector<ImagePtr>;
using Progress = std::function<bool(const std::string&)>;

Error canceled() { return {ErrorCode::kCanceled, "the measurement was stopped", "measure"}; }

bool tell(const Progress& progress, const std::string& what) { return !progress || progress(what); }

Pictures rows_of(const Dataset& dataset, std::int64_t first, std::int64_t count) {
  Pictures pictures;
  for (std::int64_t i = 0; i < count; ++i) pictures.push_back(dataset.picture(first + i));
  return pictures;
}

/// `count` different training pictures; each `part` is another choice.
Pictures random_training(const Dataset& dataset, std::int64_t count, int part) {
  const std::int64_t size = dataset.training_size();
  std::vector<std::int64_t> rows(static_cast<std::size_t>(size));
  std::iota(rows.begin(), rows.end(), 0);
  NumpyRandom random(static_cast<std::uint32_t>(part));
  Pictures pictures;
  for (std::int64_t i = 0; i < std::min(count, size); ++i) {
    const auto left = static_cast<double>(size - i);
    const auto other = i + static_cast<std::int64_t>(random.random_sample() * left);
    std::swap(rows[static_cast<std::size_t>(i)], rows[static_cast<std::size_t>(other)]);
    pictures.push_back(dataset.picture(rows[static_cast<std::size_t>(i)]));
  }
  return pictures;
}

Result<Pictures> decode(FacePainter& painter, std::span<const Latent> codes) {
  Result<std::vector<Image>> images = painter.decode(codes);
  if (!images) return images.error();
  Pictures pictures;
  for (Image& image : *images) pictures.push_back(std::make_shared<const Image>(std::move(image)));
  return pictures;
}

std::vector<Latent> sample_codes(FacePainter& painter, std::uint32_t seed, int count,
                                 std::optional<Sampler> sampler) {
  std::vector<Latent> codes = seeded_latents(seed, count, painter.latent());
  for (Latent& code : codes) {
    code = painter.code_of(code, sampler.value_or(painter.default_sampler()));
  }
  return codes;
}

/// Mean PSNR of the pictures, or nothing for a model without an encoder.
Result<std::optional<double>> reconstruction_db(FacePainter& painter, const Pictures& pictures) {
  const Result<std::vector<Latent>> codes = painter.encode(pictures);
  if (!codes) {
    if (codes.error().code == ErrorCode::kUnsupported) return std::optional<double>();
    return codes.error();
  }
  const Result<Pictures> again = decode(painter, *codes);
  if (!again) return again.error();
  double sum = 0;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    sum += psnr_db(pictures[i]->pixels, (*again)[i]->pixels);
  }
  return std::optional<double>(sum / static_cast<double>(pictures.size()));
}

/// Adds the distances of each set to those of the blocks of directions before.
void add_distances(const SlicedWasserstein& reference, const std::vector<Pictures>& sets, int block,
                   std::vector<double>& sums) {
  sums.resize(sets.size());
  for (std::size_t i = 0; i < sets.size(); ++i) {
    sums[i] += reference.distance(sets[i], i * 1000 + static_cast<std::uint64_t>(block));
  }
}

void measure_nearest(const DatasetPtr& dataset, const Pictures& samples, std::int64_t held_out,
                     QualityMeasurement& quality) {
  const NearestFaces search(dataset, kSearched);
  std::vector<double> distances;
  for (const NearestFace& nearest : search.find(samples)) distances.push_back(nearest.distance);
  std::sort(distances.begin(), distances.end());
  const std::vector<double> usual = search.usual_distances(held_out);
  quality.nearest = distances[distances.size() / 2];
  quality.nearest_usual = usual[usual.size() / 2];
  const double close = usual[usual.size() / kCopiedPlace];
  const auto below = std::lower_bound(distances.begin(), distances.end(), close);
  quality.copied =
      static_cast<double>(below - distances.begin()) / static_cast<double>(distances.size());
}

}  // namespace

Result<QualityMeasurement> measure_quality(FacePainter& painter, const DatasetPtr& dataset,
                                           const QualityMeasureOptions& options) {
  const std::int64_t most = std::min(dataset->held_out(), dataset->training_size());
  const std::int64_t count = std::min<std::int64_t>(options.pictures, most);
  if (count < kLeastPictures) {
    return Error{ErrorCode::kBadInput,
                 "quality is measured against held-out pictures (a tenth of the data), and there "
                 "are only " +
                     std::to_string(count) + "; use a data set of at least 160 pictures",
                 dataset->name()};
  }
  QualityMeasurement quality;
  quality.pictures = static_cast<int>(count);
  if (!tell(options.progress, "reconstructing held-out pictures")) return canceled();
  const Result<std::optional<double>> psnr =
      reconstruction_db(painter, rows_of(*dataset, dataset->training_size(), dataset->held_out()));
  if (!psnr) return psnr.error();
  quality.psnr_db = *psnr;

  const Pictures real = rows_of(*dataset, dataset->training_size(), count);
  std::vector<Pictures> samples;
  std::vector<Pictures> training;
  for (int repeat = 0; repeat < options.repeats; ++repeat) {
    if (!tell(options.progress, "drawing samples")) return canceled();
    const auto seed = options.seed + static_cast<std::uint32_t>(repeat);
    Result<Pictures> drawn =
        decode(painter, sample_codes(painter, seed, quality.pictures, options.sampler));
    if (!drawn) return drawn.error();
    samples.push_back(*std::move(drawn));
    training.push_back(random_training(*dataset, count, repeat));
  }
  const int blocks = std::max(1, options.directions / kDirectionBlock);
  std::vector<double> distances;
  std::vector<double> floors;
  for (int block = 0; block < blocks; ++block) {
    if (!tell(options.progress, "comparing samples with real faces")) return canceled();
    SlicedWassersteinOptions slices;
    slices.directions = std::min(options.directions, kDirectionBlock);
    slices.seed = static_cast<std::uint64_t>(block) + 1;
    const SlicedWasserstein reference(real, slices);
    add_distances(reference, samples, block, distances);
    add_distances(reference, training, block + blocks, floors);
  }
  for (double& distance : distances) distance /= blocks;
  for (double& floor : floors) floor /= blocks;
  quality.distance = mean_of_repeats(distances);
  quality.floor = mean_of_repeats(floors);
  quality.diversity = diversity(samples.front(), kPairs, options.seed);
  quality.diversity_real = diversity(real, kPairs, options.seed);
  if (!tell(options.progress, "looking for the nearest training faces")) return canceled();
  measure_nearest(dataset, samples.front(), count, quality);
  return quality;
}

}  // namespace facet
