#include "ui/file_dialog.h"

#include <portable_file_dialogs.h>

#include <utility>
#include <variant>

#include "ui/file_browser.h"

namespace facet::ui {

struct FileDialog::Impl {
  using Native = std::variant<std::monostate, std::unique_ptr<pfd::open_file>,
                              std::unique_ptr<pfd::save_file>, std::unique_ptr<pfd::select_folder>>;
  bool native_allowed = true;
  Native native;
  FileBrowser browser;
};

FileDialog::FileDialog(bool native) : impl_(std::make_unique<Impl>()) {
  impl_->native_allowed = native;
}

FileDialog::~FileDialog() {
  // The library's destructor would wait until the user closes the dialog.
  std::visit(
      [](auto& dialog) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(dialog)>, std::monostate>) {
          if (!dialog->ready(0)) dialog->kill();
        }
      },
      impl_->native);
}

bool FileDialog::is_open() const { return impl_->native.index() != 0 || impl_->browser.is_open(); }

void FileDialog::ask(Kind kind, const std::string& title, const std::string& start) {
  if (is_open()) return;
  if (!impl_->native_allowed || !pfd::settings::available()) {
    FileBrowser::Mode mode = FileBrowser::Mode::kSaveFile;
    if (kind == Kind::kOpenFile) mode = FileBrowser::Mode::kOpenFile;
    if (kind == Kind::kOpenFolder) mode = FileBrowser::Mode::kOpenFolder;
    impl_->browser.open(mode, title, start);
    return;
  }
  switch (kind) {
    case Kind::kOpenFile:
      impl_->native = std::make_unique<pfd::open_file>(title, start);
      break;
    case Kind::kOpenFolder:
      impl_->native = std::make_unique<pfd::select_folder>(title, start);
      break;
    case Kind::kSavePicture:
      impl_->native = std::make_unique<pfd::save_file>(
          title, start, std::vector<std::string>{"PNG picture", "*.png"});
      break;
    case Kind::kSaveSession:
      impl_->native = std::make_unique<pfd::save_file>(
          title, start, std::vector<std::string>{"Facet session", "*.json"});
      break;
  }
}

std::optional<std::string> FileDialog::poll() {
  if (impl_->browser.is_open()) return impl_->browser.draw();
  std::optional<std::string> answer;
  std::visit(
      [&](auto& dialog) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(dialog)>, std::monostate>) {
          if (!dialog->ready(0)) return;
          if constexpr (std::is_same_v<decltype(dialog->result()), std::string>) {
            answer = dialog->result();
          } else {
            const std::vector<std::string> paths = dialog->result();
            answer = paths.empty() ? std::string() : paths.front();
          }
        }
      },
      impl_->native);
  if (answer) impl_->native = std::monostate{};
  return answer;
}

}  // namespace facet::ui
