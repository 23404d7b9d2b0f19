#include "core/base/face.h"

namespace facet {
namespace {

template <typename Pointer>
bool same_value(const Pointer& a, const Pointer& b) {
  return a == b || (a && b && *a == *b);
}

std::string describe_one(const SeedFace& face) {
  return "seed " + std::to_string(face.seed) + ", cell " + std::to_string(face.cell);
}

std::string describe_one(const PictureFace& face) {
  const std::string name = face.source.substr(face.source.find_last_of('/') + 1);
  return face.index < 0 ? name : name + ", picture " + std::to_string(face.index);
}

std::string describe_one(const CodeFace& face) {
  return face.origin.empty() ? "a kept code" : face.origin;
}

}  // namespace

bool PictureFace::operator==(const PictureFace& other) const {
  return index == other.index && source == other.source && same_value(picture, other.picture);
}

bool CodeFace::operator==(const CodeFace& other) const {
  return origin == other.origin && same_value(code, other.code);
}

std::string describe(const Face& face) {
  return std::visit([](const auto& one) { return describe_one(one); }, face);
}

}  // namespace facet
