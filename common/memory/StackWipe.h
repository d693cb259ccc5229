// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Overwrites what functions that have returned left on the stack and in the vector registers.
//
// Short strings, coroutine arguments and copies in flight live there, out of reach of wipe on free. Call it
// after handlers that touched content, in the thread that ran them, from the event loop's level (not deep in
// a call).

#include <cstddef>

#if defined(_MSC_VER)
#define CHATMET_ALWAYS_INLINE __forceinline
#else
#define CHATMET_ALWAYS_INLINE inline __attribute__((always_inline))
#endif

namespace chatmet {

inline constexpr std::size_t stackWipeBytesDefault = 64 * 1024;

/// Wipes up to depthBytes of the calling thread's stack below the caller, then the vector registers.
/// Returns the bytes wiped: less than depthBytes where the stack ends earlier (room for a signal's frame is
/// left), 0 on a stack that is not the thread's own, such as a signal stack. Signal-safe after the thread's
/// first call. Cost: about as long as a memset of that size; a TLS echo server lost 0 to 25 % of small round
/// trips at 128 KiB, so give the depth that was used. Pages not yet used so far become part of the process.
CHATMET_ALWAYS_INLINE std::size_t wipeStack(std::size_t depthBytes = stackWipeBytesDefault) noexcept;

/// Clears the vector registers that a called function may change: on x86-64 xmm/ymm 0 to 15, with AVX-512
/// also zmm 16 to 31 and the masks; on arm64 v0 to v7, v16 to v31 and the upper halves of v8 to v15. On
/// Windows with MSVC only the upper halves of ymm; elsewhere it does nothing.
void wipeVectorRegisters() noexcept;

/// Whether wipeVectorRegisters clears all that is listed for x86-64 or arm64, for the privacy panel.
[[nodiscard]] bool wipesVectorRegisters() noexcept;

namespace memory {

/// How much of depthBytes lies within the calling thread's stack.
std::size_t wipeableStackBytes(std::size_t depthBytes) noexcept;
/// Wipes that much right below its own return address.
void wipeBelow(std::size_t bytes) noexcept;

} // namespace memory

// Inlined, because a frame of its own would be a gap that keeps what stood there.
CHATMET_ALWAYS_INLINE std::size_t wipeStack(std::size_t depthBytes) noexcept
{
    const std::size_t bytes = memory::wipeableStackBytes(depthBytes);
    memory::wipeBelow(bytes);
    wipeVectorRegisters();
    return bytes;
}

} // namespace chatmet
