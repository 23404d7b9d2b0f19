#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/ui/fake_explorer.h"
#include "tests/ui/screenless.h"
#include "ui/workbench.h"

namespace facet::ui {

/// The whole workbench in real frames without a screen: what a test puts into `training`, `data`,
/// `notices` and `opened` is its input, what it asks for is gathered. The view is drawn by a
/// FakeExplorer whenever the session changes.
class WorkbenchHarness {
 public:
  explicit WorkbenchHarness(Session session = {}, std::string settings_folder = "",
                            ImVec2 size = {1280, 800}, std::vector<Example> examples = {});

  void frame();
  void frames(int count);
  bool play(const std::function<void(ImGuiTestContext&)>& steps);
  /// Presses and releases a key, with two frames to take it.
  void press(ImGuiKeyChord chord);
  /// What the whole window shows as text.
  std::string text();
  /// Ends the workbench as the program's end does.
  void close() { workbench_.reset(); }
  void drop(const std::string& path) { workbench_->drop({path}); }
  const Session& session() const { return workbench_->session(); }

  /// All commands of one kind so far, oldest first.
  template <typename Command>
  std::vector<Command> sent() const {
    std::vector<Command> found;
    for (const UiOutput& of_frame : outputs) {
      for (const TrainingOrder& order : of_frame.training) {
        gather(std::vector<TrainingCommand>{order.command}, found);
      }
      gather(of_frame.io, found);
      gather(of_frame.projections, found);
    }
    return found;
  }

  FakeExplorer explorer;
  FakeExplorer compared_explorer;  ///< of the second pane
  bool explorer_draws = true;      ///< false: `view` is shown; as it is, there is no model
  View view;
  TrainingView training;
  TrainingView training_b;
  DataView data;
  JobView job;
  ProjectionView projections;
  std::vector<Notice> notices;  ///< for the next frame
  std::vector<Opened> opened;   ///< for the next frame
  UiOutput output;              ///< of the last frame
  std::vector<UiOutput> outputs;

 private:
  template <typename Any, typename Command>
  static void gather(const std::vector<Any>& commands, std::vector<Command>& found) {
    for (const Any& command : commands) {
      std::visit(
          [&](const auto& value) {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, Command>) {
              found.push_back(value);
            }
          },
          command);
    }
  }
  UiInput input();
  void draw_session();

  Screenless screenless_;
  std::unique_ptr<Workbench> workbench_;
  View view_;
  std::shared_ptr<const View> compared_;
};

}  // namespace facet::ui
