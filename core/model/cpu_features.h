#pragma once

#include <string>

namespace facet {

/// Whether the CPU has bf16 matrix units (AVX512_BF16 or AMX_BF16); without them bf16 is slower
/// than fp32.
bool cpu_has_bf16();

/// The CPU's own name and its widest instruction set that matters here, for example
/// "AMD EPYC 7763, avx2".
std::string cpu_name();

/// cpu_name() and the version of Facet's own kernels: what is equal draws the same bytes, and is
/// as fast.
std::string computer_name();

}  // namespace facet
