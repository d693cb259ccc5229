// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An allocator, and a byte buffer on it, whose memory is overwritten before it is given back.

#include "common/memory/Wipe.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace chatmet {

/// Wipes every block that it gives back; where operator delete does so (WipeOnFree.h), leaves it to that.
/// What a container merely stops using (clear, pop_back, a shorter resize) stays until its block is given
/// back: wipe it first or swap the container away. Short strings live inside std::string itself: use vectors.
template <class T> struct WipingAllocator
{
    using value_type = T;
    using is_always_equal = std::true_type;

    WipingAllocator() noexcept = default;
    template <class U> WipingAllocator(const WipingAllocator<U>&) noexcept {}

    /// count: elements. Throws std::bad_alloc or std::bad_array_new_length, as std::allocator does.
    [[nodiscard]] T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }

    void deallocate(T* block, std::size_t count) noexcept
    {
#if !CHATMET_WIPE_ON_FREE_BUILT // not defined either in programs without chatmet_memory
        wipe(static_cast<void*>(block), count * sizeof(T));
#endif
        std::allocator<T>().deallocate(block, count);
    }

    template <class U> bool operator==(const WipingAllocator<U>&) const noexcept
    {
        return true;
    }
};

/// Content in memory: message bodies, pictures, tokens. Same rules of threads as std::vector.
using WipedBytes = std::vector<std::uint8_t, WipingAllocator<std::uint8_t>>;

} // namespace chatmet
