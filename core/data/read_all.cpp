#include "core/data/read_all.h"

#include <algorithm>
#include <vector>

#include "core/data/parallel.h"

namespace facet {
namespace {

/// Pictures read between two reports of progress.
constexpr std::int64_t kChunk = 256;

}  // namespace

Status read_all(const Dataset& dataset, const Progress& progress,
                const std::function<Status(std::span<const std::uint8_t>)>& take) {
  std::vector<std::uint8_t> chunk;
  for (std::int64_t begin = 0; begin < dataset.size(); begin += kChunk) {
    if (progress && !progress(static_cast<double>(begin) / static_cast<double>(dataset.size()))) {
      return Error{ErrorCode::kCanceled, "reading the pictures was stopped", dataset.name()};
    }
    const std::int64_t pictures = std::min(kChunk, dataset.size() - begin);
    chunk.resize(static_cast<std::size_t>(pictures) * kFaceBytes);
    parallel_for(pictures, [&](std::int64_t i) {
      const auto offset = static_cast<std::size_t>(i) * kFaceBytes;
      dataset.read(begin + i, std::span(chunk).subspan(offset, kFaceBytes));
    });
    if (Status status = take(chunk); !status) return status;
  }
  return {};
}

}  // namespace facet
