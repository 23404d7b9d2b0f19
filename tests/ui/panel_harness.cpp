#include "tests/ui/panel_harness.h"

#include <doctest/doctest.h>
#include <imgui_internal.h>
#include <imgui_te_engine.h>
#include <implot.h>

namespace facet::ui {
namespace {

constexpr float kFrameSeconds = 1.0F / 60;

/// Tells ImGui that its own textures are where it wants them: nothing is drawn.
void accept_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantCreate) texture->SetTexID(1);
    const bool wants_end = texture->Status == ImTextureStatus_WantDestroy;
    if (wants_end) texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(wants_end ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
  }
}

}  // namespace

PanelHarness::PanelHarness(ImVec2 size) {
  context_ = ImGui::CreateContext();
  // A Begin without its End and the like, which ImGui would only show as a tooltip.
  context_->ErrorCallback = [](ImGuiContext*, void*, const char* text) {
    FAIL_CHECK(std::string(text));
  };
  ImPlot::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.DisplaySize = size;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
  load_fonts(theme_);
  apply_theme(theme_, true, 1);
  set_theme(theme_);
  textures_ = std::make_unique<FaceTextures>(FaceTextures::Backend::kNone);

  engine_ = ImGuiTestEngine_CreateContext();
  ImGuiTestEngineIO& engine = ImGuiTestEngine_GetIO(engine_);
  engine.ConfigRunSpeed = ImGuiTestRunSpeed_Fast;
  engine.ConfigSavedSettings = false;
  engine.ConfigCaptureEnabled = false;
  engine.ConfigVerboseLevel = ImGuiTestVerboseLevel_Error;
  engine.ConfigVerboseLevelOnError = ImGuiTestVerboseLevel_Info;
  engine.ConfigLogToTTY = true;
  engine.ConfigFixedDeltaTime = kFrameSeconds;
  ImGuiTestEngine_Start(engine_, context_);
}

PanelHarness::~PanelHarness() {
  // The test engine has its own reports of errors while it plays: see that none is left.
  frame();
  ImGuiTestEngine_Stop(engine_);
  textures_.reset();
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImPlot::DestroyContext();
  ImGui::DestroyContext(context_);
  ImGuiTestEngine_DestroyContext(engine_);
}

void PanelHarness::show(const std::string& name, Panel panel, ImVec2 position, ImVec2 size) {
  shown_.push_back({name, panel, position, size});
}

void PanelHarness::draw_windows() {
  PanelContext context{view, training, data, session, state, *textures_, output};
  for (const Shown& shown : shown_) {
    ImGui::SetNextWindowPos(shown.position);
    ImGui::SetNextWindowSize(shown.size);
    if (ImGui::Begin(shown.name.c_str(), nullptr,
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse)) {
      shown.panel(context);
    }
    ImGui::End();
  }
}

void PanelHarness::frame() {
  if (explorer_draws && (!drawn_ || !(session == drawn_session_))) {
    view = explorer.draw(session);
    drawn_session_ = session;
    drawn_ = true;
  }
  ImGui::GetIO().DeltaTime = kFrameSeconds;
  ImGui::NewFrame();
  textures_->begin_frame();
  state.hovered.reset();
  state.hovered_list = -1;
  output = {};
  if (reading_) ImGui::LogToBuffer();
  draw_windows();
  if (reading_) {
    text_ = ImGui::GetCurrentContext()->LogBuffer.c_str();
    ImGui::LogFinish();
  }
  ImGui::Render();
  accept_textures();
  ImGuiTestEngine_PostSwap(engine_);
  const bool asked = !output.training.empty() || !output.io.empty() || output.export_wanted;
  if (asked || output.touched != TouchedPart::kNone) outputs.push_back(output);
}

void PanelHarness::frames(int count) {
  for (int i = 0; i < count; ++i) frame();
}

std::string PanelHarness::text() {
  reading_ = true;
  frame();
  reading_ = false;
  return text_;
}

bool PanelHarness::play(const std::function<void(ImGuiTestContext&)>& steps) {
  ImGuiTest* test = IM_REGISTER_TEST(engine_, "panels", "steps");
  test->UserData = const_cast<std::function<void(ImGuiTestContext&)>*>(&steps);
  test->TestFunc = [](ImGuiTestContext* ctx) {
    (*static_cast<const std::function<void(ImGuiTestContext&)>*>(ctx->Test->UserData))(*ctx);
  };
  ImGuiTestEngine_QueueTest(engine_, test);
  while (!ImGuiTestEngine_IsTestQueueEmpty(engine_)) frame();
  const bool passed = test->Output.Status == ImGuiTestStatus_Success;
  ImGuiTestEngine_UnregisterTest(engine_, test);
  return passed;
}

}  // namespace facet::ui
