#pragma once

#include <optional>
#include <string>
#include <vector>

namespace facet::ui {

/// Chooses a file or folder inside the window, for systems without a native dialog. Main thread.
class FileBrowser {
 public:
  enum class Mode { kOpenFile, kOpenFolder, kSaveFile };

  /// Shows the browser. `start` is a folder, or for kSaveFile the proposed path.
  void open(Mode mode, std::string title, const std::string& start);
  bool is_open() const { return open_; }

  /// Draws it. Returns the chosen path, or an empty one when it was given up; nothing while it is
  /// open still.
  std::optional<std::string> draw();

 private:
  struct Entry {
    std::string name;
    bool folder = false;
    double bytes = 0;
  };

  void go_to(const std::string& folder);
  void draw_places();
  void draw_entries();
  bool draw_name_and_buttons();
  void choose(const Entry& entry);
  std::string chosen_path() const;

  bool open_ = false;
  bool asked_ = false;  ///< the popup is to be opened in the next draw()
  Mode mode_ = Mode::kOpenFile;
  std::string title_;
  std::string folder_;
  std::string folder_text_;  ///< in the path box while it is being typed
  std::string name_;         ///< selected, or typed
  std::vector<Entry> entries_;
  std::string problem_;  ///< why the folder cannot be listed
  std::optional<std::string> answer_;
  bool hidden_files_ = false;
};

}  // namespace facet::ui
