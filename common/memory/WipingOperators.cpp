// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// operator new and delete that wipe, for systems whose malloc cannot be replaced from a program (Windows,
// macOS). Memory that libraries take from malloc is not reached; wipeOnFreeStatus() says so.

#include "common/memory/WipingOperators.h"

#include "common/memory/Wipe.h"

#include <new>

namespace {

using chatmet::memory::rawAllocate;
using chatmet::memory::rawFree;
using chatmet::memory::rawUsableSize;

void* allocateOrNull(std::size_t size, std::size_t alignment) noexcept
{
    try {
        for (;;) {
            if (void* const block = rawAllocate(size == 0 ? 1 : size, alignment))
                return block;
            const std::new_handler handler = std::get_new_handler();
            if (handler == nullptr)
                return nullptr;
            handler();
        }
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

void* allocateOrThrow(std::size_t size, std::size_t alignment)
{
    if (void* const block = allocateOrNull(size, alignment))
        return block;
    throw std::bad_alloc();
}

void release(void* block, std::size_t alignment) noexcept
{
    if (block == nullptr)
        return;
    chatmet::wipe(block, rawUsableSize(block, alignment));
    rawFree(block, alignment);
}

std::size_t number(std::align_val_t alignment)
{
    return static_cast<std::size_t>(alignment);
}

} // namespace

// The array and nothrow forms not listed here call these by the C++ standard ([new.delete]).
void* operator new(std::size_t size)
{
    return allocateOrThrow(size, 0);
}

void* operator new(std::size_t size, std::align_val_t alignment)
{
    return allocateOrThrow(size, number(alignment));
}

void* operator new(std::size_t size, const std::nothrow_t&) noexcept
{
    return allocateOrNull(size, 0);
}

void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept
{
    return allocateOrNull(size, number(alignment));
}

void operator delete(void* block) noexcept
{
    release(block, 0);
}

void operator delete(void* block, std::size_t) noexcept
{
    release(block, 0);
}

void operator delete(void* block, std::align_val_t alignment) noexcept
{
    release(block, number(alignment));
}

void operator delete(void* block, std::size_t, std::align_val_t alignment) noexcept
{
    release(block, number(alignment));
}
