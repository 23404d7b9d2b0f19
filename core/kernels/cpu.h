#pragma once

namespace facet {

// What this CPU has. Any thread.

/// Registers of 512 bits: a MatrixUnit runs code of our own.
inline bool has_avx512() { return __builtin_cpu_supports("avx512bw") != 0; }
/// And products of bf16 numbers in them: it multiplies these too.
inline bool has_avx512_bf16() { return __builtin_cpu_supports("avx512bf16") != 0; }

}  // namespace facet
