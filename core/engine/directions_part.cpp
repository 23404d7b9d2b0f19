#include <algorithm>

#include "core/base/hash.h"
#include "core/base/numpy_random.h"
#include "core/engine/direction_fit.h"
#include "core/engine/explorer_part.h"

namespace facet {
namespace {

constexpr std::size_t kSamples = 512;
constexpr std::uint32_t kSampleSeed = 20200404;
// The first samples are drawn by all weights; how far their pictures have moved since the
// directions were found, beside the variance of all faces, says when to find them anew: at once
// where the model is another one, else when the training has gone on for a while.
constexpr std::size_t kProbes = 8;
constexpr double kMoved = 0.1;
constexpr double kOther = 0.7;
constexpr int kRestingWeights = 20;

class DirectionsPart final : public ExplorerPart {
 public:
  void plan(const Session& session, FaceStore& store) override {
    begin_plan();
    state_ = session.directions;
    base_.reset();
    face_.reset();
    ends_.clear();
    plane_.clear();
    error_.reset();
    follow_weights(store);
    if (store.painter() == nullptr) {
      planned_key_ = 1;
      return;
    }
    plan_samples(store);
    while (!samples_.empty() && collect(store)) take_samples(store);
    plan_faces(store);
    for (std::size_t i = 0; i < samples_.size(); ++i) {
      if (!collected(i)) faces_.push_back(samples_[i]);
    }
    planned_key_ = key();
  }

  bool digest(const FaceStore& store) override {
    const bool resting = faces_.empty();
    return !resting && !samples_.empty() && collect(store);
  }

  void show(FaceStore& store, View& view) override {
    if (store.painter() == nullptr) {
      view.directions = nullptr;
      return;
    }
    const DirectionsView nothing;
    const DirectionsView& before = view.directions ? *view.directions : nothing;
    auto fresh = std::make_shared<DirectionsView>();
    fresh->error = error_;
    fresh->weights = weights_;
    fresh->progress = progress();
    fresh->face = face_ ? drawn_face(store, *face_, before.face) : undrawn_face(store, state_.face);
    for (std::size_t i = 0; i < ends_.size(); i += 2) {
      const std::size_t k = i / 2;
      const DirectionView shown =
          k < before.directions.size() ? before.directions[k] : DirectionView{};
      fresh->directions.push_back({drawn_face(store, ends_[i], shown.less),
                                   drawn_face(store, ends_[i + 1], shown.more), fit_.shares[k]});
    }
    for (std::size_t i = 0; i < plane_.size(); ++i) {
      fresh->plane.push_back(
          drawn_face(store, plane_[i], i < before.plane.size() ? before.plane[i] : DrawnFace{}));
    }
    view.directions = std::move(fresh);
  }

 private:
  /// Whether directions for the model in use are known.
  bool found() const { return usable_ && !fit_.steps.empty(); }
  bool collected(std::size_t sample) const { return !pictures_[sample].empty(); }

  double progress() const {
    if (!fitting_) return 1;
    const auto done = std::count_if(pictures_.begin(), pictures_.end(),
                                    [](const auto& picture) { return !picture.empty(); });
    return static_cast<double>(done) / kSamples;
  }

  /// Notes other weights; of another model than before nothing is used any more but the order of
  /// its directions.
  void follow_weights(const FaceStore& store) {
    if (weights_ == store.weights()) return;
    const FacePainter* painter = store.painter();
    const auto latent = painter != nullptr ? static_cast<std::size_t>(painter->latent()) : 0;
    const bool same_model = weights_.preset == store.weights().preset && !latents_.empty() &&
                            latents_.front().size() == latent;
    weights_ = store.weights();
    if (painter == nullptr) return;
    if (!same_model) {
      latents_ = seeded_latents(kSampleSeed, kSamples, static_cast<int>(latent));
      codes_of_samples_.assign(kSamples, {});
      usable_ = false;
    }
    ++weights_since_fit_;
    samples_.clear();
    probed_ = false;
    // A search in progress goes on with the newer weights: they differ little from one publishing
    // to the next, and the probes tell if they do not.
    if (!same_model || !fitting_) pictures_.assign(kSamples, {});
    fitting_ = fitting_ || !found();
  }

  /// The samples that are to be looked at with these weights.
  void plan_samples(const FaceStore& store) {
    const std::size_t count = fitting_ ? kSamples : probed_ ? 0 : kProbes;
    samples_.resize(std::min(samples_.size(), count));
    FacePainter& painter = *store.painter();
    const auto missing =
        std::span<const Latent>(latents_).subspan(samples_.size(), count - samples_.size());
    const std::vector<double> choices(missing.size());
    for (Latent& code : painter.codes_of(missing, painter.default_sampler(), choices)) {
      samples_.push_back(store.want(std::make_shared<const Latent>(std::move(code))));
    }
  }

  /// Keeps what was drawn of the samples, small; true when all of them are there.
  bool collect(const FaceStore& store) {
    bool all = true;
    for (std::size_t i = 0; i < samples_.size(); ++i) {
      if (collected(i)) continue;
      if (const ImagePtr picture = store.picture(samples_[i]).image) {
        pictures_[i] = small_picture(*picture);
        codes_of_samples_[i] = *samples_[i].code;
      } else {
        all = false;
      }
    }
    return all;
  }

  /// All samples that were planned are there: finds the directions, or whether that is due.
  void take_samples(const FaceStore& store) {
    if (fitting_) {
      fit_ = fit_directions(latents_, codes_of_samples_, pictures_,
                            fit_.axes.empty() ? nullptr : &fit_);
      ++fits_;
      usable_ = true;
      fitting_ = false;
      weights_since_fit_ = 0;
      probes_.assign(pictures_.begin(), pictures_.begin() + kProbes);
    } else if (!probed_) {
      double moved = 0;
      for (std::size_t i = 0; i < kProbes; ++i) {
        moved += squared_distance(pictures_[i], probes_[i]) / kProbes;
      }
      moved /= std::max(fit_.variance, 1e-12);
      fitting_ = moved > kOther || (moved > kMoved && weights_since_fit_ >= kRestingWeights);
    }
    probed_ = true;
    plan_samples(store);
  }

  void plan_faces(FaceStore& store) {
    const FaceCode code = store.code_of(state_.face);
    if (code.pending) codes_.push_back(*code.pending);
    error_ = code.error;
    if (!code.code) return;
    base_ = code.code;
    if (!found()) {
      face_ = store.want(base_);
      faces_.push_back(*face_);
      urgent_ = 1;
      return;
    }
    face_ = want_at(store, state_.amounts);
    faces_.push_back(*face_);
    urgent_ = 1;
    for (std::size_t k = 0; k < fit_.steps.size(); ++k) {
      for (const double amount : {-kEndAmount, kEndAmount}) {
        std::array<double, kDirectionCount> amounts{};
        amounts[k] = amount;
        ends_.push_back(want_at(store, amounts));
      }
    }
    plan_plane(store);
    faces_.insert(faces_.end(), ends_.begin(), ends_.end());
    faces_.insert(faces_.end(), plane_.begin(), plane_.end());
  }

  void plan_plane(const FaceStore& store) {
    constexpr double kStep = 2 * kEndAmount / (kPlaneSide - 1);
    for (int row = 0; row < kPlaneSide; ++row) {
      for (int column = 0; column < kPlaneSide; ++column) {
        std::array<double, kDirectionCount> amounts = state_.amounts;
        amounts[static_cast<std::size_t>(state_.across)] = -kEndAmount + column * kStep;
        amounts[static_cast<std::size_t>(state_.up)] = kEndAmount - row * kStep;
        plane_.push_back(want_at(store, amounts));
      }
    }
  }

  /// The picked face moved along the directions.
  WantedFace want_at(const FaceStore& store,
                     const std::array<double, kDirectionCount>& amounts) const {
    std::vector<double> sum(base_->begin(), base_->end());
    for (std::size_t k = 0; k < fit_.steps.size(); ++k) {
      if (amounts[k] == 0) continue;
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += amounts[k] * double{fit_.steps[k][i]};
    }
    return store.want(std::make_shared<const Latent>(sum.begin(), sum.end()));
  }

  std::uint64_t key() const {
    Hasher hasher;
    hasher.add(std::int64_t{5}).add(static_cast<std::int64_t>(key_of(state_.face)));
    for (const double amount : state_.amounts) hasher.add(amount);
    return hasher.add(std::int64_t{state_.across})
        .add(std::int64_t{state_.up})
        .add(std::int64_t{fits_})
        .add(std::int64_t{fitting_})
        .add(static_cast<std::int64_t>(codes_.size()))
        .add(weights_.hash)
        .add(std::int64_t{weights_.ema})
        .low64();
  }

  DirectionsState state_;
  WeightsId weights_;
  std::optional<Error> error_;
  LatentPtr base_;  ///< code of the picked face
  std::optional<WantedFace> face_;
  std::vector<WantedFace> ends_;  ///< less and more of each direction
  std::vector<WantedFace> plane_;

  DirectionFit fit_;
  bool usable_ = false;  ///< fit_ is of this model
  int fits_ = 0;
  int weights_since_fit_ = 0;
  bool fitting_ = false;  ///< all samples are wanted, not the probes alone
  bool probed_ = false;   ///< with these weights

  std::vector<Latent> latents_;
  std::vector<WantedFace> samples_;           ///< with these weights
  std::vector<std::vector<float>> pictures_;  ///< of the samples; empty: not drawn yet
  std::vector<Latent> codes_of_samples_;      ///< that these were drawn from
  std::vector<std::vector<float>> probes_;    ///< when the directions were found
};

}  // namespace

std::unique_ptr<ExplorerPart> make_directions_part() { return std::make_unique<DirectionsPart>(); }

}  // namespace facet
