// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows: the fallback. A DLL's malloc cannot be replaced from the program, so only operator new and delete
// of our own code wipe; Qt's and OpenSSL's own blocks do not. Written to the documentation, not yet run.

#include "common/memory/WipeOnFree.h"
#include "common/memory/WipingOperators.h"

#include <cstdlib>
#include <malloc.h>

extern "C" {
extern const int chatmetWipeOnFreeScope;
const int chatmetWipeOnFreeScope = static_cast<int>(chatmet::WipeOnFreeScope::NewDelete);
}

namespace chatmet::memory {

void* rawAllocate(std::size_t size, std::size_t alignment) noexcept
{
    return alignment == 0 ? std::malloc(size) : _aligned_malloc(size, alignment);
}

std::size_t rawUsableSize(void* block, std::size_t alignment) noexcept
{
    return alignment == 0 ? _msize(block) : _aligned_msize(block, alignment, 0);
}

void rawFree(void* block, std::size_t alignment) noexcept
{
    if (alignment == 0)
        std::free(block);
    else
        _aligned_free(block);
}

} // namespace chatmet::memory
