#include "ui/face_slots.h"

#include <algorithm>

namespace facet::ui {
namespace {

constexpr int kFramesInUse = 2;

}  // namespace

FaceSlots::Place FaceSlots::place(std::uint64_t serial, int frame) {
  Place place;
  auto found = by_serial_.find(serial);
  if (found == by_serial_.end()) {
    const std::size_t index = free_slot(frame);
    by_serial_.erase(slots_[index].serial);
    slots_[index].serial = serial;
    found = by_serial_.emplace(serial, index).first;
    place.fresh = true;
  }
  slots_[found->second].frame = frame;
  const auto per_page = static_cast<std::size_t>(slots_per_page_);
  place.page = static_cast<int>(found->second / per_page);
  place.slot = static_cast<int>(found->second % per_page);
  return place;
}

std::size_t FaceSlots::free_slot(int frame) {
  const auto oldest =
      std::min_element(slots_.begin(), slots_.end(), [](const Slot& a, const Slot& b) {
        return (a.serial == 0 ? -1 : a.frame) < (b.serial == 0 ? -1 : b.frame);
      });
  if (oldest != slots_.end() && (oldest->serial == 0 || oldest->frame + kFramesInUse < frame)) {
    return static_cast<std::size_t>(oldest - slots_.begin());
  }
  const std::size_t first = slots_.size();
  slots_.resize(first + static_cast<std::size_t>(slots_per_page_));
  return first;
}

}  // namespace facet::ui
