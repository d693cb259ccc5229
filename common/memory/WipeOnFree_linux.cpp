// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Linux with glibc: the malloc family of the whole process, defined by the executable. Shared libraries bind
// to it because the dynamic linker looks into the executable first; operator new and delete of libstdc++ come
// with them.
//
// Each function hands over to glibc's own allocator. Called by ld.so before any constructor and from every
// thread, so there is no state here, no lock, nothing to set up. Behaviour is that of glibc's malloc(3)
// manual pages.

#include "common/memory/Wipe.h"
#include "common/memory/WipeOnFree.h"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <malloc.h>
#include <unistd.h>

#ifndef __GLIBC__
#error                                                                                                       \
    "Wipe on free hands over to glibc's allocator; with another C library build with -DCHATMET_WIPE_ON_FREE=OFF"
#endif

#define CHATMET_EXPORT __attribute__((visibility("default"), used))

extern "C" {
void* __libc_malloc(std::size_t size);
void __libc_free(void* block);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);

extern const int chatmetWipeOnFreeScope;
const int chatmetWipeOnFreeScope = static_cast<int>(chatmet::WipeOnFreeScope::WholeProcess);
}

namespace {

bool isPowerOfTwo(std::size_t value)
{
    return value != 0 && (value & (value - 1)) == 0;
}

/// Wipes what the block may hold and gives it back; leaves errno alone (glibc's does only from 2.33 on).
void release(void* block)
{
    if (block == nullptr)
        return;
    chatmet::wipe(block, malloc_usable_size(block));
    const int savedErrno = errno;
    __libc_free(block);
    errno = savedErrno;
}

/// In place only to a shorter size, with the tail wiped, and only while at least half of the block stays in
/// use; otherwise copy, wipe, free. glibc's own realloc moves blocks and leaves the old one as it was.
void* resize(void* block, std::size_t size)
{
    if (block == nullptr)
        return __libc_malloc(size);
    if (size == 0) {
        release(block);
        return nullptr;
    }
    const std::size_t usable = malloc_usable_size(block);
    if (size <= usable && size >= usable / 2) {
        chatmet::wipe(static_cast<char*>(block) + size, usable - size);
        return block;
    }
    void* const moved = __libc_malloc(size);
    if (moved == nullptr)
        return nullptr;
    std::memcpy(moved, block, size < usable ? size : usable);
    release(block);
    return moved;
}

std::size_t pageBytes()
{
    return static_cast<std::size_t>(getpagesize());
}

} // namespace

extern "C" {

CHATMET_EXPORT void* malloc(std::size_t size) noexcept
{
    return __libc_malloc(size);
}

CHATMET_EXPORT void free(void* block) noexcept
{
    release(block);
}

CHATMET_EXPORT void* calloc(std::size_t count, std::size_t size) noexcept
{
    return __libc_calloc(count, size);
}

CHATMET_EXPORT void* realloc(void* block, std::size_t size) noexcept
{
    return resize(block, size);
}

CHATMET_EXPORT void* reallocarray(void* block, std::size_t count, std::size_t size) noexcept
{
    std::size_t bytes = 0;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return nullptr;
    }
    return resize(block, bytes);
}

CHATMET_EXPORT void* memalign(std::size_t alignment, std::size_t size) noexcept
{
    return __libc_memalign(alignment, size);
}

CHATMET_EXPORT void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept
{
    if (!isPowerOfTwo(alignment)) {
        errno = EINVAL;
        return nullptr;
    }
    return __libc_memalign(alignment, size);
}

CHATMET_EXPORT int posix_memalign(void** result, std::size_t alignment, std::size_t size) noexcept
{
    if (!isPowerOfTwo(alignment) || alignment % sizeof(void*) != 0)
        return EINVAL;
    const int savedErrno = errno;
    void* const block = __libc_memalign(alignment, size);
    errno = savedErrno;
    if (block == nullptr)
        return ENOMEM;
    *result = block;
    return 0;
}

CHATMET_EXPORT void* valloc(std::size_t size) noexcept
{
    return __libc_memalign(pageBytes(), size);
}

CHATMET_EXPORT void* pvalloc(std::size_t size) noexcept
{
    const std::size_t page = pageBytes();
    std::size_t rounded = 0;
    if (__builtin_add_overflow(size, page - 1, &rounded)) {
        errno = ENOMEM;
        return nullptr;
    }
    return __libc_memalign(page, rounded / page * page);
}

} // extern "C"
