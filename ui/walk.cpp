#include "ui/walk.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace facet::ui {
namespace {

// A window that was hidden for a while goes on where it was.
constexpr double kLongestFrame_s = 0.25;

}  // namespace

void play_or_pause(PathState& path, WalkUiState& walk) {
  walk.playing = !walk.playing;
  if (!walk.playing) return;
  walk.from = path.position;
  if (!path.loop && path.position >= 1) path.position = 0;
}

void advance_walk(PathState& path, WalkUiState& walk, double seconds) {
  if (!walk.playing) return;
  const double whole_s = std::max(0.05, double{walk.leg_s}) * path_legs(path);
  const double position = path.position + std::min(seconds, kLongestFrame_s) / whole_s;
  if (path.loop) {
    path.position = position - std::floor(position);
  } else {
    path.position = std::min(position, 1.0);
    walk.playing = position < 1;
  }
}

Session settled_session(const Session& session, const WalkUiState& walk) {
  Session settled = session;
  if (walk.playing) settled.path.position = walk.from;
  return settled;
}

int keyframe_count(const PathState& path) { return static_cast<int>(path.via.size()) + 2; }

Face& keyframe(PathState& path, int key) {
  if (key <= 0) return path.a;
  const auto place = static_cast<std::size_t>(key - 1);
  return place < path.via.size() ? path.via[place] : path.b;
}

int insert_keyframes(PathState& path, int key, const std::vector<Face>& faces) {
  const std::size_t room = kMostVia - std::min(kMostVia, path.via.size());
  const auto count = static_cast<std::ptrdiff_t>(std::min(faces.size(), room));
  std::vector<Face> keys = path_keys(path);
  const auto place = std::clamp<std::ptrdiff_t>(key, 1, std::ssize(keys) - (path.loop ? 0 : 1));
  keys.insert(keys.begin() + place, faces.begin(), faces.begin() + count);
  path.b = std::move(keys.back());
  path.via.assign(keys.begin() + 1, keys.end() - 1);
  return static_cast<int>(count);
}

void turn_round(PathState& path) {
  std::swap(path.a, path.b);
  std::reverse(path.via.begin(), path.via.end());
  const double behind_b = path.loop ? 1.0 / path_legs(path) : 0;
  const double position = 1 - behind_b - path.position;
  path.position = position < 0 ? position + 1 : position;
}

int keyframe_after(const PathState& path, double t) {
  const int legs = path_legs(path);
  return std::clamp(static_cast<int>(std::floor(t * legs)), 0, legs - 1) + 1;
}

void remove_keyframe(PathState& path, int key) {
  if (path.via.empty() || key < 0 || key >= keyframe_count(path)) return;
  std::vector<Face> keys = path_keys(path);
  keys.erase(keys.begin() + key);
  path.a = std::move(keys.front());
  path.b = std::move(keys.back());
  path.via.assign(keys.begin() + 1, keys.end() - 1);
}

void move_keyframe(PathState& path, int key, int by) {
  const int other = key + by;
  if (std::min(key, other) < 0 || std::max(key, other) >= keyframe_count(path)) return;
  std::swap(keyframe(path, key), keyframe(path, other));
}

}  // namespace facet::ui
