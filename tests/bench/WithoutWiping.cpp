// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the place of the malloc family and of the stack wipes in a program that is built to be measured
// beside the real one: the C library's own malloc, and wipes that do nothing. What calls wipe() itself still
// does.
#include "common/memory/StackWipe.h"
#include "common/memory/WipeOnFree.h"

#include <cerrno>
#include <cstddef>

extern "C" {
void* __libc_malloc(std::size_t size);
void __libc_free(void* block);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);

extern const int chatmetWipeOnFreeScope;
// Not true: so that OpenSSL is not told to wipe instead.
const int chatmetWipeOnFreeScope = static_cast<int>(chatmet::WipeOnFreeScope::WholeProcess);

// All that WipeOnFree_linux.cpp defines and a linker would otherwise take from there.
void* malloc(std::size_t size) noexcept
{
    return __libc_malloc(size);
}

void free(void* block) noexcept
{
    __libc_free(block);
}

void* calloc(std::size_t count, std::size_t size) noexcept
{
    return __libc_calloc(count, size);
}

void* realloc(void* block, std::size_t size) noexcept
{
    return __libc_realloc(block, size);
}

void* reallocarray(void* block, std::size_t count, std::size_t size) noexcept
{
    return __libc_realloc(block, count * size); // measured with sizes that do not overflow
}

void* memalign(std::size_t alignment, std::size_t size) noexcept
{
    return __libc_memalign(alignment, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept
{
    return __libc_memalign(alignment, size);
}

int posix_memalign(void** result, std::size_t alignment, std::size_t size) noexcept
{
    *result = __libc_memalign(alignment, size);
    return *result == nullptr ? ENOMEM : 0;
}

void* valloc(std::size_t size) noexcept
{
    constexpr std::size_t pageBytes = 4'096;
    return __libc_memalign(pageBytes, size);
}

void* pvalloc(std::size_t size) noexcept
{
    return valloc(size);
}
}

namespace chatmet {

namespace memory {

std::size_t wipeableStackBytes(std::size_t) noexcept
{
    return 0;
}

void wipeBelow(std::size_t) noexcept {}

} // namespace memory

void wipeVectorRegisters() noexcept {}

bool wipesVectorRegisters() noexcept
{
    return false;
}

} // namespace chatmet
