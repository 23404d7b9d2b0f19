#include "app/places_file.h"

#include "core/base/files.h"

namespace facet {
namespace {

constexpr std::chrono::milliseconds kInterval{200};

}  // namespace

Status PlacesFile::update(const ItemPlaces& places) {
  const Clock::time_point now = Clock::now();
  if (written_at_ && now - *written_at_ < kInterval) return {};
  std::string text =
      places.to_json().dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  if (text == written_) return {};
  written_at_ = now;
  Status status = write_file_atomically(path_, text);
  if (status) written_ = std::move(text);
  return status;
}

}  // namespace facet
