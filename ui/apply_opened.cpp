#include "ui/apply_opened.h"

#include <algorithm>
#include <filesystem>

#include "core/base/expression.h"
#include "core/base/words.h"
#include "ui/face_actions.h"
#include "ui/format.h"
#include "ui/training_control.h"

namespace facet::ui {
namespace {

/// Puts a list in the place of the one of its name, or at the end; whether it replaced another.
bool put_list(const FaceList& list, Session& session) {
  const auto found = std::find_if(session.lists.begin(), session.lists.end(),
                                  [&](const FaceList& there) { return there.name == list.name; });
  if (found == session.lists.end()) {
    session.lists.push_back(list);
    return false;
  }
  const bool replaced = found->faces != list.faces;
  *found = list;
  return replaced;
}

/// The lists that the recipe's expression names; what they replaced, for people.
std::string put_lists_of_expression(const Session& recipe, Session& session) {
  std::string replaced;
  for (const FaceList& list : recipe.lists) {
    if (!put_list(list, session)) continue;
    replaced += (replaced.empty() ? "" : ", ") + list.name;
  }
  return replaced;
}

OpenedEffect apply_recipe(const Opened& opened, Session& session) {
  const Session& recipe = opened.session;
  std::error_code ignored;
  if (!recipe.model.path.empty() && std::filesystem::exists(recipe.model.path, ignored)) {
    session.model = recipe.model;
  }
  std::string said = "Restored from " + short_name(opened.path) + ": ";
  switch (opened.part) {
    case PictureKind::kGrid:
      session.grid = recipe.grid;
      return {said + "the grid.", {}, {}};
    case PictureKind::kPath:
      session.path = recipe.path;
      return {said + "the path.", {}, {}};
    case PictureKind::kArithmetic:
      break;
  }
  const std::string replaced = put_lists_of_expression(recipe, session);
  session.arithmetic = recipe.arithmetic;
  said += "the expression and its lists.";
  if (!replaced.empty()) said += " Replaced: " + replaced + ". Ctrl+Z brings them back.";
  return {said, {}, {}};
}

OpenedEffect apply_face(const Opened& opened, const std::string& list, Session& session) {
  const auto found = std::find_if(session.lists.begin(), session.lists.end(),
                                  [&](const FaceList& there) { return there.name == list; });
  if (!list.empty() && found != session.lists.end()) {
    add_to_list(session, static_cast<int>(found - session.lists.begin()), {opened.face});
    return {short_name(opened.path) + " was added to " + list + ".", {}, {}};
  }
  const std::string stem = std::filesystem::path(opened.path).stem().string();
  const std::string name = start_list(session, {opened.face}, expression_name(stem));
  return {short_name(opened.path) + " is a face of the new list " + name + ".", {}, {}};
}

OpenedEffect apply_list(const Opened& opened, Session& session) {
  const FaceList& list = opened.list;
  const bool replaced = put_list(list, session);
  const std::string count = with_thousands(static_cast<std::int64_t>(list.faces.size()));
  const std::string among = with_thousands(opened.among);
  std::string said = list.name + ": ";
  said += count == among ? "all " + among + " that there are."
                         : "the " + count + " of " + among + " that stand best for all of them.";
  if (replaced) said += " Ctrl+Z brings the list before back.";
  return {said, {}, {}};
}

}  // namespace

OpenedEffect apply_opened(const Opened& opened, const std::string& list, bool run_active,
                          Session& session, int training) {
  const std::string name = short_name(opened.path);
  switch (opened.kind) {
    case Opened::Kind::kData:
      plan_of(session, training).data = opened.path;
      return {
          run_active ? name + " is the data of the next run; this one keeps its own." : "", {}, {}};
    case Opened::Kind::kModel:
      session.model.path = opened.path;
      return {"The faces are drawn by " + name + " now.", {}, {}};
    case Opened::Kind::kRun:
      show_training(session, training);
      return {"", ContinueRun{opened.path}, {}};
    case Opened::Kind::kNumberRun:
      return {"", {}, OpenNumbers{opened.path}};
    case Opened::Kind::kSession: {
      session = opened.session;
      return {"The session " + name + " is open. Ctrl+Z goes back to yours.", {}, {}};
    }
    case Opened::Kind::kRecipe:
      return apply_recipe(opened, session);
    case Opened::Kind::kFace:
      return apply_face(opened, list, session);
    case Opened::Kind::kList:
      return apply_list(opened, session);
  }
  return {};
}

}  // namespace facet::ui
