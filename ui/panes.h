#pragma once

#include <array>
#include <string>

#include "ui/panel.h"

// The two panes of a comparison: the same session drawn by two models. Main thread.
namespace facet::ui {

/// Whether there is a second pane.
bool has_second_pane(const PanelContext& context);

/// The context of the second pane, for what draws panes: its view and its model, all else shared.
/// Only where has_second_pane().
PanelContext second_pane(PanelContext& context);

/// The session with the pane's model as its only one: what an export from the pane is made of.
Session pane_session(const PanelContext& pane);

/// What draws the pane, for people: "A fast-vae, step 12,340", "first-run, step 600".
std::string pane_title(const PanelContext& pane);

/// A word or two for each pane that tell them apart: the presets, or else "averaged" and "raw", the
/// steps, the files. `context` is the first pane's.
std::array<std::string, 2> pane_names(const PanelContext& context);

/// One line of that width: title, quality if it is known, the switch for averaged weights, and in
/// the second pane the buttons that swap the two and end the comparison.
void draw_pane_header(PanelContext& pane, float width);

/// After a button that saves something: asks for an export of `kind`; where there are two panes, a
/// menu asks of which.
void ask_for_export(PanelContext& context, bool pressed, PictureKind kind);

}  // namespace facet::ui
