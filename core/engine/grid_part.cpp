#include <algorithm>

#include "core/base/hash.h"
#include "core/engine/explorer_part.h"
#include "core/engine/faces.h"

namespace facet {
namespace {

/// Whether two grids show the same faces; what is selected does not matter.
bool same_faces(const GridState& a, const GridState& b) {
  return a.seed == b.seed && a.rows == b.rows && a.columns == b.columns && a.sampler == b.sampler &&
         a.temperature == b.temperature;
}

class GridPart final : public ExplorerPart {
 public:
  void plan(const Session& session, FaceStore& store) override {
    if (store.painter() == nullptr) {
      begin_plan();
      cells_.clear();
      weights_ = {};
      planned_key_ = 1;
      return;
    }
    if (!cells_.empty() && same_faces(state_, session.grid) && weights_ == store.weights()) return;
    const std::size_t first = first_missing(store);
    begin_plan();
    state_ = session.grid;
    sampler_ = sampler_of(state_, *store.painter());
    weights_ = store.weights();
    cells_.clear();
    for (Latent& code : grid_codes(state_, *store.painter())) {
      cells_.push_back(store.want(std::make_shared<const Latent>(std::move(code))));
    }
    // Going on where the last plan was cut off, every cell is drawn in turn however fast plans
    // follow one another.
    faces_ = cells_;
    std::rotate(faces_.begin(), faces_.begin() + static_cast<std::ptrdiff_t>(first % faces_.size()),
                faces_.end());
    first_cell_ = first % faces_.size();
    urgent_ = faces_.size();
    planned_key_ = key();
  }

  void show(FaceStore& store, View& view) override {
    if (cells_.empty()) {
      view.grid = nullptr;
      return;
    }
    auto grid = std::make_shared<GridView>();
    grid->state = state_;
    grid->sampler = sampler_;
    grid->weights = weights_;
    for (const WantedFace& cell : cells_) {
      grid->codes.push_back(cell.code);
      grid->code_norms.push_back(norm(*cell.code));
    }
    const Picture before = view.grid ? view.grid->sheet : Picture{};
    grid->sheet = settle_picture({draw_sheet(store, before), store.next_serial()}, before);
    view.grid = std::move(grid);
  }

 private:
  std::uint64_t key() const {
    return Hasher()
        .add(std::int64_t{state_.seed})
        .add(std::int64_t{state_.rows})
        .add(std::int64_t{state_.columns})
        .add(std::int64_t{static_cast<int>(sampler_)})
        .add(state_.temperature)
        .add(weights_.hash)
        .add(std::int64_t{weights_.ema})
        .low64();
  }

  /// The cell at which drawing of the present plan would go on; 0 where it is complete.
  std::size_t first_missing(const FaceStore& store) const {
    const auto missing = std::find_if(faces_.begin(), faces_.end(),
                                      [&](const WantedFace& face) { return !store.has(face); });
    if (missing == faces_.end() || cells_.empty()) return 0;
    return (first_cell_ + static_cast<std::size_t>(missing - faces_.begin())) % cells_.size();
  }

  ImagePtr draw_sheet(const FaceStore& store, const Picture& before) const {
    const int width = state_.columns * kFaceSide;
    const int height = state_.rows * kFaceSide;
    const bool fits = before.image && before.image->width == width &&
                      before.image->height == height && before.image->channels == 3;
    auto sheet = std::make_shared<Image>(fits ? *before.image : make_image(width, height));
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const int cell = static_cast<int>(i);
      if (const ImagePtr face = store.picture(cells_[i]).image) {
        paste(*face, cell % state_.columns * kFaceSide, cell / state_.columns * kFaceSide, *sheet);
      }
    }
    return sheet;
  }

  GridState state_;
  Sampler sampler_ = Sampler::kPrior;
  WeightsId weights_;
  std::vector<WantedFace> cells_;  ///< row by row; faces_ are the same from another start
  std::size_t first_cell_ = 0;     ///< the cell of faces_.front()
};

}  // namespace

std::unique_ptr<ExplorerPart> make_grid_part() { return std::make_unique<GridPart>(); }

}  // namespace facet
