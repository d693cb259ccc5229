// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// wipeStack removes what functions that have returned left below, within the thread's own stack.

#include "common/memory/StackWipe.h"

#include "tests/common/memory/RawMemory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <functional>
#include <limits.h>
#include <pthread.h>
#include <vector>

namespace chatmet {
namespace {

constexpr unsigned char pattern = 0xA5;

/// A buffer on the stack that is dead when the function has returned.
template <std::size_t Size> __attribute__((noinline)) std::uintptr_t leavePattern()
{
    unsigned char bytes[Size];
    std::memset(bytes, pattern, sizeof bytes);
    asm volatile("" : : "r"(bytes) : "memory");
    return addressOf(bytes);
}

template <std::size_t Size> std::size_t leftAfterWipe(std::size_t depthBytes)
{
    const std::uintptr_t address = leavePattern<Size>();
    if (depthBytes != 0)
        wipeStack(depthBytes);
    return patternBytesAt(address, Size, pattern);
}

/// Runs work in a thread of the given stack size.
void runOnStack(std::size_t stackBytes, std::function<void()> work)
{
    pthread_attr_t attributes;
    ASSERT_EQ(pthread_attr_init(&attributes), 0);
    ASSERT_EQ(pthread_attr_setstacksize(&attributes, stackBytes), 0);
    pthread_t thread{};
    const auto run = [](void* argument) -> void* {
        (*static_cast<std::function<void()>*>(argument))();
        return nullptr;
    };
    ASSERT_EQ(pthread_create(&thread, &attributes, run, &work), 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
}

TEST(StackWipe, control_deadFrames_keepThePattern)
{
    EXPECT_GT(leftAfterWipe<32768>(0), 16384U);
}

TEST(StackWipe, deadFrames_withinTheDepth_holdNothing)
{
    EXPECT_EQ(leftAfterWipe<1024>(stackWipeBytesDefault), 0U);
    EXPECT_EQ(leftAfterWipe<32768>(stackWipeBytesDefault), 0U);
    EXPECT_EQ(leftAfterWipe<300000>(512 * 1024), 0U);
}

TEST(StackWipe, deadFrames_belowTheDepth_stay)
{
    const std::size_t left = leftAfterWipe<300000>(stackWipeBytesDefault);
    EXPECT_GT(left, 200000U);
    EXPECT_LT(left, 300000U - 60000U);
}

TEST(StackWipe, depth_asAsked_isReported)
{
    EXPECT_EQ(wipeStack(), stackWipeBytesDefault);
    EXPECT_EQ(wipeStack(1), 1U);
    EXPECT_EQ(wipeStack(0), 0U);
}

TEST(StackWipe, otherThread_deadFrames_holdNothing)
{
    std::size_t left = 1;
    runOnStack(1024 * 1024, [&] { left = leftAfterWipe<32768>(stackWipeBytesDefault); });
    EXPECT_EQ(left, 0U);
}

/// As the calling thread got it: sanitizers ask for more than the test did.
std::size_t ownStackBytes()
{
    pthread_attr_t attributes;
    std::size_t bytes = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        pthread_attr_getstacksize(&attributes, &bytes);
        pthread_attr_destroy(&attributes);
    }
    return bytes;
}

TEST(StackWipe, depth_beyondTheStack_stopsInTime)
{
    for (const std::size_t asked :
         {static_cast<std::size_t>(PTHREAD_STACK_MIN), std::size_t{64 * 1024}, std::size_t{1} << 20}) {
        std::size_t stackBytes = 0;
        std::size_t wiped = 0;
        runOnStack(asked, [&] {
            stackBytes = ownStackBytes();
            wiped = wipeStack(SIZE_MAX);
        });
        EXPECT_LT(wiped, stackBytes);
        if (asked >= 64 * 1024) {
            EXPECT_GT(wiped,
                      std::min<std::size_t>(asked, 256 * 1024) / 2); // TSan's thread data stand there too
        }
    }
    EXPECT_GT(wipeStack(SIZE_MAX), stackWipeBytesDefault) << "the main thread's stack";
}

TEST(StackWipe, onASignalStack_wipesNothingOfIt)
{
    static std::size_t wiped = 1;
    std::vector<unsigned char> memory(256 * 1024);
    stack_t own{};
    own.ss_sp = memory.data();
    own.ss_size = memory.size();
    stack_t before{};
    ASSERT_EQ(sigaltstack(&own, &before), 0);
    struct sigaction action
    {
    };
    struct sigaction beforeAction
    {
    };
    action.sa_handler = [](int) { wiped = wipeStack(); };
    action.sa_flags = SA_ONSTACK;
    ASSERT_EQ(sigaction(SIGUSR1, &action, &beforeAction), 0);
    wipeStack();
    raise(SIGUSR1);
    EXPECT_EQ(wiped, 0U);
    sigaction(SIGUSR1, &beforeAction, nullptr);
    sigaltstack(&before, nullptr);
}

#if defined(__x86_64__)
TEST(StackWipe, vectorRegisters_afterwards_areZero)
{
    ASSERT_TRUE(wipesVectorRegisters());
    std::array<unsigned char, 64> in{};
    std::array<unsigned char, 64> low{};
    std::array<unsigned char, 64> high{};
    in.fill(pattern);
    low.fill(pattern);
    high.fill(pattern);

    asm volatile("movdqu %0, %%xmm2\n\tmovdqu %0, %%xmm13" : : "m"(in) : "xmm2", "xmm13");
    wipeVectorRegisters();
    asm volatile("movdqu %%xmm2, %0\n\tmovdqu %%xmm13, %1" : "=m"(low), "=m"(high));
    EXPECT_EQ(low[0], 0);
    EXPECT_EQ(high[15], 0);

    if (!__builtin_cpu_supports("avx512f"))
        return;
    low.fill(pattern);
    high.fill(pattern);
    asm volatile("vmovdqu64 %0, %%zmm5\n\tvmovdqu64 %0, %%zmm27" : : "m"(in) : "xmm5");
    wipeVectorRegisters();
    asm volatile("vmovdqu64 %%zmm5, %0\n\tvmovdqu64 %%zmm27, %1" : "=m"(low), "=m"(high));
    EXPECT_EQ(low, (std::array<unsigned char, 64>{}));
    EXPECT_EQ(high, (std::array<unsigned char, 64>{}));
}
#endif

} // namespace
} // namespace chatmet
