#include "core/data/dataset.h"

#include <array>
#include <filesystem>

#include "core/base/hash.h"
#include "core/data/array_dataset.h"
#include "core/data/drawn_dataset.h"
#include "core/data/idx_header.h"
#include "core/data/mapped_file.h"
#include "core/data/npy_header.h"
#include "core/data/picture_folder.h"

namespace facet {
namespace {

constexpr std::int64_t kHashedPictures = 64;

/// What to say of a file that is no data set, from how it starts.
std::string describe_start(std::span<const std::uint8_t> bytes) {
  const auto starts = [&](std::string_view text) {
    return bytes.size() >= text.size() &&
           std::equal(text.begin(), text.end(), bytes.begin(),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
  };
  if (bytes.empty()) return "the file is empty; choose another file";
  if (starts("PK")) {
    return "this is a zip archive (perhaps an .npz); unpack it, or save one array with numpy.save";
  }
  if (starts("\x1f\x8b")) return "the file is compressed; unpack it with gunzip first";
  if (starts("\x80")) {
    return "this is a Python pickle, which is a program and is never run; save the array with "
           "numpy.save";
  }
  if (starts("\x89PNG") || starts("\xff\xd8\xff") || starts("GIF8") || starts("BM")) {
    return "this is a single picture; name the folder that holds the pictures instead";
  }
  return "the file is neither .npy nor IDX; give such a file, a folder of pictures, or drawn:COUNT";
}

}  // namespace

ImagePtr Dataset::picture(std::int64_t index) const {
  Image image = make_image(kFaceSide, kFaceSide);
  read(index, image.pixels);
  return std::make_shared<const Image>(std::move(image));
}

void Dataset::seal() {
  Hasher hasher;
  hasher.add("facet pictures 64x64x3").add(size_);
  std::array<std::uint8_t, kFaceBytes> rgb{};
  const std::int64_t samples = std::min(size_, kHashedPictures);
  for (std::int64_t i = 0; i < samples; ++i) {
    read(samples > 1 ? i * (size_ - 1) / (samples - 1) : 0, rgb);
    hasher.add(rgb.data(), rgb.size());
  }
  hash_ = hasher.hex();
}

void Dataset::seal(DatasetFacts facts) {
  name_ = std::move(facts.name);
  labels_ = std::move(facts.labels);
  source_width_ = facts.source_width;
  source_height_ = facts.source_height;
  warnings_ = std::move(facts.warnings);
  seal();
}

Result<DatasetPtr> open_dataset(std::string_view data, const OpenOptions& options) {
  if (data == "drawn" || data.starts_with("drawn:")) return open_drawn_dataset(data, options);
  const std::string path(data);
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return open_picture_folder(path, options);
  Result<MappedFile> file = MappedFile::open(path);
  if (!file) return file.error();
  if (is_npy(file->bytes()) || is_idx(file->bytes())) {
    return open_array_dataset(std::move(*file), path, options);
  }
  return Error{ErrorCode::kBadInput, describe_start(file->bytes()), path};
}

}  // namespace facet
