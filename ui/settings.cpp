#include "ui/settings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/base/json_reader.h"

namespace facet::ui {
namespace {

constexpr std::size_t kRecent = 8;
constexpr std::size_t kLargest = 1U << 20U;

std::string settings_path(const std::string& folder) { return folder + "/settings.json"; }

void read_fraction(JsonReader& reader, const char* key, float& value, double low, double high) {
  double number = static_cast<double>(value);
  reader.read(key, number, low, high);
  value = static_cast<float>(number);
}

}  // namespace

Settings load_settings(const std::string& folder) {
  if (folder.empty()) return {};
  const Result<std::string> text = read_file(settings_path(folder), kLargest);
  if (!text) return {};
  const Result<nlohmann::json> json = parse_json(*text, settings_path(folder));
  if (!json) return {};
  JsonReader reader(*json, settings_path(folder));
  Settings settings;
  reader.read("dark", settings.dark);
  read_fraction(reader, "text_scale", settings.text_scale, 0.7, 2);
  reader.read("crisp", settings.crisp);
  reader.read("log_scale", settings.log_scale);
  reader.read("show_raw_curve", settings.show_raw_curve);
  read_fraction(reader, "smoothing", settings.smoothing, 0, 0.99);
  reader.read("side_panels", settings.side_panels);
  if (const nlohmann::json* panels = reader.find("panels"); panels && panels->is_object()) {
    for (const auto& [name, open] : panels->items()) {
      if (open.is_boolean()) settings.panels[name] = open.get<bool>();
    }
  }
  if (const nlohmann::json* runs = reader.find("recent_runs"); runs && runs->is_array()) {
    for (const nlohmann::json& run : *runs) {
      if (run.is_string() && settings.recent_runs.size() < kRecent) {
        settings.recent_runs.push_back(run.get<std::string>());
      }
    }
  }
  settings.last_runs[0] = settings.recent_runs.empty() ? "" : settings.recent_runs.front();
  if (const nlohmann::json* runs = reader.find("last_runs"); runs && runs->is_array()) {
    for (std::size_t i = 0; i < std::min(runs->size(), settings.last_runs.size()); ++i) {
      if ((*runs)[i].is_string()) settings.last_runs[i] = (*runs)[i].get<std::string>();
    }
  }
  return settings;
}

Status save_settings(const std::string& folder, const Settings& settings) {
  if (folder.empty()) return {};
  const nlohmann::json json{{"dark", settings.dark},
                            {"text_scale", settings.text_scale},
                            {"crisp", settings.crisp},
                            {"log_scale", settings.log_scale},
                            {"show_raw_curve", settings.show_raw_curve},
                            {"smoothing", settings.smoothing},
                            {"side_panels", settings.side_panels},
                            {"panels", settings.panels},
                            {"recent_runs", settings.recent_runs},
                            {"last_runs", settings.last_runs}};
  if (Status made = make_folder(folder); !made) return made;
  return write_file_atomically(settings_path(folder), json.dump(2) + "\n");
}

void note_run(Settings& settings, int training, const std::string& run_folder) {
  settings.last_runs[static_cast<std::size_t>(training)] = run_folder;
  std::vector<std::string>& runs = settings.recent_runs;
  runs.erase(std::remove(runs.begin(), runs.end(), run_folder), runs.end());
  runs.insert(runs.begin(), run_folder);
  if (runs.size() > kRecent) runs.resize(kRecent);
}

}  // namespace facet::ui
