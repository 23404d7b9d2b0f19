#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"
#include "core/data/labels.h"

namespace facet {

/// What a reader knows of a data set besides its pictures.
struct DatasetFacts {
  std::string name;
  Labels labels;
  int source_width = 0;
  int source_height = 0;
  std::vector<std::string> warnings;
};

/// Pictures of 64 x 64 RGB in one block, with optional labels. Immutable; any number of threads.
class Dataset {
 public:
  virtual ~Dataset() = default;

  /// Copies picture `index` (0 <= index < size()) into `rgb`, kFaceBytes bytes, row-major RGB. The
  /// values are those of the source for 64 x 64 RGB uint8 sources, to the byte.
  virtual void read(std::int64_t index, std::span<std::uint8_t> rgb) const = 0;

  /// All pictures as one block of size() * kFaceBytes bytes, or empty where they must be converted
  /// on the way (another size or type): then use read().
  virtual std::span<const std::uint8_t> block() const { return {}; }

  std::int64_t size() const { return size_; }
  const Labels& labels() const { return labels_; }
  /// The text that names it: what open_dataset was given.
  const std::string& name() const { return name_; }
  /// Identity: a hash of form, size and 64 sampled pictures, so that a huge file opens at once.
  const std::string& hash() const { return hash_; }
  /// Width and height of the source's pictures before resizing; 0 where they differ.
  int source_width() const { return source_width_; }
  int source_height() const { return source_height_; }
  /// Sentences about what was left out: broken files, labels of a file that is not there.
  const std::vector<std::string>& warnings() const { return warnings_; }

  /// The last min(500, size()/10) pictures are held out: never trained on.
  std::int64_t held_out() const { return std::min<std::int64_t>(500, size_ / 10); }
  std::int64_t training_size() const { return size_ - held_out(); }

  /// Picture `index` as an Image.
  ImagePtr picture(std::int64_t index) const;

 protected:
  /// Fills hash_ from the other members; the last thing a reader does.
  void seal();
  /// Takes the facts over before that.
  void seal(DatasetFacts facts);

  std::int64_t size_ = 0;
  Labels labels_;
  std::string name_;
  std::string hash_;
  int source_width_ = 0;
  int source_height_ = 0;
  std::vector<std::string> warnings_;
};

using DatasetPtr = std::shared_ptr<const Dataset>;

/// Called now and then while a data set is read: the share done, 0 to 1. Returning false cancels.
using Progress = std::function<bool(double)>;

struct OpenOptions {
  std::string cache_folder;  ///< where pictures are kept that were decoded, converted or drawn;
                             ///< empty: in memory, or converted anew at every read
  Progress progress;         ///< may be empty
};

/// Opens what `--data` names: an `.npy` file (N,H,W), (N,H,W,1|3|4) of any integer, bool or float
/// type, C or Fortran order; an IDX file (N,H,W) or (N,H,W,C), a folder of PNG, JPEG, BMP and GIF
/// pictures of any sizes, or `drawn`, `drawn:COUNT`, `drawn:COUNT:SEED` (20000 and 1 by default).
/// Labels come from a `.csv` of the same stem beside a file (or `labels.csv` in a folder).
/// Everything that is not 64 x 64 RGB is converted. Errors name the file, the place in it, the
/// reason and what to do.
Result<DatasetPtr> open_dataset(std::string_view data, const OpenOptions& options = {});

/// Scales a picture of any size and 1, 3 or 4 channels to 64 x 64 RGB: area-averaged when it
/// shrinks, bilinear when it grows, alpha over `background`, the middle square of oblong pictures.
Image to_face(const Image& picture, std::uint8_t background = 255);

}  // namespace facet
