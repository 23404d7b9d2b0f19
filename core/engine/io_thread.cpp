#include "core/engine/io_thread.h"

#include <algorithm>
#include <exception>
#include <filesystem>

#include "core/base/files.h"
#include "core/engine/exported_weights.h"
#include "core/engine/model_painter.h"
#include "core/engine/opening.h"
#include "core/engine/picked_faces.h"
#include "core/engine/picture.h"
#include "core/engine/selection_faces.h"
#include "core/engine/thread_setup.h"
#include "core/engine/time_film.h"
#include "core/measure/attributes.h"
#include "core/model/runtime.h"

namespace facet {
namespace {

constexpr int kIoNice = 10;
constexpr std::int64_t kSamples = 64;

std::string short_title(const std::string& data) {
  if (data == "drawn" || data.starts_with("drawn:")) return "drawn faces";
  std::filesystem::path path(data);
  if (!path.has_filename()) path = path.parent_path();
  return path.filename().string();
}

DataView loading_view(const std::string& data, double progress) {
  DataView view;
  view.data = data;
  view.title = short_title(data);
  view.loading = true;
  view.progress = progress;
  return view;
}

std::shared_ptr<const std::vector<LabelKind>> kinds_of(const Labels& labels) {
  AttributeTable table = find_attributes(labels);
  std::vector<LabelKind> kinds;
  for (std::size_t i = 0; i < table.attributes.size(); ++i) {
    LabelKind& kind = kinds.emplace_back();
    kind.name = std::move(table.attributes[i].name);
    kind.values = std::move(table.attributes[i].values);
    kind.of_pictures.assign(table.classes[i].begin(), table.classes[i].end());
  }
  return std::make_shared<const std::vector<LabelKind>>(std::move(kinds));
}

}  // namespace

DataView describe_data(const Dataset& dataset) {
  DataView view;
  view.data = dataset.name();
  view.title = short_title(dataset.name());
  view.count = dataset.size();
  view.held_out = dataset.held_out();
  view.source_width = dataset.source_width();
  view.source_height = dataset.source_height();
  view.label_columns = dataset.labels().columns;
  view.label_kinds = kinds_of(dataset.labels());
  view.warnings = dataset.warnings();
  view.progress = 1;
  const std::int64_t count = std::min(kSamples, dataset.size());
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t row = i * dataset.size() / count;
    view.samples.push_back(picture_face(dataset, row));
    view.sample_labels.push_back(describe_labels(dataset.labels(), row));
  }
  return view;
}

void IoThread::serve(const std::stop_token& stop) {
  set_up_thread("io", kIoNice);
  use_threads(1);
  while (true) {
    std::optional<IoMessage> message;
    if (!waiting_.empty()) {
      message = std::move(waiting_.front());
      waiting_.pop_front();
    } else {
      message = links_.to_io.wait_pop(stop);
    }
    if (!message) return;
    try {
      handle(std::move(*message), stop);
    } catch (const std::exception& exception) {
      links_.notify(library_error(exception, "Reading or writing a file"));
    }
  }
}

void IoThread::handle(IoMessage message, const std::stop_token& stop) {
  if (const auto* live = std::get_if<ExportWithState>(&message)) return export_with_state(*live);
  const auto& command = std::get<IoCommand>(message);
  if (const auto* picture = std::get_if<ExportPicture>(&command)) return handle_command(*picture);
  if (stop.stop_requested() || std::holds_alternative<CancelFilm>(command)) return;
  if (const auto* film = std::get_if<ExportTimeFilm>(&command)) return handle_command(*film, stop);
  if (const auto* path = std::get_if<OpenPath>(&command)) return handle_command(*path);
  if (const auto* pick = std::get_if<PickFaces>(&command)) return handle_command(*pick);
  open_data(std::get<OpenData>(command).data, stop);
}

void IoThread::handle_command(const ExportPicture& command) {
  const ModelRef& model = command.session.model;
  const Result<std::unique_ptr<FacePainter>> painter = load_painter(model, DrawMode::kExact);
  if (!painter) return links_.notify(painter.error());
  const Result<std::string> kept = keep_exported_step(model.path, (*painter)->id().hash);
  // The picture comes all the same: only its redrawing hangs on the file.
  if (!kept) links_.notify(kept.error());
  export_with(command, **painter, kept ? *kept : model.path);
}

/// Keeps the weights beside the run, so that the picture can be redrawn when training has gone on.
void IoThread::export_with_state(const ExportWithState& message) {
  const Result<std::string> file = keep_exported(message.run_folder, message.state);
  if (!file) return links_.notify(file.error());
  const Result<std::unique_ptr<FacePainter>> painter =
      make_painter(message.weights, message.picture.session.model.ema, DrawMode::kExact);
  if (!painter) return links_.notify(painter.error());
  export_with(message.picture, **painter, *file);
}

void IoThread::export_with(const ExportPicture& command, FacePainter& painter,
                           const std::string& model) {
  const Result<DrawnPicture> picture = draw_picture(command.kind, command.session, painter, model);
  if (!picture) return links_.notify(picture.error());
  if (const Status written = write_picture(*picture, command.path); !written) {
    return links_.notify(written.error());
  }
  links_.notify(Notice::Level::kInfo, "Saved " + command.path + " (step " +
                                          std::to_string(picture->recipe.weights.step) + ").");
}

void IoThread::handle_command(const OpenPath& command) {
  Result<Opened> opened = open_path(command.path);
  if (!opened) return links_.notify(opened.error());
  links_.opened.push(*std::move(opened));
  links_.wake();
}

void IoThread::handle_command(const PickFaces& command) {
  const DatasetPtr newest = links_.dataset.get();
  const bool known = newest && newest->name() == command.selection.data;
  const Result<DatasetPtr> dataset =
      known ? newest
            : open_dataset(command.selection.data, OpenOptions{links_.options.cache_folder, {}});
  if (!dataset) return links_.notify(dataset.error());
  Result<Opened> picked = pick_pictures(command, **dataset);
  if (!picked) return links_.notify(picked.error());
  links_.opened.push(*std::move(picked));
  links_.wake();
}

template <typename Command>
bool IoThread::waits() {
  while (std::optional<IoMessage> message = links_.to_io.try_pop()) {
    waiting_.push_back(std::move(*message));
  }
  return std::any_of(waiting_.begin(), waiting_.end(), [](const IoMessage& message) {
    const auto* command = std::get_if<IoCommand>(&message);
    return command != nullptr && std::holds_alternative<Command>(*command);
  });
}

void IoThread::handle_command(const ExportTimeFilm& command, const std::stop_token& stop) {
  const std::string name = std::filesystem::path(command.picture.path).filename().string();
  const auto publish = [this](JobView view) {
    links_.job.set(std::make_shared<const JobView>(std::move(view)));
    links_.wake();
  };
  const Status written = write_time_film(command, [&](double progress) {
    publish({"Writing " + name, progress});
    return !stop.stop_requested() && !waits<CancelFilm>();
  });
  publish({});
  if (written) {
    links_.notify(Notice::Level::kInfo, "Saved " + command.picture.path + " (" +
                                            std::to_string(command.models.size()) + " steps).");
  } else if (written.error().code == ErrorCode::kCanceled) {
    links_.notify(Notice::Level::kInfo, "The film " + name + " was canceled.");
  } else {
    links_.notify(written.error());
  }
}

void IoThread::open_data(const std::string& data, const std::stop_token& stop) {
  if (waits<OpenData>()) return;
  const auto publish = [this](DataView view) {
    links_.data.set(std::make_shared<const DataView>(std::move(view)));
    links_.wake();
  };
  publish(loading_view(data, 0));
  double shown = 0;
  OpenOptions options{links_.options.cache_folder, {}};
  options.progress = [&](double progress) {
    if (progress - shown >= 0.01) publish(loading_view(data, shown = progress));
    return !stop.stop_requested() && !waits<OpenData>();
  };
  const Result<DatasetPtr> dataset = open_dataset(data, options);
  if (dataset) {
    links_.dataset.set(*dataset);
    links_.to_measure.push(MeasureMessage{});
    publish(describe_data(**dataset));
  } else if (dataset.error().code != ErrorCode::kCanceled) {
    DataView view = loading_view(data, 0);
    view.loading = false;
    view.error = dataset.error();
    publish(std::move(view));
  }
}

}  // namespace facet
