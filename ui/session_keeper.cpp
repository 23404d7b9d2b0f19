#include "ui/session_keeper.h"

#include "core/base/files.h"

namespace facet::ui {

std::string session_path(const std::string& settings_folder) {
  return settings_folder + "/session.json";
}

void SessionKeeper::note_change(double now) { changed_at_ = now; }

Status SessionKeeper::keep(const Session& session, double now) {
  if (!pending() || now < *changed_at_ + kRest_s) return {};
  return flush(session);
}

Status SessionKeeper::flush(const Session& session) {
  if (!pending()) return {};
  changed_at_.reset();
  if (Status made = make_folder(folder_); !made) return made;
  return write_file_atomically(session_path(folder_), session_to_json(session));
}

}  // namespace facet::ui
