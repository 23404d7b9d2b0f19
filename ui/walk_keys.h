#pragma once

#include <imgui.h>

#include "ui/panel.h"

// The keyframes of the walk below its slider. Main thread, inside an ImGui frame.
namespace facet::ui {

/// Height of a row of keyframes of that side; 0 where there are none between the slider's ends.
float walk_keys_height(const PathState& path, float side);

/// Draws the keyframes between the slider's ends, each below its place: those between A and B, and
/// of a loop B, since its slider ends at A again. A click moves the slider there; the menu moves a
/// keyframe along the walk or takes it off. `corner` and `width` are those of the row; where it is
/// crowded the keyframes are smaller than `side`.
void draw_walk_keys(PanelContext& context, ImVec2 corner, float width, float side);

/// Makes slider and row take faces and lists that are dropped there: they become keyframes.
void take_keyframes(PanelContext& context, ImVec2 min, ImVec2 max);

/// The tile of keyframe `key`, of that side: its face and picture, what its menu offers, and what
/// a drop on it does. Returns whether it was clicked.
bool draw_keyframe(PanelContext& context, const char* id, int key, float side);

}  // namespace facet::ui
