#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/base/latent.h"
#include "core/base/result.h"
#include "core/data/atomic_file.h"

namespace facet {

/// Writes a NumPy file row by row, atomically: `auto writer = NpyWriter::create(...)`, append()
/// each row, then finish(). Nothing appears under `path` before. One thread at a time.
class NpyWriter {
 public:
  /// Rows of uint8 values of the shape `row`: {64, 64, 3} for pictures.
  static Result<NpyWriter> create_uint8(const std::string& path, std::vector<std::int64_t> row);
  /// Rows of float32 values.
  static Result<NpyWriter> create_float32(const std::string& path, std::vector<std::int64_t> row);

  /// Adds one or more whole rows.
  Status append(std::span<const std::uint8_t> rows);
  Status append(std::span<const float> rows);
  /// Writes the number of rows into the header and puts the file in its place.
  Status finish();

  std::int64_t rows() const { return rows_; }

 private:
  NpyWriter(AtomicFile file, std::string descr, std::vector<std::int64_t> row);
  static Result<NpyWriter> create(const std::string& path, std::string descr,
                                  std::vector<std::int64_t> row);
  std::string header() const;

  AtomicFile file_;
  std::string descr_;
  std::vector<std::int64_t> row_;
  std::int64_t row_values_ = 1;
  std::int64_t rows_ = 0;
};

/// Writes (N,64,64,3) uint8; every image must be 64 x 64 RGB.
Status write_pictures(const std::string& path, std::span<const ImagePtr> pictures);

/// Writes (N,d) float32; every code must have the same length.
Status write_latents(const std::string& path, std::span<const Latent> latents);

/// Reads (N,d) or (d,) of float16, float32 or float64, C or Fortran order. Errors: not such a file,
/// no rows, over 1,000,000 of them, values that are not finite (as float32), naming row and column.
Result<std::vector<Latent>> read_latents(const std::string& path);

}  // namespace facet
