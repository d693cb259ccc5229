// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Overwrites memory in a way that the compiler may not leave out.

#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>

namespace chatmet {

/// Overwrites size bytes with zeros, even if nothing reads them afterwards. Any thread; sets no errno.
/// bytes may be null if size is 0.
inline void wipe(void* bytes, std::size_t size) noexcept
{
    if (size == 0)
        return;
#if defined(__GNUC__) || defined(__clang__)
    std::memset(bytes, 0, size);
    // Whoever reads this line's inputs may read the bytes behind them, so the memset has to happen.
    asm volatile("" : : "r"(bytes) : "memory");
#else
    auto* volatileBytes = static_cast<volatile unsigned char*>(bytes);
    for (std::size_t i = 0; i < size; ++i)
        volatileBytes[i] = 0;
#endif
}

/// The same for a span of plain values.
template <class T, std::size_t Extent>
requires(std::is_trivially_copyable_v<T> &&
         !std::is_const_v<T>) void wipe(std::span<T, Extent> values) noexcept
{
    wipe(static_cast<void*>(values.data()), values.size_bytes());
}

/// Empties a text and overwrites what it held. clear() leaves a short one, which lives inside the object, as
/// it is.
inline void wipeText(std::string& text) noexcept
{
    wipe(static_cast<void*>(text.data()), text.size());
    text.clear();
}

} // namespace chatmet
