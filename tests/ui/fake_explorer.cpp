#include "tests/ui/fake_explorer.h"

#include <algorithm>
#include <cmath>

#include "core/base/expression.h"

namespace facet {
namespace {

/// A round face with hair and eyes; `index` chooses the colours.
ImagePtr plain_face(int index) {
  Image image = make_image(kFaceSide, kFaceSide);
  const auto channel = [&](int step) { return 60 + (index * step + step) % 180; };
  for (int y = 0; y < kFaceSide; ++y) {
    for (int x = 0; x < kFaceSide; ++x) {
      const double from_middle = std::hypot(x - 32, y - 36);
      const bool eye = std::hypot(std::abs(x - 32) - 9, y - 36) < 4;
      const bool hair = std::hypot(x - 32, y - 30) < 28;
      const int color[3] = {eye                ? 20
                            : from_middle < 20 ? 235
                            : hair             ? channel(37)
                                               : 180,
                            eye                ? channel(91)
                            : from_middle < 20 ? 200
                            : hair             ? channel(53)
                                               : 190,
                            eye                ? 60
                            : from_middle < 20 ? 180
                            : hair             ? channel(71)
                                               : 210};
      std::uint8_t* pixel = image.pixels.data() + (y * kFaceSide + x) * 3;
      for (int c = 0; c < 3; ++c) pixel[c] = static_cast<std::uint8_t>(color[c]);
    }
  }
  return std::make_shared<const Image>(std::move(image));
}

Latent weighted_sum(const std::vector<std::pair<double, const Latent*>>& terms, std::size_t size) {
  Latent sum(size, 0.0F);
  for (const auto& [weight, code] : terms) {
    for (std::size_t i = 0; i < size; ++i) sum[i] += static_cast<float>(weight) * (*code)[i];
  }
  return sum;
}

}  // namespace

FakeExplorer::FakeExplorer() {
  for (int index = 0; index < 16; ++index) pictures_.push_back(plain_face(index));
}

FakeExplorer::FakeExplorer(std::vector<ImagePtr> pictures) : pictures_(std::move(pictures)) {}

Latent FakeExplorer::code_of(const Face& face) const {
  Latent code(pictures_.size(), 0.0F);
  if (const auto* seed = std::get_if<SeedFace>(&face)) {
    const std::size_t number = seed->seed * 7919U + static_cast<unsigned>(seed->cell) * 104729U;
    code[number % code.size()] = static_cast<float>(seed->temperature);
  } else if (const auto* picture = std::get_if<PictureFace>(&face)) {
    code[static_cast<std::size_t>(picture->index + 1) % code.size()] = 1;
  } else {
    code = *std::get<CodeFace>(face).code;
  }
  return code;
}

ImagePtr FakeExplorer::decode(const Latent& code) const {
  std::vector<float> sum(kFaceBytes, 0.0F);
  float total = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == 0) continue;
    total += code[i];
    for (std::size_t p = 0; p < kFaceBytes; ++p) {
      sum[p] += code[i] * static_cast<float>(pictures_[i]->pixels[p]);
    }
  }
  Image image = make_image(kFaceSide, kFaceSide);
  for (std::size_t p = 0; p < kFaceBytes; ++p) {
    const float value = sum[p] + (1 - total) * 128;
    image.pixels[p] = static_cast<std::uint8_t>(std::clamp(value, 0.0F, 255.0F));
  }
  return std::make_shared<const Image>(std::move(image));
}

DrawnFace FakeExplorer::draw_code(Latent code) {
  const auto shared = std::make_shared<const Latent>(std::move(code));
  return {next(decode(*shared)), shared, norm(*shared)};
}

View FakeExplorer::draw(const Session& session) {
  View view;
  view.weights = weights;
  view.latent = static_cast<int>(pictures_.size());
  view.default_sampler = Sampler::kGaussian;
  view.grid = draw_grid(session);
  for (const FaceList& list : session.lists) view.lists.push_back(draw_list(list));
  view.arithmetic = draw_arithmetic(session);
  view.path = draw_path(session);
  view.directions = draw_directions(session);
  return view;
}

std::shared_ptr<const GridView> FakeExplorer::draw_grid(const Session& session) {
  auto grid = std::make_shared<GridView>();
  grid->state = session.grid;
  grid->weights = weights;
  std::vector<ImagePtr> faces;
  for (int cell = 0; cell < session.grid.rows * session.grid.columns; ++cell) {
    const DrawnFace face =
        draw_code(code_of(SeedFace{session.grid.seed, cell, {}, session.grid.temperature}));
    faces.push_back(face.picture.image);
    grid->codes.push_back(face.code);
    grid->code_norms.push_back(face.code_norm);
  }
  grid->sheet = next(std::make_shared<const Image>(tile_faces(faces, session.grid.columns)));
  return grid;
}

std::shared_ptr<const ListView> FakeExplorer::draw_list(const FaceList& list) {
  auto view = std::make_shared<ListView>();
  view->name = list.name;
  view->weights = weights;
  std::vector<std::pair<double, const Latent*>> terms;
  for (const Face& face : list.faces) view->faces.push_back(draw_code(code_of(face)));
  for (const DrawnFace& face : view->faces) {
    terms.emplace_back(1.0 / static_cast<double>(view->faces.size()), face.code.get());
  }
  if (!terms.empty()) view->average = draw_code(weighted_sum(terms, pictures_.size()));
  return view;
}

std::shared_ptr<const ArithmeticView> FakeExplorer::draw_arithmetic(const Session& session) {
  auto view = std::make_shared<ArithmeticView>();
  view->expression = session.arithmetic.expression;
  view->weights = weights;
  const Result<std::vector<ExpressionTerm>> terms = parse_expression(view->expression);
  if (!terms) {
    view->error = terms.error();
    return view;
  }
  std::vector<std::pair<double, const Latent*>> sum;
  for (const ExpressionTerm& term : *terms) {
    const FaceList* list = find_list(session, term.name);
    if (list == nullptr || list->faces.empty()) {
      view->error = Error{ErrorCode::kBadInput, "the list '" + term.name + "' has no faces",
                          view->expression, term.position};
      return view;
    }
    view->terms.push_back({term.name, term.weight, draw_list(*list)->average});
  }
  for (const TermView& term : view->terms) sum.emplace_back(term.weight, term.average.code.get());
  view->result = draw_code(weighted_sum(sum, pictures_.size()));
  return view;
}

std::shared_ptr<const PathView> FakeExplorer::draw_path(const Session& session) {
  auto view = std::make_shared<PathView>();
  const PathState& path = session.path;
  view->weights = weights;
  view->kind = path.kind;
  view->position = path.position;
  view->a = draw_code(code_of(path.a));
  view->b = draw_code(code_of(path.b));
  std::vector<Latent> keys;
  for (const Face& face : path_keys(path)) keys.push_back(code_of(face));
  for (const Face& face : path.via) view->via.push_back(draw_code(code_of(face)));
  for (Latent& code : walk_codes(keys, path.steps, path.kind, path.loop)) {
    view->steps.push_back(draw_code(std::move(code)));
  }
  view->slider = draw_code(point_on_walk(keys, path.position, path.kind, path.loop));
  return view;
}

std::shared_ptr<const DirectionsView> FakeExplorer::draw_directions(const Session& session) {
  const DirectionsState& state = session.directions;
  const auto moved = [&](const std::array<double, kDirectionCount>& amounts) {
    Latent code = code_of(state.face);
    for (std::size_t k = 0; k < amounts.size(); ++k) {
      code[k % code.size()] += static_cast<float>(0.3 * amounts[k]);
    }
    return draw_code(std::move(code));
  };
  auto view = std::make_shared<DirectionsView>();
  view->weights = weights;
  view->progress = 1;
  view->face = moved(state.amounts);
  for (std::size_t k = 0; k < kDirectionCount; ++k) {
    std::array<double, kDirectionCount> less{};
    std::array<double, kDirectionCount> more{};
    less[k] = -kEndAmount;
    more[k] = kEndAmount;
    view->directions.push_back({moved(less), moved(more), 0.3F / static_cast<float>(k + 1)});
  }
  for (int i = 0; i < kPlaneSide * kPlaneSide; ++i) {
    std::array<double, kDirectionCount> amounts = state.amounts;
    amounts[static_cast<std::size_t>(state.across)] = i % kPlaneSide - kEndAmount;
    amounts[static_cast<std::size_t>(state.up)] = kEndAmount - i / kPlaneSide;
    view->plane.push_back(moved(amounts));
  }
  return view;
}

}  // namespace facet
