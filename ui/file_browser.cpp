#include "ui/file_browser.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "ui/format.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/widgets.h"

namespace facet::ui {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostEntries = 20000;

std::string home_folder() {
  const char* const home = std::getenv("HOME");
  return home == nullptr ? "/" : home;
}

}  // namespace

void FileBrowser::open(Mode mode, std::string title, const std::string& start) {
  mode_ = mode;
  title_ = std::move(title);
  open_ = asked_ = true;
  answer_.reset();
  name_.clear();
  fs::path folder = start.empty() ? fs::path(home_folder()) : fs::path(start);
  if (mode == Mode::kSaveFile) {
    name_ = folder.filename().string();
    folder = folder.parent_path();
  }
  std::error_code error;
  while (!fs::is_directory(folder, error) && folder.has_relative_path()) {
    folder = folder.parent_path();
  }
  go_to(folder.empty() ? home_folder() : folder.string());
}

void FileBrowser::go_to(const std::string& folder) {
  std::error_code error;
  const fs::path absolute = fs::weakly_canonical(folder, error);
  folder_ = error ? folder : absolute.string();
  folder_text_ = folder_;
  entries_.clear();
  problem_.clear();
  if (mode_ != Mode::kSaveFile) name_.clear();
  fs::directory_iterator listing(folder_, fs::directory_options::skip_permission_denied, error);
  if (error) {
    problem_ = folder_ + " cannot be listed: " + error.message() + ".";
    return;
  }
  for (; listing != fs::directory_iterator() && entries_.size() < kMostEntries;
       listing.increment(error)) {
    if (error) break;
    std::error_code ignored;
    Entry entry;
    entry.name = listing->path().filename().string();
    if (entry.name.starts_with('.') && !hidden_files_) continue;
    entry.folder = listing->is_directory(ignored);
    if (!entry.folder) entry.bytes = static_cast<double>(listing->file_size(ignored));
    entries_.push_back(std::move(entry));
  }
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return a.folder != b.folder ? a.folder : a.name < b.name;
  });
}

std::string FileBrowser::chosen_path() const {
  if (name_.empty()) return folder_;
  return name_.starts_with('/') ? name_ : (fs::path(folder_) / name_).string();
}

void FileBrowser::choose(const Entry& entry) {
  if (entry.folder) {
    go_to((fs::path(folder_) / entry.name).string());
  } else {
    name_ = entry.name;
    answer_ = chosen_path();
  }
}

void FileBrowser::draw_places() {
  const fs::path folder(folder_);
  if (icon_button(icon::kUp, "up", "The folder above") && folder.has_relative_path()) {
    go_to(folder.parent_path().string());
  }
  ImGui::SameLine();
  if (icon_button(icon::kHome, "home", "Your home folder")) go_to(home_folder());
  ImGui::SameLine();
  ImGui::SetNextItemWidth(-1);
  if (ImGui::InputText("###folder", &folder_text_, ImGuiInputTextFlags_EnterReturnsTrue)) {
    std::error_code ignored;
    const std::string typed = folder_text_;
    if (fs::is_directory(typed, ignored) || mode_ == Mode::kSaveFile) {
      go_to(typed);
    } else {
      name_ = typed;
      answer_ = typed;
    }
  }
}

void FileBrowser::draw_entries() {
  const float below = ImGui::GetFrameHeightWithSpacing() * 2 + em(0.3F);
  if (!ImGui::BeginChild("entries", {0, -below}, ImGuiChildFlags_FrameStyle)) {
    ImGui::EndChild();
    return;
  }
  if (!problem_.empty()) message(Notice::Level::kError, problem_);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(entries_.size()));
  std::optional<Entry> opened;
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Entry& entry = entries_[static_cast<std::size_t>(i)];
      const DisabledIf greyed(mode_ == Mode::kOpenFolder && !entry.folder);
      ImGui::PushID(i);
      const bool selected = !name_.empty() && entry.name == name_;
      const std::string label =
          std::string(entry.folder ? icon::kFolderClosed : icon::kFile) + "  " + entry.name;
      if (ImGui::Selectable(label.c_str(), selected, ImGuiSelectableFlags_AllowDoubleClick)) {
        name_ = entry.name;
        if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) opened = entry;
      }
      if (!entry.folder) {
        const std::string size = format_bytes(entry.bytes);
        ImGui::SameLine();
        to_right(em(5));
        ImGui::TextColored(theme().dim, "%s", size.c_str());
      }
      ImGui::PopID();
    }
  }
  ImGui::EndChild();
  if (opened) choose(*opened);
}

bool FileBrowser::draw_name_and_buttons() {
  field_label(mode_ == Mode::kOpenFolder ? "Folder" : "File", em(4));
  const bool entered = ImGui::InputText("###name", &name_, ImGuiInputTextFlags_EnterReturnsTrue);
  std::error_code ignored;
  const std::string path = chosen_path();
  const bool is_folder = fs::is_directory(path, ignored);
  const bool exists = fs::exists(path, ignored);
  bool usable = false;
  const char* verb = "Open";
  switch (mode_) {
    case Mode::kOpenFile:
      usable = !name_.empty() && exists;
      break;
    case Mode::kOpenFolder:
      usable = is_folder;
      verb = "Choose";
      break;
    case Mode::kSaveFile:
      usable = !name_.empty() && !is_folder;
      verb = exists ? "Replace" : "Save";
      break;
  }
  to_right(em(13));
  const bool canceled = ImGui::Button("Cancel", {em(6.2F), 0});
  ImGui::SameLine(0, em(0.6F));
  bool confirmed = false;
  {
    const DisabledIf greyed(!usable);
    confirmed = primary_button((std::string(verb) + "###confirm").c_str(), {em(6.2F), 0});
  }
  if ((confirmed || entered) && usable) {
    if (is_folder && mode_ == Mode::kOpenFile) {
      go_to(path);
    } else {
      answer_ = path;
    }
  }
  return canceled;
}

std::optional<std::string> FileBrowser::draw() {
  if (!open_) return std::nullopt;
  const std::string id = title_ + "###file browser";
  if (asked_) ImGui::OpenPopup(id.c_str());
  asked_ = false;
  const ImGuiViewport& viewport = *ImGui::GetMainViewport();
  ImGui::SetNextWindowPos(viewport.GetWorkCenter(), ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSize({std::min(em(44), viewport.WorkSize.x * 0.94F),
                            std::min(em(32), viewport.WorkSize.y * 0.92F)});
  bool stays_open = true;
  bool canceled = false;
  if (ImGui::BeginPopupModal(id.c_str(), &stays_open,
                             ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoSavedSettings)) {
    draw_places();
    draw_entries();
    canceled = draw_name_and_buttons() || ImGui::IsKeyPressed(ImGuiKey_Escape, false);
    if (answer_ || canceled) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  if (!answer_ && (canceled || !stays_open)) answer_ = "";
  if (answer_) open_ = false;
  return std::exchange(answer_, std::nullopt);
}

}  // namespace facet::ui
