#include "core/data/drawn_dataset.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/data/block_cache.h"
#include "core/data/drawn_faces.h"
#include "core/data/parallel.h"

namespace facet {
namespace {

constexpr std::int64_t kMaxDrawn = 1000000;
/// Pictures drawn between two reports of progress.
constexpr std::int64_t kChunk = 256;
/// Pictures of a cached block that are drawn again to see whether they are still the same.
constexpr std::int64_t kChecked = 16;

template <typename Number>
bool parse_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

std::int64_t variants(const DrawnRequest& request) {
  return request.twins ? static_cast<std::int64_t>(kTwinCount) : 1;
}

/// Picture `index` of the request.
FaceParameters face_at(const DrawnRequest& request, std::int64_t index) {
  const auto each = static_cast<std::uint64_t>(variants(request));
  const auto place = static_cast<std::uint64_t>(index);
  const FaceParameters face = sample_face(request.seed, place / each);
  return request.twins ? twins_of(face)[place % each] : face;
}

bool is_current(const Dataset& dataset, const DrawnRequest& request) {
  if (dataset.size() != request.count) return false;
  std::array<std::uint8_t, kFaceBytes> kept{};
  std::array<std::uint8_t, kFaceBytes> drawn{};
  const std::int64_t checked = std::min(kChecked, request.count);
  for (std::int64_t i = 0; i < checked; ++i) {
    const std::int64_t index = i * request.count / checked;
    dataset.read(index, kept);
    draw_face(face_at(request, index), drawn);
    if (kept != drawn) return false;
  }
  return true;
}

}  // namespace

Result<DrawnRequest> parse_drawn(std::string_view data) {
  DrawnRequest request;
  if (data == "drawn") return request;
  std::string_view rest = data.substr(std::min(data.find(':'), data.size() - 1) + 1);
  const std::size_t colon = rest.find(':');
  const bool sound =
      data.starts_with("drawn:") && parse_number(rest.substr(0, colon), request.count) &&
      request.count >= 1 && request.count <= kMaxDrawn &&
      (colon == std::string_view::npos || parse_number(rest.substr(colon + 1), request.seed));
  if (sound) return request;
  return Error{ErrorCode::kBadInput,
               "drawn faces are written drawn, drawn:COUNT or drawn:COUNT:SEED, with COUNT from 1 "
               "to 1000000 and SEED a whole number from 0 on",
               std::string(data)};
}

Labels drawn_labels(const DrawnRequest& request) {
  Labels labels;
  labels.columns = face_label_columns();
  if (request.twins) labels.columns.insert(labels.columns.begin(), "base");
  labels.values.resize(labels.columns.size());
  for (std::int64_t i = 0; i < request.count * variants(request); ++i) {
    std::vector<std::string> row = face_label_values(face_at(request, i).labels);
    if (request.twins) row.insert(row.begin(), std::to_string(i / variants(request)));
    for (std::size_t c = 0; c < row.size(); ++c) labels.values[c].push_back(std::move(row[c]));
  }
  return labels;
}

Status draw_faces(const DrawnRequest& request, const Progress& progress,
                  const std::function<Status(std::span<const std::uint8_t>)>& take) {
  const std::int64_t count = request.count * variants(request);
  std::vector<std::uint8_t> chunk;
  for (std::int64_t begin = 0; begin < count; begin += kChunk) {
    if (progress && !progress(static_cast<double>(begin) / static_cast<double>(count))) {
      return Error{ErrorCode::kCanceled, "drawing was stopped", ""};
    }
    const std::int64_t pictures = std::min(kChunk, count - begin);
    chunk.resize(static_cast<std::size_t>(pictures) * kFaceBytes);
    parallel_for(pictures, [&](std::int64_t i) {
      draw_face(face_at(request, begin + i),
                std::span(chunk).subspan(static_cast<std::size_t>(i) * kFaceBytes, kFaceBytes));
    });
    if (Status status = take(chunk); !status) return status;
  }
  return {};
}

Result<DatasetPtr> open_drawn_dataset(std::string_view data, const OpenOptions& options) {
  const Result<DrawnRequest> request = parse_drawn(data);
  if (!request) return request.error();
  DatasetFacts facts;
  facts.name = std::string(data);
  facts.labels = drawn_labels(*request);
  facts.source_width = kFaceSide;
  facts.source_height = kFaceSide;

  const std::string block =
      block_path(options.cache_folder,
                 "drawn-" + std::to_string(request->count) + "-" + std::to_string(request->seed));
  if (!block.empty()) {
    Result<DatasetPtr> cached = open_block(block, facts);
    if (cached && is_current(**cached, *request)) return cached;
  }
  BlockBuilder builder(block);
  const Status drawn = draw_faces(*request, options.progress,
                                  [&](auto pictures) { return builder.append(pictures); });
  if (!drawn) return drawn.error();
  return builder.finish(std::move(facts));
}

}  // namespace facet
