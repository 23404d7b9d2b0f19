#include "core/data/write_dataset.h"

#include <filesystem>

#include "core/base/files.h"
#include "core/data/npy.h"
#include "core/data/read_all.h"

namespace facet {
namespace {

Result<NpyWriter> create_pictures(const std::string& path) {
  if (std::filesystem::path(path).extension() != ".npy") {
    return Error{ErrorCode::kUsage, "the file to write must be named .npy, as in faces.npy", path};
  }
  return NpyWriter::create_uint8(path, {kFaceSide, kFaceSide, 3});
}

/// Puts the labels and then the pictures in their places.
Result<WrittenDataset> finish(NpyWriter& writer, const Labels& labels, const std::string& path) {
  WrittenDataset written{writer.rows(), path, ""};
  if (!labels.empty()) {
    written.labels_path = std::filesystem::path(path).replace_extension(".csv").string();
    const Status status = write_file_atomically(written.labels_path, format_labels(labels));
    if (!status) return status.error();
  }
  if (const Status status = writer.finish(); !status) return status.error();
  return written;
}

}  // namespace

Result<WrittenDataset> write_dataset(const Dataset& dataset, const std::string& path,
                                     const Progress& progress) {
  Result<NpyWriter> writer = create_pictures(path);
  if (!writer) return writer.error();
  const Status written =
      read_all(dataset, progress, [&](auto pictures) { return writer->append(pictures); });
  if (!written) return Error{written.error().code, written.error().message, path};
  return finish(*writer, dataset.labels(), path);
}

Result<WrittenDataset> write_drawn(const DrawnRequest& request, const std::string& path,
                                   const Progress& progress) {
  Result<NpyWriter> writer = create_pictures(path);
  if (!writer) return writer.error();
  const Status drawn =
      draw_faces(request, progress, [&](auto pictures) { return writer->append(pictures); });
  if (!drawn) return Error{drawn.error().code, drawn.error().message, path};
  return finish(*writer, drawn_labels(request), path);
}

}  // namespace facet
