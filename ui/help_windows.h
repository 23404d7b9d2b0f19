#pragma once

namespace facet::ui {

/// All shortcuts, grouped; `open` becomes false when it is closed.
void draw_shortcuts_window(bool& open);

/// What this program is, its version and what it is made of.
void draw_about_window(bool& open);

}  // namespace facet::ui
