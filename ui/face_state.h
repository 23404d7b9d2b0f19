#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/live_measurement.h"
#include "core/base/view.h"

namespace facet::ui {

/// What the pointer carries. ImGui's payloads copy bytes, so the value itself waits here; the
/// payload types are kFacePayload and kListPayload with no data of their own.
struct FaceDrag {
  std::vector<Face> faces;  ///< kFacePayload: one or more, the one that was grabbed first
  Picture picture;          ///< of the one that was grabbed
  std::string list;         ///< kListPayload: name of the list
};
inline constexpr const char* kFacePayload = "facet.faces";
inline constexpr const char* kListPayload = "facet.list";

/// How a picture on screen gives way to the one drawn by newer weights.
struct PictureFade {
  Picture shown;
  Picture former;
  std::size_t weights = 0;  ///< hash of the WeightsId that drew `shown`
  double began = -1;        ///< ImGui time; negative: no fade runs
  double stale_since = -1;  ///< ImGui time since which newer weights exist; negative: fresh
  int frame = 0;            ///< ImGui frame in which it was last drawn
};

/// The faces that a list had when its view was last complete, so that its pictures keep to the
/// right faces in the moment between an edit and its drawing.
struct DrawnList {
  std::shared_ptr<const ListView> view;
  std::vector<Face> faces;
};

/// What is known of the face whose likeness is on screen.
struct LikenessUiState {
  unsigned place = 0;                     ///< ImGui id of where that face stands
  std::uint64_t asked = 0;                ///< serial of its picture that was sent last
  std::shared_ptr<const Likeness> shown;  ///< null: none has come yet
};

/// What the widgets and panels of faces remember between frames.
struct FaceUiState {
  /// The cell of the grid that was cut from its sheet last.
  struct CutCell {
    std::uint64_t sheet = 0;  ///< serial
    int cell = -1;
    ImagePtr image;
  };

  FaceDrag drag;
  std::unordered_map<unsigned, PictureFade> fades;  ///< by ImGui id
  std::map<std::string, DrawnList> drawn_lists;     ///< by name
  bool cell_numbers = false;                        ///< shown on every cell of the grid
  int anchor_cell = -1;                             ///< where a range of cells begins
  bool renaming = false;           ///< the field of UiState::rename_list has the keyboard
  int menu_cell = -1;              ///< the cell whose menu is open
  double grid_pending_since = -1;  ///< ImGui time since which the grid waits for its drawing
  std::array<CutCell, 2> cuts;     ///< of either pane
  LikenessUiState likeness;
  std::string expression_seen;  ///< the session's expression when the text was last taken from it
  int dice = 0;                 ///< throws so far, so that each gives another seed
};

}  // namespace facet::ui
