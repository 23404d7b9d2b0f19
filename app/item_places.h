#pragma once

#include <imgui.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

struct ImRect;

namespace facet {

/// Where the items of the window were drawn in the last frame, by ImGui window and label: for the
/// benchmark and for scripts that move a real pointer. Costs nothing while none exists. Main
/// thread, with a current ImGui context that outlives it.
class ItemPlaces {
 public:
  struct Place {
    float left = 0, top = 0, right = 0, bottom = 0;  ///< pixels of the window
  };

  ItemPlaces();
  ~ItemPlaces();
  ItemPlaces(const ItemPlaces&) = delete;
  ItemPlaces& operator=(const ItemPlaces&) = delete;

  /// Forgets the frame before; call it before the panels are drawn.
  void begin_frame();
  /// The first item of that label in the ImGui window whose name begins with `window`.
  std::optional<Place> find(const std::string& window, const std::string& label) const;
  /// {"window": [{"label", "left", "top", "right", "bottom"}, ...], ...}
  nlohmann::json to_json() const;

  // Called by Dear ImGui through its test hooks.
  void add_item(const std::string& window, ImGuiID id, const ImRect& box);
  void add_label(ImGuiID id, const char* label);

 private:
  struct Item {
    std::string window;
    std::string label;
    Place place;
  };
  std::map<ImGuiID, std::size_t> by_id_;
  std::vector<Item> items_;
};

}  // namespace facet
