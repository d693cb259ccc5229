// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/memory/WipeOnFree.h"

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>

#if CHATMET_WIPE_ON_FREE_BUILT
// Stands in the file that replaces the allocator's functions, so that the linker takes that file.
extern "C" const int chatmetWipeOnFreeScope;
#endif

namespace chatmet {
namespace {

constexpr std::size_t probeBytes = 200;
constexpr std::size_t probeStart = 32; // the allocator keeps its own links in the first bytes of a free block
constexpr unsigned char probePattern = 0xA5;

struct Allocator
{
    void* (*allocate)(std::size_t);
    void (*release)(void*);
};

void* allocateWithNew(std::size_t size)
{
    return ::operator new(size, std::nothrow);
}

void releaseWithDelete(void* block)
{
    ::operator delete(block);
}

/// Keeps the compiler from reasoning about where a block comes from or whether anybody reads it.
unsigned char* hidden(void* block)
{
    void* volatile keeper = block;
    return static_cast<unsigned char*>(keeper);
}

enum class Probe
{
    Clean,
    Dirty,
    OtherBlock
};

Probe probeOnce(const Allocator& allocator)
{
    void* const block = allocator.allocate(probeBytes);
    if (block == nullptr)
        return Probe::OtherBlock;
    std::memset(hidden(block), probePattern, probeBytes);
    const void* volatile address = block;
    allocator.release(hidden(block));

    void* const next = allocator.allocate(probeBytes);
    Probe result = next == address ? Probe::Clean : Probe::OtherBlock;
    if (result == Probe::Clean) {
        const volatile unsigned char* bytes = hidden(next);
        for (std::size_t i = probeStart; i < probeBytes; ++i)
            if (bytes[i] == probePattern)
                result = Probe::Dirty;
    }
    allocator.release(next);
    return result;
}

/// The block freed last is handed out first by every allocator we know; asked several times all the same.
bool freedBlocksAreClean(const Allocator& allocator)
{
    for (int attempt = 0; attempt < 16; ++attempt)
        if (const Probe probe = probeOnce(allocator); probe != Probe::OtherBlock)
            return probe == Probe::Clean;
    return false;
}

} // namespace

WipeOnFreeScope wipeOnFreeScope() noexcept
{
#if CHATMET_WIPE_ON_FREE_BUILT
    return static_cast<WipeOnFreeScope>(chatmetWipeOnFreeScope);
#else
    return WipeOnFreeScope::None;
#endif
}

bool wipeOnFreeActive() noexcept
{
    switch (wipeOnFreeScope()) {
    case WipeOnFreeScope::None: return false;
    case WipeOnFreeScope::NewDelete: return freedBlocksAreClean({allocateWithNew, releaseWithDelete});
    case WipeOnFreeScope::WholeProcess:
        return freedBlocksAreClean({std::malloc, std::free}) &&
               freedBlocksAreClean({allocateWithNew, releaseWithDelete});
    }
    return false;
}

std::string_view wipeOnFreeStatus() noexcept
{
    if (wipeOnFreeScope() == WipeOnFreeScope::None)
        return "freed memory is not overwritten: this build leaves that out";
    if (!wipeOnFreeActive())
        return "freed memory is not overwritten: something else replaces the allocator";
    if (wipeOnFreeScope() == WipeOnFreeScope::NewDelete)
        return "freed memory of our own code is overwritten, that of libraries is not";
    return "freed memory is overwritten in the whole process";
}

} // namespace chatmet
