#pragma once

#include <imgui.h>

#include <string>

#include "core/base/training_view.h"

namespace facet::ui {

/// Text inside its scope is small: captions and units.
class SmallText {
 public:
  SmallText();
  ~SmallText();
  SmallText(const SmallText&) = delete;
  SmallText& operator=(const SmallText&) = delete;
};

/// What is inside its scope is greyed and cannot be used while `disabled`.
class DisabledIf {
 public:
  explicit DisabledIf(bool disabled) { ImGui::BeginDisabled(disabled); }
  ~DisabledIf() { ImGui::EndDisabled(); }
  DisabledIf(const DisabledIf&) = delete;
  DisabledIf& operator=(const DisabledIf&) = delete;
};

/// Explains the item before it when the pointer rests there, greyed items too; `key` is its
/// shortcut, "" for none.
void tooltip(const std::string& text, const char* key = "");

/// The middle of an empty panel: what it is, and in one line how to begin.
void empty_state(const char* icon, const std::string& title, const std::string& hint);

/// A coloured line with an icon of its own for each level; wraps.
void message(Notice::Level level, const std::string& text);

/// A square button with an icon. `id` is its name for ImGui and for tests.
bool icon_button(const char* icon, const char* id, const std::string& explanation,
                 const char* key = "");

/// The same as a switch: filled with the accent's colour while it is on. True when it was pressed.
bool switch_button(const char* icon, const char* id, bool on, const std::string& explanation);

/// The one button of a panel that matters most, filled with the accent; `size` 0 fits the text.
bool primary_button(const char* label, ImVec2 size = {0, 0});

/// Puts a dim label at the left and leaves the pen where the field begins, which is given all the
/// width that is left. Fields of one panel line up.
void field_label(const char* label, float label_width);

/// Moves the pen so that an item of that width ends at the right edge.
void to_right(float width);

/// Dim text of a caption, small.
void caption(const std::string& text);

/// Text that is cut with "…" where `width` ends, with the whole of it as its tooltip.
void text_within(const std::string& text, float width);

}  // namespace facet::ui
