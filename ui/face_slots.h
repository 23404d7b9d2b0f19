#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace facet::ui {

/// Which slot of which atlas page holds which picture: bookkeeping alone, no pixels. A slot is
/// given to another picture only when nobody asked for it in this frame or the two before, because
/// what a frame draws is read after it; if there is none, a page is added. Any one thread.
class FaceSlots {
 public:
  explicit FaceSlots(int slots_per_page) : slots_per_page_(slots_per_page) {}

  struct Place {
    int page = 0;
    int slot = 0;
    bool fresh = false;  ///< the picture's pixels must be written there
  };

  /// Where the picture of that serial (not 0) lies, found or given now. `frame` ascends.
  Place place(std::uint64_t serial, int frame);

  int pages() const { return static_cast<int>(slots_.size()) / slots_per_page_; }

 private:
  struct Slot {
    std::uint64_t serial = 0;
    int frame = 0;  ///< in which it was last asked for
  };
  std::size_t free_slot(int frame);

  int slots_per_page_;
  std::vector<Slot> slots_;
  std::unordered_map<std::uint64_t, std::size_t> by_serial_;
};

}  // namespace facet::ui
