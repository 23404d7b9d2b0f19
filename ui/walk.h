#pragma once

#include <vector>

#include "core/base/session.h"
#include "ui/panel.h"

// The walk of the path through its keyframes, as plain edits, and how it plays. Main thread.
namespace facet::ui {

/// Begins to play, at A again where the walk has come to its end; or pauses where it is.
void play_or_pause(PathState& path, WalkUiState& walk);

/// Moves the position on by `seconds` of playing. A loop begins again; an open walk ends at B.
void advance_walk(PathState& path, WalkUiState& walk, double seconds);

/// The session as it is worth keeping: while a walk plays, with the position where that began.
Session settled_session(const Session& session, const WalkUiState& walk);

/// Puts `faces` on the walk before keyframe `key`, 1 to the count of keyframes - 1, or of a loop
/// behind the last one. What is more than kMostVia is left out. Returns how many were put there.
int insert_keyframes(PathState& path, int key, const std::vector<Face>& faces);

/// The keyframe behind the place `t`, before which a face dropped there belongs.
int keyframe_after(const PathState& path, double t);

/// Keyframe 0 is A, the last is B.
Face& keyframe(PathState& path, int key);

/// Takes a keyframe off the walk; the two that must stay are left alone: of a walk without others
/// A and B. Where an end goes, its neighbour becomes the end.
void remove_keyframe(PathState& path, int key);

/// Moves a keyframe one place towards A (-1) or B (1), past its neighbour; nothing beyond the ends.
void move_keyframe(PathState& path, int key, int by);

/// The same walk from its other end; the slider keeps its face.
void turn_round(PathState& path);

/// How many keyframes there are.
int keyframe_count(const PathState& path);

}  // namespace facet::ui
