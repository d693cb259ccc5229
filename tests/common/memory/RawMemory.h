// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Looks at memory through the kernel, so that freed blocks and dead stack can be read without undefined
// behaviour.

#include <cstddef>
#include <cstdint>
#include <span>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

namespace chatmet {

/// Where a pointer points, in a way that the compiler does not connect with the pointer any more.
inline std::uintptr_t addressOf(const void* pointer)
{
    volatile std::uintptr_t address = reinterpret_cast<std::uintptr_t>(pointer);
    return address;
}

/// A copy of a process's memory, in pages of its own: a buffer from malloc could be the very block to be
/// looked at.
class MemoryCopy
{
public:
    /// size: bytes, at least 1. Empty where the first page is not mapped, short where a later one is not.
    MemoryCopy(pid_t process, std::uintptr_t address, std::size_t size)
        : m_mappedBytes(size),
          m_bytes(mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    {
        if (m_bytes == MAP_FAILED)
            return;
        const iovec local{m_bytes, size};
        const iovec remote{reinterpret_cast<void*>(address), size};
        const ssize_t got = process_vm_readv(process, &local, 1, &remote, 1, 0);
        m_size = got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    ~MemoryCopy()
    {
        if (m_bytes != MAP_FAILED)
            munmap(m_bytes, m_mappedBytes);
    }
    MemoryCopy(const MemoryCopy&) = delete;
    MemoryCopy& operator=(const MemoryCopy&) = delete;

    [[nodiscard]] std::span<const unsigned char> span() const
    {
        return {static_cast<const unsigned char*>(m_bytes), m_size};
    }

private:
    std::size_t m_mappedBytes;
    void* m_bytes;
    std::size_t m_size = 0;
};

/// Bytes that stand in runs of at least 4 times the pattern: single ones turn up in the allocator's links by
/// chance.
inline std::size_t countPattern(std::span<const unsigned char> bytes, unsigned char pattern)
{
    constexpr std::size_t shortestRun = 4;
    std::size_t total = 0;
    std::size_t run = 0;
    for (const unsigned char byte : bytes) {
        run = byte == pattern ? run + 1 : 0;
        if (run == shortestRun)
            total += shortestRun;
        else if (run > shortestRun)
            ++total;
    }
    return total;
}

inline std::size_t patternBytesAt(std::uintptr_t address, std::size_t size, unsigned char pattern)
{
    return countPattern(MemoryCopy(getpid(), address, size).span(), pattern);
}

} // namespace chatmet
