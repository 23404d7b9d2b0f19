#include <imgui.h>

#include <algorithm>
#include <filesystem>

#include "core/base/files.h"
#include "ui/apply_opened.h"
#include "ui/format.h"
#include "ui/workbench_impl.h"

namespace facet::ui {
namespace {

std::string layout_path(const std::string& folder) { return folder + "/layout.ini"; }

std::string proposed_name(const ExportPicture& wanted) {
  switch (wanted.kind) {
    case PictureKind::kGrid:
      return "grid-" + std::to_string(wanted.session.grid.seed) + ".png";
    case PictureKind::kPath:
      return "path.png";
    case PictureKind::kArithmetic:
      break;
  }
  return "arithmetic.png";
}

}  // namespace

void Workbench::Impl::load_layout() {
  if (options.settings_folder.empty()) return;
  if (const auto layout = read_file(layout_path(options.settings_folder), 1U << 20U)) {
    ImGui::LoadIniSettingsFromMemory(layout->data(), layout->size());
  }
}

Status Workbench::Impl::save_layout() const {
  const std::string layout = ImGui::SaveIniSettingsToMemory();
  if (Status made = make_folder(options.settings_folder); !made) return made;
  return write_file_atomically(layout_path(options.settings_folder), layout);
}

void Workbench::Impl::take_opened(const Opened& opened, const UiInput& input, UiOutput& output) {
  std::string list;
  const auto drop = std::find_if(drop_lists.begin(), drop_lists.end(),
                                 [&](const auto& entry) { return entry.first == opened.path; });
  if (drop != drop_lists.end()) {
    list = drop->second;
    drop_lists.erase(drop);
  }
  const TrainingView& training = state.training == 0 ? *input.training : *input.training_b;
  const bool run_active = training.state == TrainingState::kRunning;
  OpenedEffect effect = apply_opened(opened, list, run_active, session, state.training);
  say(Notice::Level::kInfo, std::move(effect.said));
  const auto* picture = std::get_if<PictureFace>(&opened.face);
  const bool encodes = model_kind(input.view->weights.preset) != ModelKind::kGan;
  if (opened.kind == Opened::Kind::kFace && picture != nullptr && !encodes) {
    output.projections.push_back(ProjectPicture{*picture, session.model});
  }
  if (effect.training) {
    output.training.push_back({std::move(*effect.training), state.training});
  }
  if (effect.numbers) {
    show_panel("numbers");
    output.numbers.push_back(std::move(*effect.numbers));
  }
}

void Workbench::Impl::ask_to_open(FileDialog::Kind kind, const char* title,
                                  const std::string& start, Asked what) {
  if (dialog.is_open()) return;
  asked = what;
  dialog.ask(kind, title, start);
}

void Workbench::Impl::ask_to_save_session() {
  if (dialog.is_open()) return;
  asked = Asked::kSession;
  dialog.ask(FileDialog::Kind::kSaveSession, "Save session", dialog_folder + "/session.json");
}

void Workbench::Impl::ask_where_to_export(UiOutput& output) {
  std::optional<ExportPicture> wanted = std::exchange(output.export_wanted, std::nullopt);
  if (!wanted || dialog.is_open()) return;
  asked = Asked::kExport;
  export_waiting = std::move(*wanted);
  film_waiting = std::exchange(output.film_models, {});
  const bool film = !film_waiting.empty();
  std::filesystem::path name = proposed_name(export_waiting);
  if (film) name = name.stem().string() + "-over-time.webp";
  dialog.ask(FileDialog::Kind::kSavePicture, film ? "Export as WebP or GIF" : "Export as PNG",
             dialog_folder + "/" + name.string());
}

void Workbench::Impl::finish_dialog(UiOutput& output) {
  const std::optional<std::string> path = dialog.poll();
  if (dialog.is_open()) output.animating = true;
  if (!path) return;
  const Asked what = std::exchange(asked, Asked::kNothing);
  if (path->empty()) return;
  const std::filesystem::path chosen(*path);
  dialog_folder = chosen.parent_path().string();
  switch (what) {
    case Asked::kNothing:
      return;
    case Asked::kOpen:
      output.io.push_back(OpenPath{*path});
      return;
    case Asked::kCompare:
      session.compared = ModelRef{*path};
      return;
    case Asked::kExport:
      export_waiting.path =
          chosen.has_extension() ? *path : *path + (film_waiting.empty() ? ".png" : ".webp");
      if (film_waiting.empty()) {
        output.io.push_back(std::move(export_waiting));
      } else {
        output.io.push_back(ExportTimeFilm{std::move(export_waiting), std::move(film_waiting)});
      }
      return;
    case Asked::kSession:
      break;
  }
  const Status written = write_file_atomically(*path, session_to_json(session));
  if (!written) return say(Notice::Level::kError, to_string(written.error()));
  say(Notice::Level::kInfo, "The session was saved as " + short_name(*path) + ".");
}

void Workbench::Impl::send_drops(UiOutput& output) {
  const auto lists = static_cast<int>(session.lists.size());
  const bool on_list = state.hovered_list >= 0 && state.hovered_list < lists;
  for (std::string& path : dropped) {
    if (on_list) {
      drop_lists.emplace_back(path,
                              session.lists[static_cast<std::size_t>(state.hovered_list)].name);
    }
    output.io.push_back(OpenPath{std::move(path)});
  }
  dropped.clear();
}

void Workbench::Impl::save(double now) {
  if (options.settings_folder.empty() || ImGui::IsAnyItemActive()) return;
  const auto report = [&](const Status& status) {
    if (!status) say(Notice::Level::kError, to_string(status.error()));
  };
  report(keeper.keep(session, now));
  settings.crisp = state.crisp;
  settings.log_scale = state.log_scale;
  settings.smoothing = state.smoothing;
  settings.show_raw_curve = state.show_raw_curve;
  if (!(settings == settings_saved)) {
    settings_saved = settings;
    report(save_settings(options.settings_folder, settings));
  }
  if (ImGui::GetIO().WantSaveIniSettings) {
    ImGui::GetIO().WantSaveIniSettings = false;
    report(save_layout());
  }
}

}  // namespace facet::ui
