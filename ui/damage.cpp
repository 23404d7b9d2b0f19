#define IMGUI_DEFINE_MATH_OPERATORS
#include "ui/damage.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

namespace facet::ui {
namespace {

constexpr unsigned kPieceIndices = 6;
/// Pixels that cost as much to draw as one rectangle more does; both measured on Mesa's software
/// renderer, 0.6 ms and 22 ns.
constexpr float kRectPixels = 27000;

class Hasher {
 public:
  explicit Hasher(std::uint64_t state) : state_(state) {}
  void add(std::uint64_t word) {
    state_ = (state_ ^ word) * 0x9E3779B97F4A7C15ULL;
    state_ ^= state_ >> 29U;
  }
  void add(float a, float b) {
    add(std::uint64_t{std::bit_cast<std::uint32_t>(a)} << 32U | std::bit_cast<std::uint32_t>(b));
  }
  void add(const ImDrawVert& vertex) {
    add(vertex.pos.x, vertex.pos.y);
    add(vertex.uv.x, vertex.uv.y);
    add(vertex.col);
  }
  std::uint64_t state() const { return state_; }

 private:
  std::uint64_t state_;
};

std::uint64_t texture_key(const ImTextureRef& texture) {
  // ImGui's own textures get the card's number only when they are drawn.
  if (texture._TexData != nullptr) return static_cast<std::uint64_t>(texture._TexData->UniqueID);
  return ~static_cast<std::uint64_t>(texture._TexID);
}

std::uint64_t callback_key(const ImDrawCmd& command) {
  std::uint64_t key = 0;
  std::memcpy(&key, &command.UserCallback, sizeof(command.UserCallback));
  return key;
}

ImRect whole_pixels(const ImRect& box, ImVec2 size) {
  return {std::max(std::floor(box.Min.x) - 1, 0.0F), std::max(std::floor(box.Min.y) - 1, 0.0F),
          std::min(std::ceil(box.Max.x) + 1, size.x), std::min(std::ceil(box.Max.y) + 1, size.y)};
}

float area_of(const ImRect& box) { return box.GetWidth() * box.GetHeight(); }

ImRect together(ImRect a, const ImRect& b) {
  a.Add(b);
  return a;
}

/// Pixels that are drawn without need where one rectangle stands for both.
float waste_of(const ImRect& a, const ImRect& b) {
  return area_of(together(a, b)) - area_of(a) - area_of(b);
}

/// Rectangles that cost as little to draw as may be without looking at all ways to join them.
class Joined {
 public:
  void add(const ImRect& rect) {
    if (rect.IsInverted()) return;
    const auto best = std::min_element(
        rects_.begin(), rects_.end(),
        [&](const ImRect& a, const ImRect& b) { return waste_of(a, rect) < waste_of(b, rect); });
    if (best != rects_.end() && waste_of(*best, rect) <= kRectPixels) {
      best->Add(rect);
      return;
    }
    rects_.push_back(rect);
    if (rects_.size() > Damage::kMostRects) join(nearest());
  }

  std::vector<ImRect> take() {
    while (rects_.size() > 1) {
      const Pair pair = nearest();
      if (waste_of(rects_[pair.first], rects_[pair.second]) > kRectPixels) break;
      join(pair);
    }
    return std::move(rects_);
  }

 private:
  using Pair = std::pair<std::size_t, std::size_t>;

  Pair nearest() const {
    Pair found;
    float least = FLT_MAX;
    for (std::size_t i = 0; i < rects_.size(); ++i) {
      for (std::size_t k = i + 1; k < rects_.size(); ++k) {
        const float waste = waste_of(rects_[i], rects_[k]);
        if (waste >= least) continue;
        least = waste;
        found = {i, k};
      }
    }
    return found;
  }

  void join(const Pair& pair) {
    rects_[pair.first].Add(rects_[pair.second]);
    rects_.erase(rects_.begin() + static_cast<std::ptrdiff_t>(pair.second));
  }

  std::vector<ImRect> rects_;
};

}  // namespace

void Damage::take_pieces(const ImDrawData& data, const ImDrawList& list, Pieces& pieces) {
  std::uint64_t filter = 0;
  for (const ImDrawCmd& command : list.CmdBuffer) {
    if (command.UserCallback != nullptr) {
      filter = callback_key(command);
      continue;
    }
    Hasher common(filter);
    common.add(texture_key(command.TexRef));
    common.add(command.ClipRect.x, command.ClipRect.y);
    common.add(command.ClipRect.z, command.ClipRect.w);
    const ImRect clip(command.ClipRect);
    for (unsigned first = 0; first < command.ElemCount; first += kPieceIndices) {
      const unsigned end = std::min(first + kPieceIndices, command.ElemCount);
      Hasher hasher = common;
      ImRect box(FLT_MAX, FLT_MAX, -FLT_MAX, -FLT_MAX);
      for (unsigned at = first; at < end; ++at) {
        const auto index = static_cast<int>(command.IdxOffset + at);
        const ImDrawVert& vertex =
            list.VtxBuffer[static_cast<int>(command.VtxOffset + list.IdxBuffer[index])];
        hasher.add(vertex);
        box.Add(vertex.pos);
      }
      box.ClipWith(clip);
      if (box.IsInverted()) continue;
      box.Translate({-data.DisplayPos.x, -data.DisplayPos.y});
      box.Min = box.Min * data.FramebufferScale;
      box.Max = box.Max * data.FramebufferScale;
      pieces.push_back({hasher.state(), box});
    }
  }
}

std::vector<ImRect> Damage::update(const ImDrawData& data) {
  const ImVec2 size = data.DisplaySize * data.FramebufferScale;
  now_.resize(static_cast<std::size_t>(data.CmdLists.Size));
  for (std::size_t i = 0; i < now_.size(); ++i) {
    now_[i].clear();
    take_pieces(data, *data.CmdLists[static_cast<int>(i)], now_[i]);
  }
  const bool comparable = known_ && size == size_;
  Joined rects;
  if (!comparable) rects.add({ImVec2(0, 0), size});
  const std::size_t lists = comparable ? std::max(now_.size(), before_.size()) : 0;
  const Pieces none;
  for (std::size_t i = 0; i < lists; ++i) {
    const Pieces& before = i < before_.size() ? before_[i] : none;
    const Pieces& now = i < now_.size() ? now_[i] : none;
    // Pieces that came or went shift what follows: count those from the end.
    const std::size_t shared = std::min(before.size(), now.size());
    std::size_t tail = 0;
    if (before.size() != now.size()) {
      while (tail < shared &&
             before[before.size() - 1 - tail].hash == now[now.size() - 1 - tail].hash)
        ++tail;
    }
    for (std::size_t k = 0; k < std::max(before.size(), now.size()) - tail; ++k) {
      const bool old = k + tail < before.size();
      const bool fresh = k + tail < now.size();
      if (old && fresh && before[k].hash == now[k].hash) continue;
      if (old) rects.add(whole_pixels(before[k].box, size));
      if (fresh) rects.add(whole_pixels(now[k].box, size));
    }
  }
  std::swap(before_, now_);
  size_ = size;
  known_ = true;
  return rects.take();
}

}  // namespace facet::ui
