#include "app/bench/compare.h"

#include "core/base/files.h"
#include "core/base/json_reader.h"

namespace facet {

Result<nlohmann::json> compare_figures(const nlohmann::json& figures, const std::string& old_path) {
  const Result<std::string> text = read_file(old_path);
  if (!text) return text.error();
  const Result<nlohmann::json> old = parse_json(*text, old_path);
  if (!old) return old.error();
  const auto name = [](const nlohmann::json& json) {
    return json.is_object() ? json.value("bench", nlohmann::json()) : nlohmann::json();
  };
  if (name(*old) != name(figures)) {
    return Error{ErrorCode::kBadInput,
                 "this is not an earlier --json output of the same benchmark; make one with facet "
                 "bench " +
                     figures.value("bench", std::string()) + " --json",
                 old_path};
  }
  const nlohmann::json before = old->flatten();
  nlohmann::json compared = nlohmann::json::object();
  for (const auto& [path, value] : figures.flatten().items()) {
    const auto found = before.find(path);
    if (!value.is_number() || found == before.end() || !found->is_number()) continue;
    const double was = found->get<double>();
    const double is = value.get<double>();
    compared[path.substr(1)] = {{"old", was}, {"new", is}, {"ratio", was != 0 ? is / was : 0}};
  }
  return compared;
}

}  // namespace facet
