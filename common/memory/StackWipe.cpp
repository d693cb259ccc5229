// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/memory/StackWipe.h"

#include "common/memory/StackLimits.h"
#include "common/memory/Wipe.h"

#include <algorithm>
#include <cstdint>

#if defined(_MSC_VER)
#include <intrin.h>
#include <malloc.h>
#define CHATMET_NOINLINE __declspec(noinline)
#define CHATMET_STACK_BLOCK(bytes) _alloca(bytes)
#else
#define CHATMET_NOINLINE __attribute__((noinline))
#define CHATMET_STACK_BLOCK(bytes) __builtin_alloca(bytes)
#endif

namespace chatmet {
namespace {

constexpr std::size_t ownFrameBytes = 512; // of the functions of this file

const memory::StackLimits& stackLimits() noexcept
{
    thread_local const memory::StackLimits limits = memory::findStackLimits();
    return limits;
}

} // namespace

namespace memory {

CHATMET_NOINLINE std::size_t wipeableStackBytes(std::size_t depthBytes) noexcept
{
    const StackLimits& limits = stackLimits();
    unsigned char marker = 0;
    const unsigned char* volatile markerAddress = &marker;
    const auto here = reinterpret_cast<std::uintptr_t>(markerAddress);
    const std::uintptr_t lowest = limits.lowest + limits.reserve + ownFrameBytes;
    if (here <= lowest || here >= limits.end)
        return 0;
    return std::min<std::size_t>(depthBytes, here - lowest);
}

// In both assembly forms the stack pointer goes down first, so that a signal's frame goes below, and because
// kernels before 5.0 let the main thread's stack grow only near to it. They have no frame: nothing but the
// return address stands between the caller's frame and what is wiped. Windows lets a stack grow by its next
// page alone, so there the compiler's own way of taking stack goes first, which touches page after page.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(_WIN32)

CHATMET_NOINLINE void wipeBelow(std::size_t bytes) noexcept
{
    asm volatile("mov %%rsp, %%r8\n\t"
                 "sub %%rcx, %%rsp\n\t"
                 "mov %%rsp, %%rdi\n\t"
                 "xor %%eax, %%eax\n\t"
                 "rep stosb\n\t"
                 "mov %%r8, %%rsp"
                 : "+c"(bytes)
                 :
                 : "rax", "rdi", "r8", "memory", "cc");
}

#elif defined(__aarch64__) && defined(__GNUC__)

CHATMET_NOINLINE void wipeBelow(std::size_t bytes) noexcept
{
    bytes &= ~std::size_t{15}; // the stack pointer stays aligned to 16
    asm volatile("mov x9, sp\n\t"
                 "sub sp, x9, %0\n\t"
                 "mov x10, sp\n"
                 "1:\tcmp x10, x9\n\t"
                 "b.hs 2f\n\t"
                 "stp xzr, xzr, [x10], #16\n\t"
                 "b 1b\n"
                 "2:\tmov sp, x9"
                 :
                 : "r"(bytes)
                 : "x9", "x10", "memory", "cc");
}

#else

CHATMET_NOINLINE void wipeBelow(std::size_t bytes) noexcept
{
    if (bytes != 0)
        wipe(CHATMET_STACK_BLOCK(bytes), bytes);
}

#endif

} // namespace memory

#if defined(__x86_64__) && defined(__GNUC__) && !defined(_WIN32)

// The System V ABI lets a called function change every vector register, so nothing needs to be saved, and the
// caller of this function expects nothing in them. "memory" keeps other code from moving past.
CHATMET_NOINLINE void wipeVectorRegisters() noexcept
{
    if (__builtin_cpu_supports("avx512f")) {
        asm volatile("vpxord %%zmm16, %%zmm16, %%zmm16\n\tvmovdqa64 %%zmm16, %%zmm17\n\t"
                     "vmovdqa64 %%zmm16, %%zmm18\n\tvmovdqa64 %%zmm16, %%zmm19\n\t"
                     "vmovdqa64 %%zmm16, %%zmm20\n\tvmovdqa64 %%zmm16, %%zmm21\n\t"
                     "vmovdqa64 %%zmm16, %%zmm22\n\tvmovdqa64 %%zmm16, %%zmm23\n\t"
                     "vmovdqa64 %%zmm16, %%zmm24\n\tvmovdqa64 %%zmm16, %%zmm25\n\t"
                     "vmovdqa64 %%zmm16, %%zmm26\n\tvmovdqa64 %%zmm16, %%zmm27\n\t"
                     "vmovdqa64 %%zmm16, %%zmm28\n\tvmovdqa64 %%zmm16, %%zmm29\n\t"
                     "vmovdqa64 %%zmm16, %%zmm30\n\tvmovdqa64 %%zmm16, %%zmm31\n\t"
                     "kxorw %%k0, %%k0, %%k0\n\tkxorw %%k1, %%k1, %%k1\n\tkxorw %%k2, %%k2, %%k2\n\t"
                     "kxorw %%k3, %%k3, %%k3\n\tkxorw %%k4, %%k4, %%k4\n\tkxorw %%k5, %%k5, %%k5\n\t"
                     "kxorw %%k6, %%k6, %%k6\n\tkxorw %%k7, %%k7, %%k7"
                     :
                     :
                     : "memory");
    }
    if (__builtin_cpu_supports("avx")) {
        asm volatile("vzeroall" : : : "memory"); // all of zmm0 to zmm15 where there are such
        return;
    }
    asm volatile("pxor %%xmm0, %%xmm0\n\tpxor %%xmm1, %%xmm1\n\tpxor %%xmm2, %%xmm2\n\t"
                 "pxor %%xmm3, %%xmm3\n\tpxor %%xmm4, %%xmm4\n\tpxor %%xmm5, %%xmm5\n\t"
                 "pxor %%xmm6, %%xmm6\n\tpxor %%xmm7, %%xmm7\n\tpxor %%xmm8, %%xmm8\n\t"
                 "pxor %%xmm9, %%xmm9\n\tpxor %%xmm10, %%xmm10\n\tpxor %%xmm11, %%xmm11\n\t"
                 "pxor %%xmm12, %%xmm12\n\tpxor %%xmm13, %%xmm13\n\tpxor %%xmm14, %%xmm14\n\t"
                 "pxor %%xmm15, %%xmm15"
                 :
                 :
                 : "memory");
}

bool wipesVectorRegisters() noexcept
{
    return true;
}

#elif defined(__aarch64__) && defined(__GNUC__)

// AAPCS64: v0 to v7 and v16 to v31 are free to change, of v8 to v15 only the upper halves. A write to a v
// register clears the rest of the SVE register that it is part of.
CHATMET_NOINLINE void wipeVectorRegisters() noexcept
{
    asm volatile("movi v0.2d, #0\n\tmovi v1.2d, #0\n\tmovi v2.2d, #0\n\tmovi v3.2d, #0\n\t"
                 "movi v4.2d, #0\n\tmovi v5.2d, #0\n\tmovi v6.2d, #0\n\tmovi v7.2d, #0\n\t"
                 "fmov d8, d8\n\tfmov d9, d9\n\tfmov d10, d10\n\tfmov d11, d11\n\t"
                 "fmov d12, d12\n\tfmov d13, d13\n\tfmov d14, d14\n\tfmov d15, d15\n\t"
                 "movi v16.2d, #0\n\tmovi v17.2d, #0\n\tmovi v18.2d, #0\n\tmovi v19.2d, #0\n\t"
                 "movi v20.2d, #0\n\tmovi v21.2d, #0\n\tmovi v22.2d, #0\n\tmovi v23.2d, #0\n\t"
                 "movi v24.2d, #0\n\tmovi v25.2d, #0\n\tmovi v26.2d, #0\n\tmovi v27.2d, #0\n\t"
                 "movi v28.2d, #0\n\tmovi v29.2d, #0\n\tmovi v30.2d, #0\n\tmovi v31.2d, #0"
                 :
                 :
                 : "memory");
}

bool wipesVectorRegisters() noexcept
{
    return true;
}

#elif defined(_M_X64) && defined(_MSC_VER)

// The Windows ABI leaves xmm6 to xmm15 to the caller, and MSVC has no inline assembly: the intrinsic clears
// the upper halves and no more, so the answer below is no.
CHATMET_NOINLINE void wipeVectorRegisters() noexcept
{
    int features[4] = {};
    __cpuid(features, 1);
    constexpr int avxAndOsxsave = (1 << 28) | (1 << 27);
    if ((features[2] & avxAndOsxsave) == avxAndOsxsave)
        _mm256_zeroupper();
}

bool wipesVectorRegisters() noexcept
{
    return false;
}

#else

void wipeVectorRegisters() noexcept {}

bool wipesVectorRegisters() noexcept
{
    return false;
}

#endif

} // namespace chatmet
