// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// macOS: the fallback. Two-level namespaces bind every library to the system's malloc, and its zones sit in
// memory that is protected against writing, so only operator new and delete of C++ code wipe (they are weak
// symbols and shared by all libraries); blocks from malloc do not. Written to the documentation, not yet run.

#include "common/memory/WipeOnFree.h"
#include "common/memory/WipingOperators.h"

#include <cstdlib>
#include <malloc/malloc.h>

extern "C" {
extern const int chatmetWipeOnFreeScope;
const int chatmetWipeOnFreeScope = static_cast<int>(chatmet::WipeOnFreeScope::NewDelete);
}

namespace chatmet::memory {

void* rawAllocate(std::size_t size, std::size_t alignment) noexcept
{
    if (alignment == 0)
        return std::malloc(size);
    void* block = nullptr;
    const std::size_t atLeast = alignment < sizeof(void*) ? sizeof(void*) : alignment;
    return posix_memalign(&block, atLeast, size) == 0 ? block : nullptr;
}

std::size_t rawUsableSize(void* block, std::size_t) noexcept
{
    return malloc_size(block);
}

void rawFree(void* block, std::size_t) noexcept
{
    std::free(block);
}

} // namespace chatmet::memory
