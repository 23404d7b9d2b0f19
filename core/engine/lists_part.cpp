#include <algorithm>

#include "core/base/hash.h"
#include "core/engine/explorer_part.h"
#include "core/engine/faces.h"

namespace facet {
namespace {

/// A list as planned.
struct PlannedList {
  std::string name;
  std::vector<Face> faces;
  std::vector<std::optional<WantedFace>> codes;  ///< one for each face; empty: not known
  std::optional<WantedFace> average;
  std::vector<WantedFace> wanted;  ///< faces to be decoded, the average last
  std::optional<Error> error;
  std::uint64_t key = 0;
};

std::uint64_t key_of_list(const FaceList& list, const WeightsId& weights) {
  Hasher hasher;
  hasher.add(list.name).add(weights.hash).add(std::int64_t{weights.ema});
  for (const Face& face : list.faces) hasher.add(static_cast<std::int64_t>(key_of(face)));
  return hasher.low64();
}

class ListsPart final : public ExplorerPart {
 public:
  void plan(const Session& session, FaceStore& store) override {
    begin_plan();
    weights_ = store.weights();
    lists_.clear();
    Hasher hasher;
    hasher.add(std::int64_t{2});
    for (const FaceList& list : session.lists) {
      lists_.push_back(plan_list(list, store));
      hasher.add(static_cast<std::int64_t>(lists_.back().key));
    }
    urgent_ = faces_.size();
    planned_key_ = hasher.low64();
  }

  void show(FaceStore& store, View& view) override {
    std::vector<std::shared_ptr<const ListView>> views;
    std::vector<std::uint64_t> keys;
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      const PlannedList& list = lists_[i];
      const std::size_t old = find_shown(list, i, view);
      const bool same = old < shown_keys_.size() && shown_keys_[old] == list.key;
      const ListView* before = old < view.lists.size() ? view.lists[old].get() : nullptr;
      views.push_back(same ? view.lists[old] : show_list(list, store, before));
      keys.push_back(whole(list, store) ? list.key : 0);
    }
    view.lists = std::move(views);
    shown_keys_ = std::move(keys);
  }

 private:
  PlannedList plan_list(const FaceList& list, FaceStore& store) {
    PlannedList planned{list.name, list.faces, {}, {}, {}, {}, key_of_list(list, weights_)};
    if (store.painter() == nullptr) return planned;
    std::vector<Latent> known;
    for (const Face& face : list.faces) {
      FaceCode code = store.code_of(face);
      if (code.pending) codes_.push_back(*code.pending);
      if (code.error && !planned.error) planned.error = code.error;
      planned.codes.emplace_back();
      if (code.code) {
        known.push_back(*code.code);
        planned.codes.back() = store.want(code.code);
        // A picture shows its own pixels; a seed or a code must be drawn.
        if (!std::holds_alternative<PictureFace>(face)) {
          planned.wanted.push_back(*planned.codes.back());
        }
      }
    }
    if (!list.faces.empty() && known.size() == list.faces.size()) {
      planned.average = store.want(std::make_shared<const Latent>(mean_of(known)));
      planned.wanted.push_back(*planned.average);
    }
    faces_.insert(faces_.end(), planned.wanted.begin(), planned.wanted.end());
    return planned;
  }

  /// Whether the store has everything that the list shows.
  static bool whole(const PlannedList& list, const FaceStore& store) {
    const bool coded = list.error || std::all_of(list.codes.begin(), list.codes.end(),
                                                 [](const auto& code) { return code.has_value(); });
    return coded && std::all_of(list.wanted.begin(), list.wanted.end(),
                                [&](const WantedFace& face) { return store.has(face); });
  }

  /// Index of the view that showed this list: the one of the same name, so that a list keeps its
  /// pictures when another one before it goes.
  static std::size_t find_shown(const PlannedList& list, std::size_t index, const View& view) {
    if (index < view.lists.size() && view.lists[index]->name == list.name) return index;
    for (std::size_t i = 0; i < view.lists.size(); ++i) {
      if (view.lists[i]->name == list.name) return i;
    }
    return view.lists.size();
  }

  /// A picture shows its own pixels; any other face that has no code keeps the picture it had.
  static DrawnFace show_face(const PlannedList& list, std::size_t i, FaceStore& store,
                             const DrawnFace& before) {
    const DrawnFace undrawn = undrawn_face(store, list.faces[i]);
    if (store.painter() == nullptr) return undrawn;
    DrawnFace shown = list.codes[i] ? drawn_face(store, *list.codes[i], before)
                                    : DrawnFace{before.picture, nullptr, 0};
    if (undrawn.picture.image != nullptr) shown.picture = undrawn.picture;
    return shown;
  }

  std::shared_ptr<const ListView> show_list(const PlannedList& list, FaceStore& store,
                                            const ListView* before) const {
    auto view = std::make_shared<ListView>();
    view->name = list.name;
    view->weights = weights_;
    view->error = list.error;
    for (std::size_t i = 0; i < list.faces.size(); ++i) {
      const bool has_before = before != nullptr && i < before->faces.size();
      view->faces.push_back(show_face(list, i, store, has_before ? before->faces[i] : DrawnFace{}));
    }
    if (list.average) {
      view->average =
          drawn_face(store, *list.average, before != nullptr ? before->average : DrawnFace{});
    }
    return view;
  }

  WeightsId weights_;
  std::vector<PlannedList> lists_;
  std::vector<std::uint64_t> shown_keys_;  ///< beside View::lists; 0: not drawn in full
};

}  // namespace

std::unique_ptr<ExplorerPart> make_lists_part() { return std::make_unique<ListsPart>(); }

}  // namespace facet
