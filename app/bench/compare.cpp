#include "app/bench/compare.h"

#include "core/base/files.h"
#include "core/base/json_reader.h"

namespace facet {

namespace {

std::string benchmark_name(const nlohmann::json& figures) {
  const auto name = figures.find("bench");
  return name != figures.end() && name->is_string() ? name->get<std::string>() : "";
}

}  // namespace

Error not_figures(const std::string& path) {
  return {ErrorCode::kBadInput,
          "these are no figures that facet bench has printed with --json; make some, for example "
          "with facet bench train --json",
          path};
}

Result<nlohmann::json> read_figures(const std::string& path) {
  const Result<std::string> text = read_file(path);
  if (!text) return text.error();
  Result<nlohmann::json> figures = parse_json(*text, path);
  if (!figures) return figures.error();
  if (!figures->is_object() || benchmark_name(*figures).empty()) return not_figures(path);
  return figures;
}

Result<nlohmann::json> compare_figures(const nlohmann::json& figures, const std::string& old_path) {
  const Result<nlohmann::json> old = read_figures(old_path);
  if (!old) return old.error();
  const std::string name = benchmark_name(figures);
  if (benchmark_name(*old) != name) {
    return Error{
        ErrorCode::kBadInput,
        "these are figures of another benchmark; make some with facet bench " + name + " --json",
        old_path};
  }
  const nlohmann::json before = old->flatten();
  const nlohmann::json after = figures.flatten();
  nlohmann::json compared = nlohmann::json::object();
  for (const auto& [path, value] : after.items()) {
    const auto found = before.find(path);
    if (!value.is_number() || found == before.end() || !found->is_number()) continue;
    const double was = found->get<double>();
    const double is = value.get<double>();
    compared[path.substr(1)] = {{"old", was}, {"new", is}, {"ratio", was != 0 ? is / was : 0}};
  }
  return compared;
}

}  // namespace facet
