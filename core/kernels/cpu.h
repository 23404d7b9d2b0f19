#pragma once

namespace facet {

// What this CPU's cores have: registers of 512 bits. Any thread.

inline bool has_avx512() { return __builtin_cpu_supports("avx512bw") != 0; }
/// And products of bf16 numbers in them.
inline bool has_avx512_bf16() { return __builtin_cpu_supports("avx512bf16") != 0; }

}  // namespace facet
