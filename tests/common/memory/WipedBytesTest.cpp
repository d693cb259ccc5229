// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// WipedBytes leaves nothing behind by itself: this program does not link wipe on free.

#include "common/memory/WipedBytes.h"

#include "tests/common/memory/RawMemory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

namespace chatmet {
namespace {

constexpr unsigned char pattern = 0xA5;
constexpr std::size_t size = 5000;

template <class Bytes> std::size_t leftAfter(Bytes bytes, void (*end)(Bytes&))
{
    const auto address = addressOf(bytes.data());
    end(bytes);
    return patternBytesAt(address, size, pattern);
}

TEST(WipedBytes, control_plainVector_leavesThePattern)
{
    using Plain = std::vector<std::uint8_t>;
    EXPECT_GT(leftAfter<Plain>(Plain(size, pattern), [](Plain& bytes) { Plain().swap(bytes); }), size / 2);
}

TEST(WipedBytes, block_givenBack_holdsNothing)
{
    EXPECT_EQ(
        leftAfter<WipedBytes>(WipedBytes(size, pattern), [](WipedBytes& bytes) { WipedBytes().swap(bytes); }),
        0U);
}

TEST(WipedBytes, block_outgrown_holdsNothing)
{
    EXPECT_EQ(
        leftAfter<WipedBytes>(WipedBytes(size, pattern), [](WipedBytes& bytes) { bytes.resize(size * 5); }),
        0U);
}

TEST(WipedBytes, block_shrunkToFitAfterResize_holdsNothing)
{
    const auto shrink = [](WipedBytes& bytes) {
        bytes.resize(10);
        bytes.shrink_to_fit();
    };
    EXPECT_EQ(leftAfter<WipedBytes>(WipedBytes(size, pattern), shrink), 0U);
}

TEST(WipedBytes, copyAndMove_keepTheBytes)
{
    WipedBytes first(100);
    std::iota(first.begin(), first.end(), std::uint8_t{0});
    const WipedBytes copy = first;
    const WipedBytes moved = std::move(first);
    EXPECT_EQ(copy, moved);
    EXPECT_EQ(copy[99], 99);
}

TEST(WipingAllocator, otherTypes_areWipedOverTheirWholeSize)
{
    using Words = std::vector<std::uint64_t, WipingAllocator<std::uint64_t>>;
    auto words = std::make_unique<Words>(size / 8, 0xA5A5A5A5A5A5A5A5U);
    const auto address = addressOf(words->data());
    words.reset();
    EXPECT_EQ(patternBytesAt(address, size, pattern), 0U);
}

TEST(Wipe, span_ofAnyPlainType_becomesZero)
{
    std::array<std::uint32_t, 5> values{1, 2, 3, 4, 5};
    wipe(std::span(values).first(3));
    EXPECT_EQ(values, (std::array<std::uint32_t, 5>{0, 0, 0, 4, 5}));
    wipe(nullptr, 0);
}

TEST(Wipe, text_shortAndLong_becomesZero)
{
    for (const std::size_t length : {std::size_t{0}, std::size_t{11}, std::size_t{500}}) {
        std::string text(length, 'n');
        const char* bytes = text.data();
        wipeText(text);
        EXPECT_TRUE(text.empty());
        EXPECT_EQ(text.data(), bytes);
        EXPECT_EQ(std::count(bytes, bytes + length, 'n'), 0);
    }
}

} // namespace
} // namespace chatmet
