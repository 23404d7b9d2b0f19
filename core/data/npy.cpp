#include "core/data/npy.h"

#include <cassert>
#include <cmath>

#include "core/data/array_file.h"
#include "core/data/mapped_file.h"
#include "core/data/npy_header.h"

namespace facet {
namespace {

constexpr std::int64_t kMaxLatents = 1000000;

Error not_latents(const std::string& where, const std::string& reason) {
  return {ErrorCode::kBadInput,
          reason +
              "; codes are an .npy file of shape (N, d) and type float32, as facet encode "
              "and --latents-out write it",
          where};
}

Status check_latents(ArrayLayout& layout, const std::string& path) {
  if (!is_float(layout.type)) {
    return not_latents(path, std::string("the values are ") + element_name(layout.type));
  }
  if (layout.shape.size() == 1) layout.shape.insert(layout.shape.begin(), 1);
  if (layout.shape.size() != 2) {
    return not_latents(path, "the array has the shape " + format_shape(layout.shape));
  }
  if (layout.shape[0] == 0 || layout.shape[1] == 0) return not_latents(path, "the array is empty");
  if (layout.shape[0] > kMaxLatents) {
    return not_latents(path, "the array has over 1,000,000 codes, too many at once");
  }
  return {};
}

template <typename Load>
Result<std::vector<Latent>> load_latents(const ArrayLayout& layout, const std::uint8_t* values,
                                         Load load, const std::string& path) {
  const auto rows = static_cast<std::size_t>(layout.shape[0]);
  const auto columns = static_cast<std::size_t>(layout.shape[1]);
  const std::size_t step = element_bytes(layout.type);
  std::vector<Latent> latents(rows, Latent(columns));
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      const std::size_t at = layout.fortran ? column * rows + row : row * columns + column;
      const auto value = static_cast<float>(load(values + at * step));
      if (!std::isfinite(value)) {
        return not_latents(path, "the value in row " + std::to_string(row) + ", column " +
                                     std::to_string(column) + " is not a finite number");
      }
      latents[row][column] = value;
    }
  }
  return latents;
}

}  // namespace

NpyWriter::NpyWriter(AtomicFile file, std::string descr, std::vector<std::int64_t> row)
    : file_(std::move(file)), descr_(std::move(descr)), row_(std::move(row)) {
  for (const std::int64_t side : row_) row_values_ *= side;
}

Result<NpyWriter> NpyWriter::create(const std::string& path, std::string descr,
                                    std::vector<std::int64_t> row) {
  Result<AtomicFile> file = AtomicFile::create(path);
  if (!file) return file.error();
  NpyWriter writer(std::move(*file), std::move(descr), std::move(row));
  if (Status status = writer.file_.write(writer.header()); !status) return status.error();
  return writer;
}

Result<NpyWriter> NpyWriter::create_uint8(const std::string& path, std::vector<std::int64_t> row) {
  return create(path, "|u1", std::move(row));
}

Result<NpyWriter> NpyWriter::create_float32(const std::string& path,
                                            std::vector<std::int64_t> row) {
  return create(path, "<f4", std::move(row));
}

std::string NpyWriter::header() const {
  std::vector<std::int64_t> shape = row_;
  shape.insert(shape.begin(), rows_);
  return format_npy_header(descr_, shape);
}

Status NpyWriter::append(std::span<const std::uint8_t> rows) {
  assert(descr_ == "|u1" && static_cast<std::int64_t>(rows.size()) % row_values_ == 0);
  Status status = file_.write(rows);
  if (status) rows_ += static_cast<std::int64_t>(rows.size()) / row_values_;
  return status;
}

Status NpyWriter::append(std::span<const float> rows) {
  assert(descr_ == "<f4" && static_cast<std::int64_t>(rows.size()) % row_values_ == 0);
  static_assert(std::endian::native == std::endian::little);
  Status status =
      file_.write(std::span(reinterpret_cast<const std::uint8_t*>(rows.data()), rows.size_bytes()));
  if (status) rows_ += static_cast<std::int64_t>(rows.size()) / row_values_;
  return status;
}

Status NpyWriter::finish() {
  if (Status status = file_.rewrite(0, header()); !status) return status;
  return file_.commit();
}

Status write_pictures(const std::string& path, std::span<const ImagePtr> pictures) {
  Result<NpyWriter> writer = NpyWriter::create_uint8(path, {kFaceSide, kFaceSide, 3});
  if (!writer) return writer.error();
  for (const ImagePtr& picture : pictures) {
    assert(picture->pixels.size() == kFaceBytes);
    if (Status status = writer->append(std::span(picture->pixels)); !status) return status;
  }
  return writer->finish();
}

Status write_latents(const std::string& path, std::span<const Latent> latents) {
  const std::size_t length = latents.empty() ? 0 : latents.front().size();
  Result<NpyWriter> writer = NpyWriter::create_float32(path, {static_cast<std::int64_t>(length)});
  if (!writer) return writer.error();
  for (const Latent& latent : latents) {
    assert(latent.size() == length);
    if (Status status = writer->append(std::span(latent)); !status) return status;
  }
  return writer->finish();
}

Result<std::vector<Latent>> read_latents(const std::string& path) {
  const Result<MappedFile> file = MappedFile::open(path);
  if (!file) return file.error();
  if (!is_npy(file->bytes())) return not_latents(path, "this is not an .npy file");
  Result<ArrayLayout> layout = parse_npy_header(file->bytes(), path);
  if (!layout) return layout.error();
  if (const Status status = check_latents(*layout, path); !status) return status.error();
  const std::uint8_t* values = file->bytes().data() + layout->offset;
  return with_loader(layout->type, layout->order,
                     [&](auto load) { return load_latents(*layout, values, load, path); });
}

}  // namespace facet
