#pragma once

#include <deque>
#include <stop_token>
#include <string>

#include "core/engine/engine_links.h"
#include "core/engine/face_painter.h"

namespace facet {

/// What the io thread does: reads data sets and files that were dropped, picks pictures by label,
/// draws and writes exports. serve() runs on that thread until a stop is requested; exports that
/// are waiting are still written, reading is canceled.
class IoThread {
 public:
  explicit IoThread(EngineLinks& links) : links_(links) {}
  void serve(const std::stop_token& stop);

 private:
  void handle(IoMessage message, const std::stop_token& stop);
  void handle_command(const ExportPicture& command);
  void handle_command(const ExportTimeFilm& command, const std::stop_token& stop);
  void handle_command(const OpenPath& command);
  void handle_command(const PickFaces& command);
  void open_data(const std::string& data, const std::stop_token& stop);
  void export_with_state(const ExportWithState& message);
  void export_with(const ExportPicture& command, FacePainter& painter, const std::string& model);
  /// Whether a command of that kind waits: a later OpenData makes the one in work useless.
  template <typename Command>
  bool waits();

  EngineLinks& links_;
  std::deque<IoMessage> waiting_;  ///< taken from the mailbox ahead of their turn
};

/// What the window shows of a data set.
DataView describe_data(const Dataset& dataset);

}  // namespace facet
