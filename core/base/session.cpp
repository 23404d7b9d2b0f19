#include "core/base/session.h"

#include <algorithm>
#include <utility>

#include "core/base/expression.h"

namespace facet {

const char* training_name(int training) { return training == 0 ? "A" : "B"; }

TrainingPlan default_plan_b() { return plan_for(*find_preset("fast-gan"), TrainingPlan{}.data); }

TrainingPlan& plan_of(Session& session, int training) {
  return training == 0 ? session.plan : session.plan_b;
}

const TrainingPlan& plan_of(const Session& session, int training) {
  return training == 0 ? session.plan : session.plan_b;
}

std::vector<Face> path_keys(const PathState& path) {
  std::vector<Face> keys = {path.a};
  keys.insert(keys.end(), path.via.begin(), path.via.end());
  keys.push_back(path.b);
  return keys;
}

int path_legs(const PathState& path) {
  return static_cast<int>(path.via.size()) + (path.loop ? 2 : 1);
}

Session compared_session(const Session& session) {
  Session second = session;
  second.model = *session.compared;
  second.compared.reset();
  return second;
}

const FaceList* find_list(const Session& session, std::string_view name) {
  const auto found = std::find_if(session.lists.begin(), session.lists.end(),
                                  [&](const FaceList& list) { return list.name == name; });
  return found == session.lists.end() ? nullptr : &*found;
}

std::string free_list_name(const Session& session, std::string_view wanted) {
  const std::string base = expression_name(wanted);
  if (find_list(session, base) == nullptr) return base;
  for (int number = 2;; ++number) {
    std::string name = base + "_" + std::to_string(number);
    if (find_list(session, name) == nullptr) return name;
  }
}

}  // namespace facet
