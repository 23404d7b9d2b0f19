#include "core/model/cpu_features.h"

#include <cpuid.h>

#include <array>
#include <cstddef>
#include <cstring>

#include "core/kernels/cpu.h"

namespace facet {
namespace {

struct Registers {
  unsigned a = 0, b = 0, c = 0, d = 0;
};

Registers cpuid(unsigned leaf, unsigned subleaf) {
  Registers r;
  if (__get_cpuid_count(leaf, subleaf, &r.a, &r.b, &r.c, &r.d) == 0) return {};
  return r;
}

// The operating system must save the wide registers too: XCR0 tells.
unsigned enabled_states() {
  if ((cpuid(1, 0).c & bit_OSXSAVE) == 0) return 0;
  unsigned low = 0;
  unsigned high = 0;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

constexpr unsigned kAmxStates = 0x60000;
/// Changes when core/kernels gives other bytes or takes another time.
constexpr const char* kKernels = ", kernels 2";

bool has_amx_bf16() {
  return (enabled_states() & kAmxStates) == kAmxStates && (cpuid(7, 0).d & (1U << 22U)) != 0;
}

const char* instruction_set() {
  if (has_amx_bf16()) return "amx_bf16";
  if (has_avx512_bf16()) return "avx512_bf16";
  if (has_avx512()) return "avx512";
  return __builtin_cpu_supports("avx2") ? "avx2" : "sse";
}

}  // namespace

bool cpu_has_bf16() { return has_amx_bf16() || has_avx512_bf16(); }

std::string cpu_name() {
  std::array<char, 49> brand{};
  for (unsigned i = 0; i < 3; ++i) {
    const Registers r = cpuid(0x80000002U + i, 0);
    std::memcpy(brand.data() + std::size_t{16} * i, &r, 16);
  }
  std::string name(brand.data());
  while (!name.empty() && name.back() == ' ') name.pop_back();
  return name + ", " + instruction_set();
}

std::string computer_name() { return cpu_name() + kKernels; }

}  // namespace facet
