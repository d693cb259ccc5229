// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Freed memory holds nothing of what was written to it, whoever allocated and whoever freed it.

#include "common/memory/WipeOnFree.h"

#include "tests/common/memory/RawMemory.h"

#include <gtest/gtest.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <functional>
#include <malloc.h>
#include <memory>
#include <string>
#include <thread>
#include <vector>

extern "C" void __libc_free(void* block);

namespace chatmet {
namespace {

constexpr unsigned char pattern = 0xA5;
constexpr std::size_t sizes[] = {1, 8, 24, 25, 64, 200, 1000, 1032, 1033, 4096, 20000, 65536, 120000};

/// Seen once through a volatile, so that the compiler knows neither the block nor the size.
template <class T> T opaque(T value)
{
    volatile T hidden = value;
    return hidden;
}

struct Filled
{
    std::uintptr_t address;
    std::size_t bytes;
};

/// Fills all that the block can hold and remembers where it was.
Filled fill(void* block, unsigned char byte = pattern)
{
    const Filled filled{addressOf(block), malloc_usable_size(block)};
    std::memset(opaque(block), byte, filled.bytes);
    return filled;
}

std::size_t left(const Filled& filled, unsigned char byte = pattern)
{
    return patternBytesAt(filled.address, filled.bytes, byte);
}

class WipeOnFreeTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        if (wipeOnFreeScope() != WipeOnFreeScope::WholeProcess)
            GTEST_SKIP() << "built with CHATMET_WIPE_ON_FREE off";
    }
};

TEST(WipeOnFreeProbe, active_asBuilt_agreesWithTheScope)
{
    EXPECT_EQ(wipeOnFreeActive(), wipeOnFreeScope() != WipeOnFreeScope::None);
    EXPECT_FALSE(wipeOnFreeStatus().empty());
}

TEST_F(WipeOnFreeTest, control_freeOfGlibc_leavesThePattern)
{
    void* const block = std::malloc(1000);
    const Filled filled = fill(block);
    __libc_free(block);
    EXPECT_GT(left(filled), 900U) << "this test would not see what is left";
}

TEST_F(WipeOnFreeTest, free_blockOfAnyFunction_holdsNothing)
{
    const std::pair<const char*, std::function<void*(std::size_t)>> functions[] = {
        {"malloc", [](std::size_t size) { return std::malloc(size); }},
        {"calloc", [](std::size_t size) { return std::calloc(1, size); }},
        {"realloc", [](std::size_t size) { return std::realloc(nullptr, size); }},
        {"reallocarray", [](std::size_t size) { return reallocarray(nullptr, 1, size); }},
        {"memalign", [](std::size_t size) { return memalign(64, size); }},
        {"aligned_alloc", [](std::size_t size) { return std::aligned_alloc(64, size); }},
        {"valloc", [](std::size_t size) { return valloc(size); }},
        {"pvalloc", [](std::size_t size) { return pvalloc(size); }},
        {"posix_memalign",
         [](std::size_t size) {
             void* block = nullptr;
             return posix_memalign(&block, 64, size) == 0 ? block : nullptr;
         }},
    };
    for (const auto& [name, allocate] : functions) {
        for (const std::size_t size : sizes) {
            void* const block = allocate(size);
            ASSERT_NE(block, nullptr) << name << ' ' << size;
            const Filled filled = fill(block);
            ASSERT_GE(filled.bytes, size);
            std::free(block);
            EXPECT_EQ(left(filled), 0U) << name << ' ' << size;
        }
    }
}

TEST_F(WipeOnFreeTest, operatorDelete_anyForm_leavesNothing)
{
    struct alignas(256) Wide
    {
        unsigned char bytes[512];
    };
    auto* const plain = new unsigned char[3000];
    const Filled plainFilled = fill(plain);
    delete[] opaque(plain);
    EXPECT_EQ(left(plainFilled), 0U);

    auto* const wide = new Wide;
    const Filled wideFilled = fill(wide);
    delete opaque(wide);
    EXPECT_EQ(left(wideFilled), 0U);
}

TEST_F(WipeOnFreeTest, realloc_grow_leavesNothingAtTheOldPlace)
{
    for (const std::size_t size : sizes) {
        void* const block = std::malloc(size);
        const Filled old = fill(block);
        auto* const grown = static_cast<unsigned char*>(std::realloc(block, old.bytes * 10));
        ASSERT_NE(grown, nullptr);
        EXPECT_EQ(std::count(grown, grown + old.bytes, pattern), static_cast<std::ptrdiff_t>(old.bytes));
        ASSERT_NE(addressOf(grown), old.address);
        EXPECT_EQ(left(old), 0U) << size;
        std::free(grown);
    }
}

TEST_F(WipeOnFreeTest, realloc_shrink_keepsOnlyWhatWasAskedFor)
{
    for (const std::size_t size : sizes) {
        for (const std::size_t smaller : {size * 3 / 4, size / 10}) {
            if (smaller < 4)
                continue;
            void* const block = std::malloc(size);
            const Filled old = fill(block);
            void* const shrunk = std::realloc(block, smaller);
            ASSERT_NE(shrunk, nullptr);
            const bool stayed = addressOf(shrunk) == old.address;
            EXPECT_EQ(left(old), stayed ? smaller : 0U) << size << " to " << smaller;
            EXPECT_EQ(patternBytesAt(addressOf(shrunk), smaller, pattern), smaller);
            std::free(shrunk);
        }
    }
}

TEST_F(WipeOnFreeTest, realloc_toNothing_freesAndWipes)
{
    void* const block = std::malloc(500);
    const Filled old = fill(block);
    EXPECT_EQ(std::realloc(block, opaque<std::size_t>(0)), nullptr);
    EXPECT_EQ(left(old), 0U);
}

TEST_F(WipeOnFreeTest, sizes_thatOverflow_areRefusedAndHarmNothing)
{
    const std::size_t huge = opaque(SIZE_MAX / 2);
    errno = 0;
    EXPECT_EQ(std::calloc(huge, 4), nullptr);
    EXPECT_EQ(errno, ENOMEM);

    void* const block = std::malloc(100);
    const Filled filled = fill(block);
    errno = 0;
    EXPECT_EQ(reallocarray(opaque(block), huge, 4), nullptr);
    EXPECT_EQ(errno, ENOMEM);
    errno = 0;
    EXPECT_EQ(std::realloc(opaque(block), huge), nullptr);
    EXPECT_EQ(errno, ENOMEM);
    errno = 0;
    EXPECT_EQ(pvalloc(opaque(SIZE_MAX)), nullptr);
    EXPECT_EQ(errno, ENOMEM);
    EXPECT_EQ(left(filled), filled.bytes) << "the old block stays as it was";
    std::free(opaque(block));
}

TEST_F(WipeOnFreeTest, alignment_asAsked_orRefused)
{
    for (std::size_t alignment = sizeof(void*); alignment <= 65536; alignment *= 2) {
        void* posix = nullptr;
        ASSERT_EQ(posix_memalign(&posix, alignment, 100), 0);
        void* const c11 = std::aligned_alloc(alignment, alignment);
        void* const old = memalign(alignment, 100);
        for (void* const block : {posix, c11, old}) {
            EXPECT_EQ(addressOf(block) % alignment, 0U);
            std::free(block);
        }
    }
    void* untouched = &untouched;
    errno = 7;
    EXPECT_EQ(posix_memalign(&untouched, opaque<std::size_t>(48), 100), EINVAL);
    EXPECT_EQ(posix_memalign(&untouched, opaque<std::size_t>(4), 100), EINVAL);
    EXPECT_EQ(posix_memalign(&untouched, 64, opaque(SIZE_MAX / 2)), ENOMEM);
    EXPECT_EQ(untouched, &untouched);
    EXPECT_EQ(errno, 7);
    EXPECT_EQ(std::aligned_alloc(opaque<std::size_t>(48), 96), nullptr);
    EXPECT_EQ(errno, EINVAL);

    void* const pages = pvalloc(1);
    EXPECT_EQ(addressOf(pages) % 4096, 0U);
    EXPECT_GE(malloc_usable_size(pages), 4096U);
    std::free(pages);
}

TEST_F(WipeOnFreeTest, free_anySize_keepsErrno)
{
    for (const std::size_t size : {std::size_t{10}, std::size_t{50} << 20}) {
        void* const block = std::malloc(opaque(size));
        errno = 42;
        std::free(opaque(block));
        EXPECT_EQ(errno, 42);
    }
    errno = 43;
    std::free(opaque<void*>(nullptr));
    EXPECT_EQ(errno, 43);
}

// Plugins are loaded later and need functions that no library named at link time refers to.
TEST_F(WipeOnFreeTest, wholeFamily_lookedUpByAnyLibrary_isOurs)
{
    static const int ofThisProgram = 0;
    Dl_info own{};
    ASSERT_NE(dladdr(&ofThisProgram, &own), 0);
    for (const char* const name : {"malloc", "free", "calloc", "realloc", "reallocarray", "memalign",
                                   "posix_memalign", "aligned_alloc", "valloc", "pvalloc"}) {
        Dl_info found{};
        ASSERT_NE(dladdr(dlsym(RTLD_DEFAULT, name), &found), 0) << name;
        EXPECT_EQ(found.dli_fbase, own.dli_fbase) << name << " comes from " << found.dli_fname;
    }
}

TEST_F(WipeOnFreeTest, opensslFree_inItsSharedLibrary_wipes)
{
    for (const std::size_t size : sizes) {
        void* const block = OPENSSL_malloc(size);
        const Filled filled = fill(block);
        OPENSSL_free(block);
        EXPECT_EQ(left(filled), 0U) << size;

        void* const toGrow = OPENSSL_malloc(size);
        const Filled old = fill(toGrow);
        void* const grown = OPENSSL_realloc(toGrow, old.bytes * 10);
        EXPECT_EQ(left(old), 0U) << size;
        OPENSSL_free(grown);
    }
}

TEST_F(WipeOnFreeTest, stringGrowth_inLibstdcxx_leavesNothing)
{
    auto text = std::make_unique<std::string>(3000, static_cast<char>(pattern));
    const Filled first{addressOf(text->data()), text->size()};
    text->append(9000, static_cast<char>(pattern));
    ASSERT_NE(addressOf(text->data()), first.address);
    EXPECT_EQ(left(first), 0U);
    const Filled second{addressOf(text->data()), text->size()};
    text.reset();
    EXPECT_EQ(left(second), 0U);
}

TEST_F(WipeOnFreeTest, threads_eachFreeingAnothersBlocks_leaveNothing)
{
    constexpr unsigned threadCount = 4;
    std::size_t leftovers[threadCount] = {};
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < threadCount; ++i) {
        threads.emplace_back([i, &leftover = leftovers[i]] {
            // Its own pattern: another thread may get the block as soon as it is free.
            const auto mine = static_cast<unsigned char>(0xA1 + i);
            for (int round = 0; round < 200; ++round) {
                for (const std::size_t size : sizes) {
                    void* block = nullptr;
                    if (round % 50 == 0)
                        std::thread([&] { block = std::malloc(size); }).join();
                    else
                        block = std::malloc(size);
                    const Filled filled = fill(block, mine);
                    std::free(block);
                    leftover += left(filled, mine);
                }
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    for (const std::size_t leftover : leftovers)
        EXPECT_EQ(leftover, 0U);
}

} // namespace
} // namespace chatmet
