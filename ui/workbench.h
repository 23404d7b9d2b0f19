#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/session.h"
#include "ui/example.h"
#include "ui/panel.h"

namespace facet::ui {

struct WorkbenchOptions {
  std::string settings_folder;      ///< layout and session are kept there; empty: nothing is kept
  bool textures = true;             ///< false: no GL context, for tests of the panels
  bool native_dialogs = true;       ///< false: files are chosen inside the window
  bool reopen_run = false;          ///< begin with the newest run of the settings, paused
  std::vector<Example> examples{};  ///< that people can open
};

/// The whole window's content: menus, docked panels, notices, shortcuts, undo history. Needs a
/// current ImGui context (and GL unless options.textures is false). Main thread.
class Workbench {
 public:
  Workbench(WorkbenchOptions options, Session session);
  ~Workbench();

  /// Draws one frame between ImGui::NewFrame and ImGui::Render, applies what `input` opened to the
  /// session, and returns what the user asked for.
  UiOutput draw(const UiInput& input);

  /// Files dropped on the window since the last frame.
  void drop(std::vector<std::string> paths);

  const Session& session() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace facet::ui
