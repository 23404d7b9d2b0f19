#include "ui/face_actions.h"

#include <algorithm>
#include <utility>

#include "core/base/expression.h"
#include "core/base/numpy_random.h"
#include "core/base/view.h"
#include "ui/walk.h"

namespace facet::ui {
namespace {

/// Writes `text` with every list named `from` called `to`. Works on the text, so that parentheses
/// and order stay as they were typed.
std::string replace_name(const std::string& text, const std::string& from, const std::string& to) {
  const auto is_part = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80U;
  };
  std::string replaced;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_part(text[end])) ++end;
    if (end == at) {
      replaced += text[at++];
      continue;
    }
    const std::string word = text.substr(at, end - at);
    replaced += word == from ? to : word;
    at = end;
  }
  return replaced;
}

double random_amount(NumpyRandom& random) {
  return std::clamp(random.standard_normal(), -kEndAmount, kEndAmount);
}

bool has_list(const Session& session, int list) {
  return list >= 0 && list < static_cast<int>(session.lists.size());
}

}  // namespace

int add_to_list(Session& session, int list, const std::vector<Face>& faces) {
  if (!has_list(session, list)) return 0;
  std::vector<Face>& held = session.lists[static_cast<std::size_t>(list)].faces;
  int added = 0;
  for (const Face& face : faces) {
    if (std::find(held.begin(), held.end(), face) != held.end()) continue;
    held.push_back(face);
    ++added;
  }
  return added;
}

std::string start_list(Session& session, std::vector<Face> faces, std::string_view wanted) {
  FaceList list;
  list.name = free_list_name(session, wanted);
  session.lists.push_back(std::move(list));
  add_to_list(session, static_cast<int>(session.lists.size()) - 1, faces);
  return session.lists.back().name;
}

std::string list_of_faces(Session& session, const std::vector<Face>& faces) {
  for (const FaceList& list : session.lists) {
    if (list.faces == faces) return list.name;
  }
  return start_list(session, faces, list_name_for(faces.front()));
}

std::string list_name_for(const Face& face) {
  if (const auto* seed = std::get_if<SeedFace>(&face)) return "face_" + std::to_string(seed->cell);
  if (const auto* picture = std::get_if<PictureFace>(&face)) {
    if (picture->index >= 0) return "picture_" + std::to_string(picture->index);
    return expression_name(picture->source.substr(picture->source.find_last_of('/') + 1));
  }
  return "face";
}

std::string rename_list(Session& session, int list, std::string_view wanted) {
  if (!has_list(session, list)) return {};
  FaceList& renamed = session.lists[static_cast<std::size_t>(list)];
  if (wanted.empty() || expression_name(wanted) == renamed.name) return renamed.name;
  const std::string former = renamed.name;
  renamed.name = free_list_name(session, wanted);
  session.arithmetic.expression = replace_name(session.arithmetic.expression, former, renamed.name);
  return renamed.name;
}

void remove_list(Session& session, int list) {
  if (has_list(session, list)) session.lists.erase(session.lists.begin() + list);
}

void duplicate_list(Session& session, int list) {
  if (!has_list(session, list)) return;
  FaceList copy = session.lists[static_cast<std::size_t>(list)];
  copy.name = free_list_name(session, copy.name);
  session.lists.insert(session.lists.begin() + list + 1, std::move(copy));
}

void set_grid_seed(Session& session, std::uint32_t seed) {
  if (session.grid.seed == seed) return;
  session.grid.seed = seed;
  session.grid.selected.clear();
}

SeedFace cell_face(const GridState& grid, int cell) {
  return {grid.seed, cell, grid.sampler, grid.temperature, grid.rows * grid.columns};
}

void set_path_seed(Session& session, std::uint32_t seed) {
  session.path.a = SeedFace{seed, 0, session.grid.sampler, 1, 2};
  session.path.b = SeedFace{seed, 1, session.grid.sampler, 1, 2};
}

void add_keyframes(Session& session, const std::vector<Face>& faces) {
  insert_keyframes(session.path, keyframe_count(session.path) - 1, faces);
}

void vary_face(Session& session, const Face& face) {
  session.directions.face = face;
  session.directions.amounts = {};
}

void random_amounts(DirectionsState& directions, std::uint32_t seed) {
  NumpyRandom random(seed);
  for (double& amount : directions.amounts) amount = random_amount(random);
}

void random_place(DirectionsState& directions, std::uint32_t seed) {
  NumpyRandom random(seed);
  for (const int direction : {directions.across, directions.up}) {
    directions.amounts[static_cast<std::size_t>(direction)] = random_amount(random);
  }
}

std::uint32_t dice_seed(std::uint32_t seed, int throws) {
  // SplitMix64's finaliser (Steele, Lea and Flood 2014), cut to four digits that can be said aloud.
  std::uint64_t x = (std::uint64_t{seed} << 32U) + static_cast<std::uint64_t>(throws) + 1;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
  const auto thrown = static_cast<std::uint32_t>((x ^ (x >> 31U)) % 10000);
  return thrown == seed ? (thrown + 1) % 10000 : thrown;
}

bool holds_face(const Session& session, const Face& face) {
  const std::vector<Face> keys = path_keys(session.path);
  if (std::find(keys.begin(), keys.end(), face) != keys.end()) return true;
  return std::any_of(session.lists.begin(), session.lists.end(), [&](const FaceList& list) {
    return std::find(list.faces.begin(), list.faces.end(), face) != list.faces.end();
  });
}

void replace_face(Session& session, const Face& from, const Face& to) {
  for (Face* end : {&session.path.a, &session.path.b}) {
    if (*end == from) *end = to;
  }
  std::replace(session.path.via.begin(), session.path.via.end(), from, to);
  for (FaceList& list : session.lists) {
    if (std::find(list.faces.begin(), list.faces.end(), to) == list.faces.end()) {
      std::replace(list.faces.begin(), list.faces.end(), from, to);
    } else {
      std::erase(list.faces, from);
    }
  }
}

ExportPicture export_of_face(const Session& session, const Face& face) {
  ExportPicture wanted;
  wanted.kind = PictureKind::kArithmetic;
  wanted.session = session;
  wanted.session.lists.clear();
  wanted.session.arithmetic.expression = start_list(wanted.session, {face}, list_name_for(face));
  return wanted;
}

std::optional<Error> check_names(const Session& session, std::string_view text) {
  const Result<std::vector<ExpressionTerm>> terms = parse_expression(text);
  if (!terms) return terms.error();
  for (const ExpressionTerm& term : *terms) {
    if (find_list(session, term.name) != nullptr) continue;
    return Error{ErrorCode::kNotFound,
                 "there is no list named '" + term.name + "' (column " +
                     std::to_string(term.position + 1) + ")",
                 std::string(text), term.position};
  }
  return std::nullopt;
}

}  // namespace facet::ui
