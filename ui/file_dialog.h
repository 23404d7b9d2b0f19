#pragma once

#include <memory>
#include <optional>
#include <string>

namespace facet::ui {

/// Asks for one path at a time, by the system's own dialog where there is one (zenity, kdialog...)
/// and by a FileBrowser else; never blocks. Main thread.
class FileDialog {
 public:
  enum class Kind { kOpenFile, kOpenFolder, kSavePicture, kSaveSession };

  /// `native`: false shows the own browser everywhere.
  explicit FileDialog(bool native);
  ~FileDialog();
  FileDialog(const FileDialog&) = delete;
  FileDialog& operator=(const FileDialog&) = delete;

  /// Shows a dialog; nothing happens while one is open. `start`: a folder, or the proposed file.
  void ask(Kind kind, const std::string& title, const std::string& start);
  bool is_open() const;

  /// Call once a frame. The chosen path, or an empty one when it was given up; nothing while the
  /// dialog is open or none is.
  std::optional<std::string> poll();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace facet::ui
