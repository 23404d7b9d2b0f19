#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/commands.h"
#include "core/base/session.h"

// What a person does with faces, as plain edits of a Session: panels, menus and keys share them.
// Pure functions of their arguments; any thread.
namespace facet::ui {

/// Appends `faces` to the list of that index; faces it holds already are left out. Returns how many
/// were added.
int add_to_list(Session& session, int list, const std::vector<Face>& faces);

/// Makes a list of `faces` at the end, named free_list_name(session, wanted), and returns its name.
std::string start_list(Session& session, std::vector<Face> faces, std::string_view wanted);

/// The name of the list that holds exactly `faces`, made as by start_list if there is none.
std::string list_of_faces(Session& session, const std::vector<Face>& faces);

/// A name for a list that begins with this face: "face_17" for cell 17.
std::string list_name_for(const Face& face);

/// Gives a list another name, made fit for an expression and unique, and follows it in the
/// expression. Returns the name it has now.
std::string rename_list(Session& session, int list, std::string_view wanted);

/// Removes a list. An expression that names it keeps its text: the error says what is missing.
void remove_list(Session& session, int list);

/// Copies a list under a free name, right after it.
void duplicate_list(Session& session, int list);

/// Shows another seed in the grid; the selected cells, which belong to a seed, are dropped.
void set_grid_seed(Session& session, std::uint32_t seed);

/// The face that a cell of a grid names.
SeedFace cell_face(const GridState& grid, int cell);

/// Both endpoints of the path from rows 0 and 1 of a seed, by the grid's sampler.
void set_path_seed(Session& session, std::uint32_t seed);

/// Puts faces on the walk as keyframes, the last before B. What is more than kMostVia is left out.
void add_keyframes(Session& session, const std::vector<Face>& faces);

/// Makes a face the one that is moved along the model's directions, not moved yet.
void vary_face(Session& session, const Face& face);

/// Amounts of all directions as faces of the model have them: normal numbers, none beyond
/// kEndAmount.
void random_amounts(DirectionsState& directions, std::uint32_t seed);
/// The same for the two directions of the plane.
void random_place(DirectionsState& directions, std::uint32_t seed);

/// A seed that follows from `throws` by a fixed scramble: dice without hidden state.
std::uint32_t dice_seed(std::uint32_t seed, int throws);

/// Whether a list or a keyframe of the path holds that face.
bool holds_face(const Session& session, const Face& face);

/// Puts `to` where `from` stands, in all lists and keyframes of the path; a list that holds it
/// already just loses `from`.
void replace_face(Session& session, const Face& from, const Face& to);

/// The picture file of one face alone: an expression of a list that holds just this face. Its path
/// is empty.
ExportPicture export_of_face(const Session& session, const Face& face);

/// Why an expression cannot be drawn from this session's lists, with its position: it does not
/// parse, or names a list that is not there.
std::optional<Error> check_names(const Session& session, std::string_view text);

}  // namespace facet::ui
