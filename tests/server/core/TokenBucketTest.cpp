// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What was taken comes back evenly, and no faster however it is asked for.
#include "server/core/TokenBucket.h"

#include "tests/server/core/SeededRandom.h"

#include <gtest/gtest.h>

#include <limits>

namespace chatmet::tests {
namespace {

using server::TokenBucket;

TEST(TokenBucketTest, burst_isTakenAtOnce_andTheNextWaits)
{
    TokenBucket bucket;
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(bucket.waitMs(1, 10, 60, 5'000), 0);
        bucket.take(1, 60, 5'000);
    }
    EXPECT_EQ(bucket.taken(60, 5'000), 10U);
    EXPECT_EQ(bucket.waitMs(1, 10, 60, 5'000), 1'000) << "one a second comes back";
    EXPECT_EQ(bucket.waitMs(1, 10, 60, 5'999), 1);
    EXPECT_EQ(bucket.waitMs(1, 10, 60, 6'000), 0);
    EXPECT_FALSE(bucket.isFull(14'999));
    EXPECT_TRUE(bucket.isFull(15'000));
}

TEST(TokenBucketTest, several_waitForAllOfThem)
{
    TokenBucket bucket;
    bucket.take(8, 60, 0);
    EXPECT_EQ(bucket.waitMs(2, 10, 60, 0), 0);
    EXPECT_EQ(bucket.waitMs(5, 10, 60, 0), 3'000);
    EXPECT_EQ(bucket.waitMs(50, 10, 60, 0), 8'000) << "more than there can be: when it is full";
    EXPECT_EQ(bucket.waitMs(50, 10, 60, 8'000), 0);
}

TEST(TokenBucketTest, largest_doesNotOverflow)
{
    constexpr std::uint32_t most = std::numeric_limits<std::int32_t>::max();
    TokenBucket bucket;
    bucket.take(most, most, 1'000'000'000'000);
    EXPECT_GE(bucket.taken(most, 1'000'000'000'000), most);
    EXPECT_GT(bucket.waitMs(1, 1, most, 1'000'000'000'000), 0);
}

/// However takers knock, never more than the burst and what has come back since.
TEST(TokenBucketTest, anyKnocking_neverGivesMoreThanBurstAndRate)
{
    SeededRandom random(7);
    for (int round = 0; round < 200; ++round) {
        const auto max = static_cast<std::uint32_t>(1 + random.number(50));
        const auto perMinute = static_cast<std::uint32_t>(1 + random.number(6'000));
        TokenBucket bucket;
        std::int64_t nowMs = 1'000;
        std::uint64_t given = 0;
        for (int knock = 0; knock < 500; ++knock) {
            const auto count = static_cast<std::uint32_t>(1 + random.number(3));
            if (count <= max && bucket.waitMs(count, max, perMinute, nowMs) == 0) {
                bucket.take(count, perMinute, nowMs);
                given += count;
            }
            const std::uint64_t back = static_cast<std::uint64_t>(nowMs - 1'000) * perMinute / 60'000 + 1;
            ASSERT_LE(given, max + back);
            nowMs += static_cast<std::int64_t>(random.number(40));
        }
        const std::int64_t waitMs = bucket.waitMs(1, max, perMinute, nowMs);
        ASSERT_EQ(bucket.waitMs(1, max, perMinute, nowMs + waitMs), 0) << "the time that it names is enough";
    }
}

} // namespace
} // namespace chatmet::tests
