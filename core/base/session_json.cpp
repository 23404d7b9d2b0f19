#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/base64.h"
#include "core/base/expression.h"
#include "core/base/json_reader.h"
#include "core/base/plan_json.h"
#include "core/base/session.h"

namespace facet {
namespace {

using nlohmann::json;

constexpr const char* kPathKinds[] = {"lerp", "slerp", "norm"};
constexpr std::int64_t kMaxSeed = std::numeric_limits<std::uint32_t>::max();
constexpr int kMaxCell = 100000;
constexpr double kMaxTemperature = 100;

json to_json(const SeedFace& face) {
  json out = {{"kind", "seed"},
              {"seed", face.seed},
              {"cell", face.cell},
              {"temperature", face.temperature},
              {"of", face.of}};
  if (face.sampler) out["sampler"] = sampler_name(*face.sampler);
  return out;
}

json to_json(const PictureFace& face) {
  return {{"kind", "picture"},
          {"source", face.source},
          {"index", face.index},
          {"rgb", encode_base64(face.picture->pixels)}};
}

json to_json(const CodeFace& face) {
  return {{"kind", "code"}, {"origin", face.origin}, {"code", encode_floats(*face.code)}};
}

json face_to_json(const Face& face) {
  return std::visit([](const auto& one) { return to_json(one); }, face);
}

void read_sampler(JsonReader& reader, std::optional<Sampler>& sampler) {
  if (!reader.has("sampler")) return;
  Sampler value = Sampler::kPrior;
  reader.read("sampler", value, kSamplerNames);
  sampler = value;
}

Result<Face> seed_face_from(JsonReader reader) {
  SeedFace face;
  reader.read("seed", face.seed, 0, kMaxSeed);
  reader.read("cell", face.cell, 0, kMaxCell);
  reader.read("temperature", face.temperature, 0, kMaxTemperature);
  reader.read("of", face.of, 1, kMaxCell);
  read_sampler(reader, face.sampler);
  if (const Status status = reader.status(); !status) return status.error();
  return Face(face);
}

Result<Face> picture_face_from(JsonReader reader) {
  PictureFace face;
  std::string text;
  reader.read("source", face.source);
  reader.read("index", face.index, -1, std::numeric_limits<std::int64_t>::max());
  reader.read("rgb", text);
  const auto bytes = decode_base64(text);
  if (!bytes || bytes->size() != kFaceBytes) reader.fail("rgb", "is not a picture of 64 x 64 RGB");
  if (const Status status = reader.status(); !status) return status.error();
  face.picture = std::make_shared<const Image>(face_image(*bytes));
  return Face(std::move(face));
}

Result<Face> code_face_from(JsonReader reader) {
  CodeFace face;
  std::string text;
  reader.read("origin", face.origin);
  reader.read("code", text);
  auto code = decode_floats(text);
  if (!code || code->empty()) reader.fail("code", "is not a code of finite numbers");
  if (const Status status = reader.status(); !status) return status.error();
  face.code = std::make_shared<const Latent>(std::move(*code));
  return Face(std::move(face));
}

Result<Face> face_from_json(const json& from, const std::string& where) {
  JsonReader reader(from, where);
  std::string kind;
  reader.read("kind", kind);
  if (kind == "seed") return seed_face_from(std::move(reader));
  if (kind == "picture") return picture_face_from(std::move(reader));
  if (kind == "code") return code_face_from(std::move(reader));
  reader.fail("kind", "names no kind of face");
  return reader.status().error();
}

json grid_to_json(const GridState& grid) {
  json out = {{"seed", grid.seed},
              {"rows", grid.rows},
              {"columns", grid.columns},
              {"temperature", grid.temperature},
              {"selected", grid.selected}};
  if (grid.sampler) out["sampler"] = sampler_name(*grid.sampler);
  return out;
}

Result<GridState> grid_from_json(const json& from, const std::string& where) {
  GridState grid;
  JsonReader reader(from, where);
  reader.read("seed", grid.seed, 0, kMaxSeed);
  reader.read("rows", grid.rows, 1, 100);
  reader.read("columns", grid.columns, 1, 100);
  reader.read("temperature", grid.temperature, 0, kMaxTemperature);
  read_sampler(reader, grid.sampler);
  if (const json* selected = reader.find("selected")) {
    std::set<int> cells;
    for (const json& cell : *selected) {
      if (!cell.is_number_integer() || cell < 0 || cell >= grid.rows * grid.columns) {
        reader.fail("selected", "holds something that is no cell of the grid");
        break;
      }
      cells.insert(cell.get<int>());
    }
    grid.selected.assign(cells.begin(), cells.end());
  }
  if (const Status status = reader.status(); !status) return status.error();
  return grid;
}

json faces_to_json(const std::vector<Face>& faces) {
  json out = json::array();
  for (const Face& face : faces) out.push_back(face_to_json(face));
  return out;
}

/// The faces of an array; anything else is an Error that names `key`.
Result<std::vector<Face>> faces_from_json(const json* from, const char* key,
                                          const std::string& where) {
  if (from == nullptr || !from->is_array()) {
    return Error{ErrorCode::kBadInput, "'" + std::string(key) + "' is not a list of faces", where};
  }
  std::vector<Face> faces;
  for (const json& entry : *from) {
    Result<Face> face = face_from_json(entry, where);
    if (!face) return face.error();
    faces.push_back(std::move(*face));
  }
  return faces;
}

/// Reads a face where there is one.
void read_face(JsonReader& reader, const char* key, const std::string& where, Face& face) {
  const json* member = reader.find(key);
  if (member == nullptr) return;
  Result<Face> read = face_from_json(*member, where);
  if (read) {
    face = std::move(*read);
  } else {
    reader.fail(read.error());
  }
}

json lists_to_json(const std::vector<FaceList>& lists) {
  json out = json::array();
  for (const FaceList& list : lists) {
    out.push_back({{"name", list.name}, {"faces", faces_to_json(list.faces)}});
  }
  return out;
}

Result<FaceList> list_from_json(const json& from, const std::string& where) {
  FaceList list;
  JsonReader reader(from, where);
  reader.read("name", list.name);
  if (list.name.empty() || expression_name(list.name) != list.name) {
    reader.fail("name", "cannot stand in an expression");
  }
  if (const Status status = reader.status(); !status) return status.error();
  Result<std::vector<Face>> faces = faces_from_json(reader.find("faces"), "faces", where);
  if (!faces) return faces.error();
  list.faces = std::move(*faces);
  return list;
}

Status read_lists(const json& from, const std::string& where, Session& session) {
  if (!from.is_array()) return Error{ErrorCode::kBadInput, "'lists' is not an array", where};
  for (const json& entry : from) {
    Result<FaceList> list = list_from_json(entry, where);
    if (!list) return list.error();
    if (find_list(session, list->name) != nullptr) {
      return Error{ErrorCode::kBadInput, "two lists are named '" + list->name + "'", where};
    }
    session.lists.push_back(std::move(*list));
  }
  return {};
}

json path_to_json(const PathState& path) {
  return {{"a", face_to_json(path.a)},         {"b", face_to_json(path.b)},
          {"via", faces_to_json(path.via)},    {"loop", path.loop},
          {"kind", path_kind_name(path.kind)}, {"steps", path.steps},
          {"position", path.position}};
}

Result<PathState> path_from_json(const json& from, const std::string& where) {
  PathState path;
  JsonReader reader(from, where);
  read_face(reader, "a", where, path.a);
  read_face(reader, "b", where, path.b);
  if (const json* via = reader.find("via")) {
    Result<std::vector<Face>> faces = faces_from_json(via, "via", where);
    if (!faces) return faces.error();
    path.via = std::move(*faces);
    if (path.via.size() > kMostVia) reader.fail("via", "holds too many faces");
  }
  reader.read("loop", path.loop);
  reader.read("kind", path.kind, kPathKinds);
  reader.read("steps", path.steps, 2, 100);
  reader.read("position", path.position, 0, 1);
  if (const Status status = reader.status(); !status) return status.error();
  return path;
}

json directions_to_json(const DirectionsState& directions) {
  return {{"face", face_to_json(directions.face)},
          {"amounts", directions.amounts},
          {"across", directions.across},
          {"up", directions.up}};
}

Result<DirectionsState> directions_from_json(const json& from, const std::string& where) {
  DirectionsState directions;
  JsonReader reader(from, where);
  read_face(reader, "face", where, directions.face);
  reader.read("across", directions.across, 0, kDirectionCount - 1);
  reader.read("up", directions.up, 0, kDirectionCount - 1);
  if (const json* amounts = reader.find("amounts")) {
    std::size_t read = 0;
    for (const json& amount : *amounts) {
      const double value = amount.is_number() ? amount.get<double>() : kMaxAmount + 1;
      if (read == directions.amounts.size() || !(std::abs(value) <= kMaxAmount)) {
        reader.fail("amounts", "holds something that is no amount of a direction");
        break;
      }
      directions.amounts[read++] = value;
    }
  }
  if (const Status status = reader.status(); !status) return status.error();
  return directions;
}

json model_to_json(const ModelRef& model) {
  return {{"path", model.path}, {"ema", model.ema}, {"training", model.training}};
}

Result<ModelRef> model_from_json(const json& from, const std::string& where) {
  ModelRef model;
  JsonReader reader(from, where);
  reader.read("path", model.path);
  reader.read("ema", model.ema);
  reader.read("training", model.training, 0, kTrainings - 1);
  if (const Status status = reader.status(); !status) return status.error();
  return model;
}

/// Puts `source` into `target` where it succeeded, else keeps its error in `reader`.
template <typename T, typename Target>
void accept(Result<T> source, Target& target, JsonReader& reader) {
  if (source) {
    target = std::move(*source);
  } else {
    reader.fail(source.error());
  }
}

}  // namespace

std::string session_to_json(const Session& session) {
  json out = {{"format", "facet-session"},
              {"version", 1},
              {"plan", plan_to_json(session.plan)},
              {"plan_b", plan_to_json(session.plan_b)},
              {"model", model_to_json(session.model)},
              {"grid", grid_to_json(session.grid)},
              {"lists", lists_to_json(session.lists)},
              {"arithmetic",
               {{"expression", session.arithmetic.expression},
                {"typical_norm", session.arithmetic.typical_norm}}},
              {"path", path_to_json(session.path)},
              {"directions", directions_to_json(session.directions)}};
  if (session.compared) out["compared"] = model_to_json(*session.compared);
  return out.dump(1, ' ', false, json::error_handler_t::replace);
}

Result<Session> session_from_json(std::string_view text, const std::string& where) {
  const Result<json> parsed = parse_json(text, where);
  if (!parsed) return parsed.error();
  Session session;
  JsonReader reader(*parsed, where);
  reader.expect_format("facet-session", "a session");
  if (const json* plan = reader.find("plan")) {
    accept(plan_from_json(*plan, where), session.plan, reader);
  }
  session.plan_b.data = session.plan.data;
  if (const json* plan = reader.find("plan_b")) {
    accept(plan_from_json(*plan, where), session.plan_b, reader);
  }
  if (const json* model = reader.find("model")) {
    accept(model_from_json(*model, where), session.model, reader);
  }
  if (const json* model = reader.find("compared")) {
    accept(model_from_json(*model, where), session.compared, reader);
  }
  if (const json* grid = reader.find("grid")) {
    accept(grid_from_json(*grid, where), session.grid, reader);
  }
  if (const json* lists = reader.find("lists")) {
    if (const Status status = read_lists(*lists, where, session); !status) {
      reader.fail(status.error());
    }
  }
  if (const json* arithmetic = reader.find("arithmetic")) {
    JsonReader inner(*arithmetic, where);
    inner.read("expression", session.arithmetic.expression);
    inner.read("typical_norm", session.arithmetic.typical_norm);
    if (const Status status = inner.status(); !status) reader.fail(status.error());
  }
  if (const json* path = reader.find("path")) {
    accept(path_from_json(*path, where), session.path, reader);
  }
  if (const json* directions = reader.find("directions")) {
    accept(directions_from_json(*directions, where), session.directions, reader);
  }
  if (const Status status = reader.status(); !status) return status.error();
  return session;
}

}  // namespace facet
