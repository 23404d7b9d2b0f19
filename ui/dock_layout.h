#pragma once

#include <imgui.h>

#include <span>
#include <string>

#include "ui/panel.h"

namespace facet::ui {

/// A panel of the workbench and its place at first.
struct PanelInfo {
  const char* name;             ///< stable, in the settings
  const char* window;           ///< ImGui's name of its window: "Title###name"
  void (*draw)(PanelContext&);  ///< null: the workbench draws it itself
  bool side = true;             ///< hidden with the side panels
  /// The window that it is a tab beside where a layout was kept before there was this panel; null:
  /// it was always there. Comes before it in panels().
  const char* beside = nullptr;
};

/// All panels, in the order of the View menu.
std::span<const PanelInfo> panels();

/// What its tab shows.
std::string panel_title(const PanelInfo& panel);

/// The space that the panels are docked in: all of the main viewport below the menu bar. Puts the
/// panels where they stand at first if there is no layout yet or `reset` asks for it: training and
/// curves at the left, grid and path in the middle, lists and arithmetic at the right.
void begin_dock_space(bool reset);

/// Before the panel's window begins: where it goes if the layout has no place for it.
void dock_beside(const PanelInfo& panel);

/// Whether the panel stands in the dock space, on a background that is there already.
bool has_background(const PanelInfo& panel);

}  // namespace facet::ui
