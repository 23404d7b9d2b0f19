#include "core/engine/number_styles.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>

#include "core/base/expression.h"
#include "core/base/numpy_random.h"
#include "core/engine/drawn_answers.h"
#include "core/model/rows.h"
#include "core/numbers/tile_shape.h"

namespace facet {
namespace {

constexpr std::int64_t kDigits = 10;
constexpr int kRanked = 5;  // cells of a list that is filled by a measure

at::Tensor latents_of_cells(std::uint32_t seed, std::int64_t size) {
  return stack_rows(seeded_latents(seed, kStyleCells, static_cast<int>(size)));
}

std::vector<StyleShape> shapes_of(const at::Tensor& tiles) {
  const TileShapes measured = measure_tile_shapes(tiles);
  std::vector<StyleShape> shapes;
  for (std::int64_t i = 0; i < tiles.size(0); ++i) {
    shapes.push_back({measured.thickness[i].item<float>(), measured.slant[i].item<float>()});
  }
  return shapes;
}

/// The cells that a rule puts first.
std::vector<int> ranked_cells(StyleRule rule, const std::vector<StyleShape>& shapes) {
  const auto value = [&](int cell) {
    const StyleShape& shape = shapes[static_cast<std::size_t>(cell)];
    switch (rule) {
      case StyleRule::kThickest:
        return shape.thickness;
      case StyleRule::kThinnest:
        return -shape.thickness;
      case StyleRule::kLeaningRight:
        return shape.slant;
      default:
        return -shape.slant;
    }
  };
  std::vector<int> cells(shapes.size());
  std::iota(cells.begin(), cells.end(), 0);
  std::ranges::stable_sort(cells, [&](int a, int b) { return value(a) > value(b); });
  cells.resize(std::min<std::size_t>(cells.size(), kRanked));
  return cells;
}

StyleTerm draw_term(const NumberModel& model, const at::Tensor& latent, SerialSource& serials) {
  const at::Tensor tiles =
      model.draw_symbols(at::arange(kDigits, at::kLong), latent.unsqueeze(0).expand({kDigits, -1}));
  const TileShapes measured = measure_tile_shapes(tiles);
  StyleTerm term;
  term.digits = {std::make_shared<const Image>(tile_sheet(tiles, kDigits)), serials.next()};
  term.shape = {measured.thickness.mean().item<float>(), measured.slant.mean().item<float>()};
  return term;
}

/// The average latent of a list; an error says why there is none.
Result<at::Tensor> average_of(const NumberStyleQuery& query, const std::string& name,
                              const at::Tensor& latents) {
  const auto list = std::ranges::find(query.lists, name, &StyleList::name);
  if (list == query.lists.end()) {
    return Error{ErrorCode::kBadInput, "there is no list '" + name + "'", "expression"};
  }
  if (list->cells.empty()) {
    return Error{ErrorCode::kBadInput, "the list '" + name + "' is empty; click cells into it",
                 "expression"};
  }
  const std::vector<std::int64_t> cells(list->cells.begin(), list->cells.end());
  return latents.index_select(0, at::tensor(cells, at::kLong)).mean(0);
}

}  // namespace

DrawnStyles draw_styles(const NumberModel& model, const NumberStyleQuery& query,
                        SerialSource& serials) {
  DrawnStyles drawn;
  NumberStyleView& view = drawn.view;
  view.query = query;
  const at::Tensor latents = latents_of_cells(query.seed, model.network().style_size());
  const at::Tensor cells = model.draw_symbols(
      at::full({kStyleCells}, std::clamp(query.digit, 0, 9), at::kLong), latents);
  view.cells = {std::make_shared<const Image>(tile_sheet(cells, kStyleColumns)), serials.next()};
  view.shapes = shapes_of(cells);
  for (StyleList& list : view.query.lists) {
    std::erase_if(list.cells, [](int cell) { return cell < 0 || cell >= kStyleCells; });
    if (list.rule != StyleRule::kClicked) list.cells = ranked_cells(list.rule, view.shapes);
  }
  const Result<std::vector<ExpressionTerm>> terms = parse_expression(query.expression);
  if (!terms) {
    view.error = terms.error().message;
    return drawn;
  }
  at::Tensor sum = at::zeros({latents.size(1)}, at::kFloat);
  for (const ExpressionTerm& term : *terms) {
    const Result<at::Tensor> average = average_of(view.query, term.name, latents);
    if (!average) {
      view.error = average.error().message;
      return drawn;
    }
    sum += *average * term.weight;
    StyleTerm& shown = view.terms.emplace_back(draw_term(model, *average, serials));
    shown.name = term.name;
    shown.weight = term.weight;
  }
  view.result = draw_term(model, sum, serials);
  drawn.result = sum;
  return drawn;
}

}  // namespace facet
