// Draws the window in chosen states and writes what it shows, so that a person can see what
// changed: gallery FOLDER [WIDTHxHEIGHT] [SCALE] [dark|light] [STATE...]
#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "core/image/codec.h"
#include "tests/ui/gallery_states.h"
#include "ui/settings.h"
#include "ui/window.h"
#include "ui/workbench.h"

namespace facet::ui {
namespace {

struct GalleryOptions {
  std::string folder;
  int width = 1280;
  int height = 800;
  double scale = 1;
  bool dark = true;
  std::vector<std::string> states;  ///< empty: all
};

GalleryOptions parse(int count, char** arguments) {
  GalleryOptions options;
  for (int i = 1; i < count; ++i) {
    const std::string text = arguments[i];
    if (i == 1) {
      options.folder = text;
    } else if (text.find('x') != std::string::npos && std::atoi(text.c_str()) > 0) {
      options.width = std::atoi(text.c_str());
      options.height = std::atoi(text.c_str() + text.find('x') + 1);
    } else if (text == "dark" || text == "light") {
      options.dark = text == "dark";
    } else if (const double scale = std::atof(text.c_str()); scale > 0) {
      options.scale = scale;
    } else {
      options.states.push_back(text);
    }
  }
  return options;
}

void press(Action action) {
  const ImGuiKeyChord chord = action_info(action).chord;
  const auto key = static_cast<ImGuiKey>(chord & ~ImGuiMod_Mask_);
  ImGuiIO& io = ImGui::GetIO();
  if ((chord & ImGuiMod_Ctrl) != 0) io.AddKeyEvent(ImGuiMod_Ctrl, true);
  io.AddKeyEvent(key, true);
  io.AddKeyEvent(key, false);
  io.AddKeyEvent(ImGuiMod_Ctrl, false);
}

/// Draws until everything has come to rest: layout, fades, tooltips.
Image draw(Window& window, const GalleryState& state, const std::string& settings) {
  WorkbenchOptions options;
  options.settings_folder = settings;
  options.native_dialogs = false;
  Workbench workbench(options, state.session);
  UiInput input{std::make_shared<const View>(state.view),
                std::make_shared<const TrainingView>(state.training),
                std::make_shared<const DataView>(state.data),
                std::make_shared<const JobView>(),
                state.notices,
                {}};
  input.training_b = std::make_shared<const TrainingView>(state.training_b);
  if (state.compared) input.compared = std::make_shared<const View>(*state.compared);
  constexpr int kFrames = 60;
  for (int frame = 0; frame < kFrames; ++frame) {
    if (frame == 5) {
      for (const Action action : state.actions) press(action);
    }
    const double x = state.pointer_on_grid ? 0.45 : 0.999;
    const double y = state.pointer_on_grid ? 0.35 : 0.03;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    // As if the real pointer were there.
    ImGui_ImplGlfw_CursorEnterCallback(glfwGetCurrentContext(), GLFW_TRUE);
    ImGui_ImplGlfw_CursorPosCallback(glfwGetCurrentContext(), x * static_cast<double>(size.x),
                                     y * static_cast<double>(size.y));
    window.begin_frame();
    if (frame == 3 && !state.front_panel.empty()) {
      ImGui::SetWindowFocus(state.front_panel.c_str());
    }
    const UiOutput output = workbench.draw(input);
    window.end_frame(output.animating, output.moving);
    input.notices.clear();
  }
  return window.screenshot();
}

int run(const GalleryOptions& options) {
  WindowOptions window_options;
  window_options.scale = options.scale;
  window_options.width = static_cast<int>(options.width / options.scale);
  window_options.height = static_cast<int>(options.height / options.scale);
  std::filesystem::create_directories(options.folder);
  const std::string settings = options.folder + "/settings";
  for (const GalleryState& state : gallery_states()) {
    const bool wanted = options.states.empty() ||
                        std::count(options.states.begin(), options.states.end(), state.name) > 0;
    if (!wanted) continue;
    std::filesystem::remove_all(settings);
    Settings kept;
    kept.dark = options.dark;
    if (!save_settings(settings, kept)) return 1;
    const Result<std::unique_ptr<Window>> window = Window::create(window_options);
    if (!window) {
      std::fprintf(stderr, "%s\n", window.error().message.c_str());
      return 1;
    }
    const std::string path = options.folder + "/" + state.name + ".png";
    if (const Status written = write_png(path, draw(**window, state, settings)); !written) {
      std::fprintf(stderr, "%s\n", to_string(written.error()).c_str());
      return 1;
    }
    std::printf("%s\n", path.c_str());
  }
  std::filesystem::remove_all(settings);
  return 0;
}

}  // namespace
}  // namespace facet::ui

int main(int count, char** arguments) {
  const facet::ui::GalleryOptions options = facet::ui::parse(count, arguments);
  if (options.folder.empty()) {
    std::fprintf(stderr, "usage: gallery FOLDER [WIDTHxHEIGHT] [SCALE] [dark|light] [STATE...]\n");
    return 2;
  }
  return facet::ui::run(options);
}
