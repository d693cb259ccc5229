// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Large blocks go back to the kernel by munmap: they are wiped before that. Seen by tracing a child to its
// munmap.

#include "common/memory/WipeOnFree.h"
#include "tests/common/memory/RawMemory.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>

extern "C" {
void* __libc_malloc(std::size_t size);
void __libc_free(void* block);
}

namespace chatmet {
namespace {

constexpr unsigned char pattern = 0xA5;
constexpr std::size_t blockBytes = 40U << 20; // over 32 MiB glibc always maps (mallopt(3), M_MMAP_THRESHOLD)

[[noreturn]] void runChild(void* (*allocate)(std::size_t), void (*release)(void*))
{
    ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
    raise(SIGSTOP);
    void* volatile block = allocate(blockBytes);
    std::memset(block, pattern, blockBytes);
    release(block);
    _exit(0);
}

/// The pattern's bytes in the first large range that the child is about to unmap; nothing if it unmaps none.
std::optional<std::size_t> patternBytesAtUnmap(void* (*allocate)(std::size_t), void (*release)(void*))
{
    const pid_t child = fork();
    if (child == 0)
        runChild(allocate, release);
    int status = 0;
    waitpid(child, &status, 0);
    ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);

    std::optional<std::size_t> found;
    while (ptrace(PTRACE_SYSCALL, child, nullptr, nullptr) == 0 && waitpid(child, &status, 0) == child) {
        if (!WIFSTOPPED(status))
            break;
        __ptrace_syscall_info info{};
        if (WSTOPSIG(status) != (SIGTRAP | 0x80) ||
            ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info) <= 0)
            continue;
        if (info.op == PTRACE_SYSCALL_INFO_ENTRY && info.entry.nr == SYS_munmap &&
            info.entry.args[1] >= blockBytes && !found)
            found = countPattern(MemoryCopy(child, info.entry.args[0], info.entry.args[1]).span(), pattern);
    }
    return found;
}

TEST(WipeBeforeUnmap, control_freeOfGlibc_handsThePatternToTheKernel)
{
    const auto found = patternBytesAtUnmap(__libc_malloc, __libc_free);
    ASSERT_TRUE(found.has_value()) << "no munmap seen";
    EXPECT_EQ(*found, blockBytes);
}

TEST(WipeBeforeUnmap, free_largeBlock_handsOverZeros)
{
    if (wipeOnFreeScope() != WipeOnFreeScope::WholeProcess)
        GTEST_SKIP() << "built with CHATMET_WIPE_ON_FREE off";
    const auto found = patternBytesAtUnmap(std::malloc, std::free);
    ASSERT_TRUE(found.has_value()) << "no munmap seen";
    EXPECT_EQ(*found, 0U);
}

TEST(WipeBeforeUnmap, realloc_growLargeBlock_handsOverZeros)
{
    if (wipeOnFreeScope() != WipeOnFreeScope::WholeProcess)
        GTEST_SKIP() << "built with CHATMET_WIPE_ON_FREE off";
    const auto found = patternBytesAtUnmap(std::malloc, [](void* block) {
        void* volatile grown = std::realloc(block, blockBytes * 2);
        static_cast<void>(grown);
    });
    ASSERT_TRUE(found.has_value()) << "no munmap seen";
    EXPECT_EQ(*found, 0U);
}

} // namespace
} // namespace chatmet
