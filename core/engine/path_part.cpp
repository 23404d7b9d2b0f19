#include "core/base/hash.h"
#include "core/engine/explorer_part.h"

namespace facet {
namespace {

class PathPart final : public ExplorerPart {
 public:
  void plan(const Session& session, FaceStore& store) override {
    begin_plan();
    path_ = session.path;
    weights_ = store.weights();
    steps_.clear();
    a_.reset();
    b_.reset();
    slider_.reset();
    error_.reset();
    if (store.painter() != nullptr) plan_codes(store);
    planned_key_ = key();
  }

  void show(FaceStore& store, View& view) override {
    const PathView* before = view.path.get();
    const PathView nothing;
    if (before == nullptr || store.painter() == nullptr) before = &nothing;
    auto fresh = std::make_shared<PathView>();
    fresh->position = path_.position;
    fresh->kind = path_.kind;
    fresh->error = error_;
    fresh->weights = weights_;
    fresh->a = end_face(store, path_.a, a_, before->a);
    fresh->b = end_face(store, path_.b, b_, before->b);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      fresh->steps.push_back(
          drawn_face(store, steps_[i], i < before->steps.size() ? before->steps[i] : DrawnFace{}));
    }
    if (slider_) fresh->slider = drawn_face(store, *slider_, before->slider);
    const bool waiting = !codes().empty() && !error_;
    if (waiting) {
      fresh->steps = before->steps;
      fresh->slider = before->slider;
    }
    view.path = std::move(fresh);
  }

 private:
  void plan_codes(FaceStore& store) {
    const FaceCode a = end_code(path_.a, store);
    const FaceCode b = end_code(path_.b, store);
    if (a.code) a_ = store.want(a.code);
    if (b.code) b_ = store.want(b.code);
    if (a.code && b.code) {
      slider_ = store.want(std::make_shared<const Latent>(
          point_on_path(*a.code, *b.code, path_.position, path_.kind)));
      for (Latent& step : path_codes(*a.code, *b.code, path_.steps, path_.kind)) {
        steps_.push_back(store.want(std::make_shared<const Latent>(std::move(step))));
      }
      faces_.push_back(*slider_);
      urgent_ = 1;
    }
    if (a_) faces_.push_back(*a_);
    if (b_) faces_.push_back(*b_);
    faces_.insert(faces_.end(), steps_.begin(), steps_.end());
  }

  FaceCode end_code(const Face& face, FaceStore& store) {
    FaceCode code = store.code_of(face);
    if (code.pending) codes_.push_back(*code.pending);
    if (code.error && !error_) error_ = code.error;
    return code;
  }

  /// An end of the walk: drawn from its code; the picture itself where there is no code.
  DrawnFace end_face(FaceStore& store, const Face& face, const std::optional<WantedFace>& code,
                     const DrawnFace& before) const {
    if (code) return drawn_face(store, *code, before);
    const auto* picture = std::get_if<PictureFace>(&face);
    if (picture == nullptr) return {};
    return {store.own_picture(*picture), nullptr, 0};
  }

  std::uint64_t key() const {
    return Hasher()
        .add(std::int64_t{4})
        .add(static_cast<std::int64_t>(key_of(path_.a)))
        .add(static_cast<std::int64_t>(key_of(path_.b)))
        .add(std::int64_t{static_cast<int>(path_.kind)})
        .add(std::int64_t{path_.steps})
        .add(path_.position)
        .add(static_cast<std::int64_t>(codes_.size()))
        .add(weights_.hash)
        .add(std::int64_t{weights_.ema})
        .low64();
  }

  PathState path_;
  WeightsId weights_;
  std::optional<WantedFace> a_;
  std::optional<WantedFace> b_;
  std::vector<WantedFace> steps_;
  std::optional<WantedFace> slider_;
  std::optional<Error> error_;
};

}  // namespace

std::unique_ptr<ExplorerPart> make_path_part() { return std::make_unique<PathPart>(); }

}  // namespace facet
