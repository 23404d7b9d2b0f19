#include "core/kernels/amx_tiles.h"

#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

#define FACET_TILES [[gnu::target("amx-tile,amx-bf16")]]

namespace facet {
namespace {

constexpr std::int64_t kTile = 16;  ///< rows of a tile, and fp32 numbers or bf16 pairs in each
constexpr std::int64_t kInner = 2 * kTile;
constexpr std::int64_t kFloat = sizeof(float);
constexpr std::int64_t kBfloat = sizeof(c10::BFloat16);
constexpr std::int64_t kPanelLine = 2 * kInner * kBfloat;  ///< bytes

/// 32 columns of one half or of two.
template <bool kTwo>
FACET_TILES void multiply_columns(std::span<const Factors<c10::BFloat16>> products,
                                  const Sums& sums, std::int64_t column, bool adds) {
  float* const upper = sums.numbers + column;
  [[maybe_unused]] float* const lower = upper + sums.rows * sums.line;
  const std::int64_t line = sums.line * kFloat;
  if (adds) {
    _tile_loadd(0, upper, line);
    _tile_loadd(1, upper + kTile, line);
    if constexpr (kTwo) {
      _tile_loadd(2, lower, line);
      _tile_loadd(3, lower + kTile, line);
    }
  } else {
    _tile_zero(0);
    _tile_zero(1);
    if constexpr (kTwo) {
      _tile_zero(2);
      _tile_zero(3);
    }
  }
  for (const Factors<c10::BFloat16>& f : products) {
    const std::int64_t a_line = f.stride * kBfloat;
    const c10::BFloat16* b = f.b_panels + column / kInner * f.panel;
    for (std::int64_t k = 0; k < f.inner; k += kInner) {
      _tile_loadd(4, f.a + k, a_line);
      _tile_loadd(6, b, kPanelLine);
      _tile_loadd(7, b + kInner, kPanelLine);
      if constexpr (kTwo) _tile_loadd(5, f.a + f.half + k, a_line);
      _tile_dpbf16ps(0, 4, 6);
      _tile_dpbf16ps(1, 4, 7);
      if constexpr (kTwo) {
        _tile_dpbf16ps(2, 5, 6);
        _tile_dpbf16ps(3, 5, 7);
      }
      b += kInner * kInner;
    }
  }
  _tile_stored(0, upper, line);
  _tile_stored(1, upper + kTile, line);
  if constexpr (kTwo) {
    _tile_stored(2, lower, line);
    _tile_stored(3, lower + kTile, line);
  }
}

}  // namespace

bool may_use_tiles() {
  constexpr long kRequestPermission = 0x1023;  // ARCH_REQ_XCOMP_PERM
  constexpr long kTileData = 18;               // XFEATURE_XTILEDATA
  // Refused where the CPU has no tiles; all that have some multiply bf16 in them.
  return syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}

// Eight tiles: 0 to 3 for sums and 4 and 5 for A have `rows` rows, 6 and 7 for B all.
FACET_TILES void begin_tiles(std::int64_t rows) {
  struct alignas(64) {
    std::uint8_t palette = 1;
    std::uint8_t start_row = 0;
    std::uint8_t reserved[14] = {};
    std::uint16_t row_bytes[16] = {};
    std::uint8_t rows[16] = {};
  } tiles;
  constexpr int kTiles = 8;
  constexpr int kFirstOfB = 6;
  for (int i = 0; i < kTiles; ++i) {
    tiles.row_bytes[i] = kTile * kFloat;
    tiles.rows[i] = static_cast<std::uint8_t>(i < kFirstOfB ? rows : kTile);
  }
  // The intrinsic tells the compiler of the first bytes only.
  asm volatile("" : : "r"(&tiles) : "memory");
  _tile_loadconfig(&tiles);
}

FACET_TILES void end_tiles() { _tile_release(); }

void multiply_in_tiles(std::span<const Factors<c10::BFloat16>> products, const Sums& sums,
                       bool adds) {
  const auto multiply = sums.halves == 2 ? multiply_columns<true> : multiply_columns<false>;
  for (std::int64_t column = 0; column < sums.columns; column += kInner) {
    multiply(products, sums, column, adds);
  }
}

}  // namespace facet
