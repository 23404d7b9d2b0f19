#include "core/engine/arithmetic_jobs.h"

#include <map>
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

Status check_free(const std::string& name, const std::vector<FaceList>& lists) {
  for (const FaceList& list : lists) {
    if (list.name == name) {
      return Error{ErrorCode::kUsage, "two groups have this name; rename one", name};
    }
  }
  return {};
}

/// Faces by the text of the selection that names them.
using KnownFaces = std::map<std::string, std::vector<Face>>;

Status add_known_group(const std::string& name, const std::string& text,
                       const SelectionContext& context, KnownFaces& known,
                       std::vector<FaceList>& lists) {
  const Result<Group> group = parse_group(name + "=" + text);
  if (!group) return group.error();
  if (const auto found = known.find(text); found != known.end()) {
    if (Status taken = check_free(name, lists); !taken) return taken;
    lists.push_back({name, found->second});
    return {};
  }
  if (Status added = add_group(name, group->selection, context, lists); !added) return added;
  known[text] = lists.back().faces;
  return {};
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
  if (Status taken = check_free(name, lists); !taken) return taken;
  Result<std::vector<Face>> faces = resolve_selection(selection, context);
  if (!faces) return faces.error();
  lists.push_back({name, std::move(*faces)});
  return {};
}

Result<ArithmeticJob> resolve_request(const ArithmeticRequest& request,
                                      const SelectionContext& context) {
  Result<std::vector<ArithmeticJob>> jobs = resolve_requests(std::span(&request, 1), context);
  if (!jobs) return jobs.error();
  return std::move(jobs->front());
}

Result<std::vector<ArithmeticJob>> resolve_requests(std::span<const ArithmeticRequest> requests,
                                                    const SelectionContext& context) {
  std::vector<ArithmeticJob> jobs;
  KnownFaces known;
  for (const ArithmeticRequest& request : requests) {
    ArithmeticJob& job = jobs.emplace_back();
    job.where = request.where;
    job.expression = request.expression;
    for (const auto& [name, text] : request.groups) {
      const Status status = add_known_group(name, text, context, known, job.lists);
      if (!status) return Error{ErrorCode::kBadInput, to_string(status.error()), request.where};
    }
  }
  return jobs;
}

}  // namespace facet
