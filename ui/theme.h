#pragma once

#include <imgui.h>

#include <string>

namespace facet::ui {

/// Colours and fonts of the window. Colour has meaning, once: neutral greys for everything, teal
/// for what is added, rose for what is subtracted, gold for a result, one accent for focus, orange
/// and red for notices; never colour alone.
struct Theme {
  bool dark = true;
  ImVec4 background;  ///< behind the panels, and the menu bar
  ImVec4 panel;       ///< inside of a panel
  ImVec4 raised;      ///< fields, buttons, cards
  ImVec4 hovered;     ///< a raised thing under the pointer
  ImVec4 outline;     ///< thin lines
  ImVec4 text;
  ImVec4 dim;    ///< labels, units, captions
  ImVec4 faint;  ///< hints of empty panels, what cannot be used now
  ImVec4 accent;
  ImVec4 on_accent;  ///< text on a button filled with the accent
  ImVec4 added;
  ImVec4 subtracted;
  ImVec4 result;
  ImVec4 series;  ///< one curve more than the greys and the accent can tell apart
  ImVec4 warning;
  ImVec4 error;
  ImFont* text_font = nullptr;  ///< with icons
  ImFont* bold_font = nullptr;  ///< with icons
  ImFont* mono_font = nullptr;  ///< for expressions only
  std::string other_scripts;    ///< bytes of a font file of the system, which the fonts refer to
};

/// Height of the text and of the small text (captions, units) at scale 1, in pixels.
inline constexpr float kTextSize = 15;
inline constexpr float kSmallTextSize = 13;

/// Loads the fonts into the current ImGui context: Latin, Greek and Cyrillic from the program
/// itself, other scripts from a font of the system where one of the usual ones is there. Call once
/// a context, before the first frame.
void load_fonts(Theme& theme);

/// Sets the colours, and ImGui's and ImPlot's style for them. `scale` is the content scale of the
/// screen times the size of the text; sizes of the style follow it, fractional too.
void apply_theme(Theme& theme, bool dark, float scale);

/// Makes `theme` the one that theme() returns in the current ImGui context; it must live as long.
void set_theme(const Theme& theme);

/// The theme of the current ImGui context; before set_theme() a dark one without fonts.
const Theme& theme();

/// `count` heights of the text in pixels: the unit in which panels measure.
float em(float count = 1);

/// `color` with its opacity multiplied, ready for an ImDrawList.
ImU32 shade(const ImVec4& color, float opacity = 1);

}  // namespace facet::ui
