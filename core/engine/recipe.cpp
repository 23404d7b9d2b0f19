#include "core/engine/recipe.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/base64.h"
#include "core/base/expression.h"
#include "core/base/json_reader.h"

namespace facet {
namespace {

using nlohmann::json;

constexpr const char* kKinds[] = {"grid", "interpolate", "arithmetic"};
constexpr int kMaxLatent = 4096;
constexpr std::int64_t kMaxStep = std::numeric_limits<std::int64_t>::max();

json layout_to_json(const PictureLayout& layout) {
  return {{"columns", layout.columns}, {"gap", layout.gap},   {"background", layout.background},
          {"weights", layout.weights}, {"film", layout.film}, {"keys", layout.keys},
          {"closed", layout.closed}};
}

PictureLayout layout_from_json(const json& from, const std::string& where, JsonReader& errors) {
  PictureLayout layout;
  JsonReader reader(from, where);
  reader.read("columns", layout.columns, 1, 100000);
  reader.read("gap", layout.gap, 0, 256);
  reader.read("background", layout.background, 0, 255);
  reader.read("film", layout.film);
  reader.read("keys", layout.keys, 2, 100000);
  reader.read("closed", layout.closed);
  if (const json* weights = reader.find("weights")) {
    for (const json& weight : *weights) {
      if (!weight.is_number()) {
        reader.fail("weights", "holds something that is no number");
        break;
      }
      layout.weights.push_back(weight.get<double>());
    }
  }
  if (const Status status = reader.status(); !status) errors.fail(status.error());
  return layout;
}

json weights_to_json(const WeightsId& weights, const std::string& model) {
  return {{"path", model},
          {"hash", weights.hash},
          {"preset", weights.preset},
          {"step", weights.step},
          {"ema", weights.ema}};
}

void read_weights(const json& from, const std::string& where, WeightsId& weights,
                  std::string& model, JsonReader& errors) {
  JsonReader reader(from, where);
  reader.read("path", model);
  reader.read("hash", weights.hash);
  reader.read("preset", weights.preset);
  reader.read("step", weights.step, 0, kMaxStep);
  reader.read("ema", weights.ema);
  if (const Status status = reader.status(); !status) errors.fail(status.error());
}

json frames_to_json(const std::vector<FilmFrame>& frames) {
  json out = json::array();
  for (const FilmFrame& frame : frames) out.push_back(weights_to_json(frame.weights, frame.model));
  return out;
}

std::vector<FilmFrame> read_frames(const json& from, const std::string& where, JsonReader& errors) {
  std::vector<FilmFrame> frames;
  if (!from.is_array()) errors.fail("over_time", "is no list of frames");
  for (const json& frame : from) {
    frames.emplace_back();
    read_weights(frame, where, frames.back().weights, frames.back().model, errors);
  }
  return frames;
}

std::vector<Latent> read_codes(const json& from, JsonReader& errors) {
  std::vector<Latent> codes;
  for (const json& text : from) {
    std::optional<Latent> code;
    if (text.is_string()) code = decode_floats(text.get_ref<const std::string&>());
    if (!code || code->empty() || code->size() > kMaxLatent ||
        (!codes.empty() && codes.front().size() != code->size())) {
      errors.fail("codes", "holds a damaged code");
      return {};
    }
    codes.push_back(std::move(*code));
  }
  return codes;
}

/// The lists that `expression` names, in the order of the session.
std::vector<FaceList> named_lists(const Session& session) {
  const Result<std::vector<ExpressionTerm>> terms = parse_expression(session.arithmetic.expression);
  std::vector<FaceList> lists;
  if (!terms) return lists;
  for (const FaceList& list : session.lists) {
    if (std::any_of(terms->begin(), terms->end(),
                    [&](const ExpressionTerm& term) { return term.name == list.name; })) {
      lists.push_back(list);
    }
  }
  return lists;
}

}  // namespace

std::string recipe_to_json(const Recipe& recipe) {
  json codes = json::array();
  for (const Latent& code : recipe.codes) codes.push_back(encode_floats(code));
  json out = {{"format", "facet-recipe"},
              {"version", 1},
              {"program", recipe.program},
              {"cpu", recipe.cpu},
              {"kind", kKinds[static_cast<std::size_t>(recipe.layout.kind)]},
              {"model", weights_to_json(recipe.weights, recipe.model)},
              {"sampler", sampler_name(recipe.sampler)},
              {"drawing", {{"arithmetic", "fp32"}, {"threads", 1}, {"batch", 16}}},
              {"layout", layout_to_json(recipe.layout)},
              {"codes", std::move(codes)},
              {"session", json::parse(session_to_json(recipe.session), nullptr, false)}};
  if (!recipe.over_time.empty()) out["over_time"] = frames_to_json(recipe.over_time);
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Recipe> recipe_from_json(std::string_view text, const std::string& where) {
  const Result<json> parsed = parse_json(text, where);
  if (!parsed) return parsed.error();
  Recipe recipe;
  JsonReader reader(*parsed, where);
  reader.expect_format("facet-recipe", "a recipe");
  reader.read("program", recipe.program);
  reader.read("cpu", recipe.cpu);
  for (const char* key : {"kind", "sampler", "model", "layout", "codes", "session"}) {
    if (!reader.has(key)) reader.fail(key, "is missing");
  }
  if (const Status status = reader.status(); !status) return status.error();

  read_weights(*reader.find("model"), where, recipe.weights, recipe.model, reader);
  if (const json* frames = reader.find("over_time")) {
    recipe.over_time = read_frames(*frames, where, reader);
  }
  recipe.layout = layout_from_json(*reader.find("layout"), where, reader);
  reader.read("kind", recipe.layout.kind, kKinds);
  reader.read("sampler", recipe.sampler, kSamplerNames);
  recipe.codes = read_codes(*reader.find("codes"), reader);
  if (const Status status = reader.status(); !status) return status.error();
  const Status fits = check_layout(recipe.layout, static_cast<std::int64_t>(recipe.codes.size()));
  if (!fits) return Error{ErrorCode::kBadInput, fits.error().message, where};

  Result<Session> session = session_from_json(reader.find("session")->dump(), where);
  if (session) {
    recipe.session = std::move(*session);
  } else {
    recipe.session_error = session.error();
  }
  return recipe;
}

Session session_part(const Session& session, PictureKind kind) {
  Session part;
  part.model = session.model;
  switch (kind) {
    case PictureKind::kGrid:
      part.grid = session.grid;
      break;
    case PictureKind::kPath:
      part.path = session.path;
      break;
    case PictureKind::kArithmetic:
      part.arithmetic = session.arithmetic;
      part.lists = named_lists(session);
      break;
  }
  return part;
}

}  // namespace facet
