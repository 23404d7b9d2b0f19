#include "ui/job_bar.h"

#include <imgui.h>

#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {

bool draw_job_bar(const JobView& job) {
  if (job.title.empty()) return false;
  const ImGuiViewport& screen = *ImGui::GetMainViewport();
  ImGui::SetNextWindowPos(
      {screen.WorkPos.x + screen.WorkSize.x / 2, screen.WorkPos.y + screen.WorkSize.y - em(1)},
      ImGuiCond_Always, {0.5F, 1});
  constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoDocking |
                                      ImGuiWindowFlags_AlwaysAutoResize |
                                      ImGuiWindowFlags_NoSavedSettings |
                                      ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav;
  bool canceled = false;
  if (ImGui::Begin("Job###job", nullptr, kFlags)) {
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(job.title.c_str());
    ImGui::SameLine();
    ImGui::ProgressBar(static_cast<float>(job.progress), {em(10), 0});
    ImGui::SameLine();
    canceled = ImGui::Button("Cancel");
  }
  ImGui::End();
  return canceled;
}

}  // namespace facet::ui
