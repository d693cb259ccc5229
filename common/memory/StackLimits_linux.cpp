// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Linux: pthread_getattr_np, but for the main thread, where glibc would open and parse /proc/self/maps.

#include "common/memory/StackLimits.h"

#include <algorithm>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// Set by ld.so: the stack pointer at the start of the program. Above it stand only arguments and environment.
extern "C" void* __libc_stack_end;

namespace chatmet::memory {
namespace {

std::uintptr_t signalFrameBytes()
{
    constexpr long atLeast = 4096; // execve(2), MINSIGSTKSZ; the kernel says more where registers are wider
    return static_cast<std::uintptr_t>(std::max(sysconf(_SC_MINSIGSTKSZ), atLeast));
}

/// The stack grows down to the limit; the kernel lets arguments take at most a quarter of it (execve(2)),
/// which is left out here since they stand above. Capped at the usual 8 MiB: a limit raised later moves no
/// mapping.
StackLimits mainThreadLimits()
{
    constexpr rlim_t mostBytes = 8 * 1024 * 1024;
    rlimit limit{};
    if (getrlimit(RLIMIT_STACK, &limit) != 0)
        return {};
    const std::uintptr_t bytes = std::min(limit.rlim_cur, mostBytes) / 4 * 3;
    const auto start = reinterpret_cast<std::uintptr_t>(__libc_stack_end);
    if (start <= bytes)
        return {};
    return {start - bytes, start, signalFrameBytes()};
}

} // namespace

StackLimits findStackLimits() noexcept
{
    if (syscall(SYS_gettid) == getpid())
        return mainThreadLimits();
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0)
        return {};
    void* lowest = nullptr;
    std::size_t bytes = 0;
    const int failed = pthread_attr_getstack(&attributes, &lowest, &bytes);
    pthread_attr_destroy(&attributes);
    if (failed != 0)
        return {};
    const auto start = reinterpret_cast<std::uintptr_t>(lowest);
    return {start, start + bytes, signalFrameBytes()};
}

} // namespace chatmet::memory
