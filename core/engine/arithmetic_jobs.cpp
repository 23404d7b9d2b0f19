#include "core/engine/arithmetic_jobs.h"

#include <sstream>

#include "core/base/files.h"
#include "core/base/json_reader.h"

namespace facet {
namespace {

Result<ArithmeticRequest> parse_request(const std::string& line, const std::string& where) {
  const Result<nlohmann::json> json = parse_json(line, where);
  if (!json) return json.error();
  ArithmeticRequest request;
  request.where = where;
  JsonReader reader(*json, where);
  reader.read("expr", request.expression);
  reader.read("model", request.model);
  const nlohmann::json* groups = reader.find("groups");
  if (groups == nullptr || !groups->is_object()) reader.fail("groups", "is not an object");
  if (const Status status = reader.status(); !status) return status.error();
  for (const auto& [name, selection] : groups->items()) {
    if (!selection.is_string()) {
      return Error{ErrorCode::kBadInput, "the group '" + name + "' is not a text", where};
    }
    request.groups.emplace_back(name, selection.get<std::string>());
  }
  return request;
}

}  // namespace

Result<std::vector<ArithmeticRequest>> read_arithmetic_requests(const std::string& path) {
  const Result<std::string> text = read_file(path);
  if (!text) return text.error();
  std::vector<ArithmeticRequest> requests;
  std::istringstream lines(*text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<ArithmeticRequest> request =
        parse_request(line, path + ", line " + std::to_string(number));
    if (!request) return request.error();
    requests.push_back(std::move(*request));
  }
  if (requests.empty()) {
    return Error{ErrorCode::kBadInput,
                 "the file holds no job; write one {\"groups\": {\"a\": \"1,2\"}, \"expr\": \"a\"} "
                 "a line",
                 path};
  }
  return requests;
}

Status add_group(const std::string& name, const Selection& selection,
                 const SelectionContext& context, std::vector<FaceList>& lists) {
  for (const FaceList& list : lists) {
    if (list.name == name) {
      return Error{ErrorCode::kUsage, "two groups have this name; rename one", name};
    }
  }
  Result<std::vector<Face>> faces = resolve_selection(selection, context);
  if (!faces) return faces.error();
  lists.push_back({name, std::move(*faces)});
  return {};
}

Result<ArithmeticJob> resolve_request(const ArithmeticRequest& request,
                                      const SelectionContext& context) {
  ArithmeticJob job;
  job.where = request.where;
  job.expression = request.expression;
  for (const auto& [name, text] : request.groups) {
    const Result<Group> group = parse_group(name + "=" + text);
    const Status status = group ? add_group(group->name, group->selection, context, job.lists)
                                : Status(group.error());
    if (!status) {
      return Error{ErrorCode::kBadInput, to_string(status.error()), request.where};
    }
  }
  return job;
}

}  // namespace facet
