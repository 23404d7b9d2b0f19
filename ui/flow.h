#pragma once

namespace facet::ui {

/// Keeps the next item, of the given width in pixels, on the line of the item before if it fits;
/// else it begins a new line. Toolbars wrap with it. Main thread, inside an ImGui window.
void flow(float width);

/// Width of a button with that label.
float button_width(const char* label);

}  // namespace facet::ui
