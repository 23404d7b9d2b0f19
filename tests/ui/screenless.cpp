#include "tests/ui/screenless.h"

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

Screenless::Screenless(ImVec2 size) {
  context_ = ImGui::CreateContext();
  context_->ErrorCallback = [](ImGuiContext*, void*, const char* text) {
    FAIL_CHECK(std::string(text));
  };
  ImPlot::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.DisplaySize = size;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;

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

Screenless::~Screenless() {
  ImGuiTestEngine_Stop(engine_);
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImPlot::DestroyContext();
  ImGui::DestroyContext(context_);
  ImGuiTestEngine_DestroyContext(engine_);
}

void Screenless::frame(const std::function<void()>& draw) {
  ImGui::GetIO().DeltaTime = kFrameSeconds;
  ImGui::NewFrame();
  draw();
  ImGui::Render();
  accept_textures();
  ImGuiTestEngine_PostSwap(engine_);
}

bool Screenless::play(const std::function<void(ImGuiTestContext&)>& steps,
                      const std::function<void()>& next_frame) {
  ImGuiTest* test = IM_REGISTER_TEST(engine_, "panels", "steps");
  test->UserData = const_cast<std::function<void(ImGuiTestContext&)>*>(&steps);
  test->TestFunc = [](ImGuiTestContext* ctx) {
    (*static_cast<const std::function<void(ImGuiTestContext&)>*>(ctx->Test->UserData))(*ctx);
  };
  ImGuiTestEngine_QueueTest(engine_, test);
  while (!ImGuiTestEngine_IsTestQueueEmpty(engine_)) next_frame();
  const bool passed = test->Output.Status == ImGuiTestStatus_Success;
  ImGuiTestEngine_UnregisterTest(engine_, test);
  return passed;
}

std::string Screenless::read(const std::function<void()>& draw) {
  std::string text;
  frame([&] {
    ImGui::LogToBuffer();
    draw();
    text = ImGui::GetCurrentContext()->LogBuffer.c_str();
    ImGui::LogFinish();
  });
  return text;
}

}  // namespace facet::ui
