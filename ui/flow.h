#pragma once

#include <string>

namespace facet::ui {

/// Keeps the next item, of the given width in pixels, on the line of the item before if it fits;
/// else it begins a new line. Toolbars wrap with it. Main thread, inside an ImGui window.
void flow(float width);

/// A button's label after the item before: icon and words if they fit on its line, else the icon
/// alone. `id` names the button for ImGui and for tests.
std::string fitting_label(const char* icon, const char* words, const char* id);

/// Width of a button with that label.
float button_width(const char* label);

}  // namespace facet::ui
