// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows: the fallback. A DLL's malloc cannot be replaced from the program, so only operator new and delete
// of our own code wipe; Qt's and OpenSSL's own blocks do not. Run under wine, not on
// Windows.

#include "common/memory/WipeOnFree.h"
#include "common/memory/WipingOperators.h"

#include <cstdint>
#include <cstdlib>
#include <malloc.h>

extern "C" {
extern const int chatmetWipeOnFreeScope;
const int chatmetWipeOnFreeScope = static_cast<int>(chatmet::WipeOnFreeScope::NewDelete);
}

namespace chatmet::memory {
namespace {

/// In front of an aligned block stands the address of malloc's block that it lies in: _aligned_malloc does
/// the same, but not every C library of Windows says how large its blocks are.
void*& outerBlock(void* block)
{
    return static_cast<void**>(block)[-1];
}

void* allocateAligned(std::size_t size, std::size_t alignment)
{
    const std::size_t extra = alignment + sizeof(void*); // alignment is a power of two, 16 at least
    void* const outer = size <= SIZE_MAX - extra ? std::malloc(size + extra) : nullptr;
    if (outer == nullptr)
        return nullptr;
    const std::uintptr_t first = reinterpret_cast<std::uintptr_t>(outer) + extra;
    void* const block = reinterpret_cast<void*>(first & ~(alignment - 1));
    outerBlock(block) = outer;
    return block;
}

} // namespace

void* rawAllocate(std::size_t size, std::size_t alignment) noexcept
{
    return alignment == 0 ? std::malloc(size) : allocateAligned(size, alignment);
}

std::size_t rawUsableSize(void* block, std::size_t alignment) noexcept
{
    if (alignment == 0)
        return _msize(block);
    const char* const outer = static_cast<char*>(outerBlock(block));
    return _msize(outerBlock(block)) - static_cast<std::size_t>(static_cast<char*>(block) - outer);
}

void rawFree(void* block, std::size_t alignment) noexcept
{
    std::free(alignment == 0 ? block : outerBlock(block));
}

} // namespace chatmet::memory
