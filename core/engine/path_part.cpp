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
    faces_of_keys_ = path_keys(path_);
    keys_.assign(faces_of_keys_.size(), {});
    steps_.clear();
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
    const std::size_t last = keys_.size() - 1;
    fresh->a = key_face(store, 0, before->a);
    fresh->b = key_face(store, last, before->b);
    for (std::size_t i = 0; i + 1 < last; ++i) {
      const DrawnFace shown = i < before->via.size() ? before->via[i] : DrawnFace{};
      fresh->via.push_back(key_face(store, i + 1, shown));
    }
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
    std::vector<Latent> codes;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      const FaceCode code = key_code(faces_of_keys_[i], store);
      if (!code.code) continue;
      keys_[i] = store.want(code.code);
      codes.push_back(*code.code);
    }
    if (codes.size() == keys_.size()) {
      slider_ = store.want(std::make_shared<const Latent>(
          point_on_walk(codes, path_.position, path_.kind, path_.loop)));
      for (Latent& step : walk_codes(codes, path_.steps, path_.kind, path_.loop)) {
        steps_.push_back(store.want(std::make_shared<const Latent>(std::move(step))));
      }
      faces_.push_back(*slider_);
      urgent_ = 1;
    }
    for (const std::optional<WantedFace>& key : keys_) {
      if (key) faces_.push_back(*key);
    }
    faces_.insert(faces_.end(), steps_.begin(), steps_.end());
  }

  FaceCode key_code(const Face& face, FaceStore& store) {
    FaceCode code = store.code_of(face);
    if (code.pending) codes_.push_back(*code.pending);
    if (code.error && !error_) error_ = code.error;
    return code;
  }

  /// A keyframe of the walk.
  DrawnFace key_face(FaceStore& store, std::size_t key, const DrawnFace& before) const {
    return keys_[key] ? drawn_face(store, *keys_[key], before)
                      : undrawn_face(store, faces_of_keys_[key]);
  }

  std::uint64_t key() const {
    Hasher hasher;
    hasher.add(std::int64_t{4});
    for (const Face& face : faces_of_keys_) hasher.add(static_cast<std::int64_t>(key_of(face)));
    return hasher.add(std::int64_t{path_.loop})
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
  std::vector<Face> faces_of_keys_;
  std::vector<std::optional<WantedFace>> keys_;  ///< beside them; absent: no code yet
  std::vector<WantedFace> steps_;
  std::optional<WantedFace> slider_;
  std::optional<Error> error_;
};

}  // namespace

std::unique_ptr<ExplorerPart> make_path_part() { return std::make_unique<PathPart>(); }

}  // namespace facet
