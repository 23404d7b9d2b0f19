#include "ui/modifier_hold.h"

#include <doctest/doctest.h>

#include "tests/ui/screenless.h"

using namespace facet::ui;

namespace {

/// One frame as the window begins it; true when Ctrl+Z came in it.
bool undo_comes(Screenless& screen) {
  const std::vector<ImGuiInputEvent> later = hold_back_modifier_releases();
  bool came = false;
  screen.frame([&] {
    came = ImGui::IsKeyPressed(ImGuiKey_Z, false) && ImGui::GetIO().KeyMods == ImGuiMod_Ctrl;
  });
  give_back_input(later);
  return came;
}

void control(bool down) {
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, down);
  ImGui::GetIO().AddKeyEvent(ImGuiKey_LeftCtrl, down);
}

}  // namespace

TEST_CASE("a chord whose modifier is let go in the frame of its press is still a chord") {
  Screenless screen({400, 300});
  control(true);
  CHECK_FALSE(undo_comes(screen));
  ImGui::GetIO().AddKeyEvent(ImGuiKey_Z, true);
  control(false);
  ImGui::GetIO().AddKeyEvent(ImGuiKey_Z, false);
  CHECK(undo_comes(screen));
  CHECK_FALSE(undo_comes(screen));
  CHECK_FALSE(undo_comes(screen));
  CHECK(ImGui::GetIO().KeyMods == 0);
  CHECK_FALSE(ImGui::IsKeyDown(ImGuiKey_Z));
}

TEST_CASE("a modifier let go before the key is pressed is not held for it") {
  Screenless screen({400, 300});
  control(true);
  CHECK_FALSE(undo_comes(screen));
  control(false);
  ImGui::GetIO().AddKeyEvent(ImGuiKey_Z, true);
  CHECK_FALSE(undo_comes(screen));
  CHECK_FALSE(undo_comes(screen));
}
