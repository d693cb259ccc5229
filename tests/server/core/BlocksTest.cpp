// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who has blocked whom: both ways, bounded by who blocks, and gone with either session.
#include "server/core/Blocks.h"

#include "common/protocol/Limits.h"
#include "tests/server/core/SeededRandom.h"

#include <gtest/gtest.h>

#include <vector>

namespace chatmet::server {
namespace {

struct BlocksTest : testing::Test
{
    tests::SeededRandom random{3};
    Blocks blocks;
    SessionId a = SessionId::random(random);
    SessionId b = SessionId::random(random);
    SessionId c = SessionId::random(random);
};

TEST_F(BlocksTest, add_countsOnce_andStandsBetweenBoth)
{
    EXPECT_FALSE(blocks.isBetween(a, b));
    blocks.add(a, b);
    blocks.add(a, b);
    EXPECT_TRUE(blocks.isBetween(a, b));
    EXPECT_TRUE(blocks.isBetween(b, a));
    EXPECT_FALSE(blocks.isBetween(a, c));
    EXPECT_EQ(blocks.countBy(a), 1U);
    EXPECT_EQ(blocks.countOf(a), 0U);
    EXPECT_EQ(blocks.countOf(b), 1U);
}

TEST_F(BlocksTest, add_tooMany_theOldestOfTheBlockerGoes)
{
    std::vector<SessionId> others;
    for (std::size_t i = 0; i <= limits::blocksPerSessionMax; ++i) {
        others.push_back(SessionId::random(random));
        blocks.add(a, others.back());
        blocks.add(others.back(), b);
    }
    EXPECT_EQ(blocks.countBy(a), limits::blocksPerSessionMax);
    EXPECT_FALSE(blocks.isBetween(a, others.front()));
    EXPECT_TRUE(blocks.isBetween(a, others.back()));
    EXPECT_EQ(blocks.countOf(b), others.size()) << "nobody gets rid of a block by being blocked often";
}

TEST_F(BlocksTest, forget_leavesNothingOfIt)
{
    blocks.add(a, b);
    blocks.add(b, a);
    blocks.add(c, a);
    blocks.forget(a);
    EXPECT_FALSE(blocks.isBetween(a, b));
    EXPECT_FALSE(blocks.isBetween(a, c));
    EXPECT_EQ(blocks.size(), 0U);
    blocks.forget(a);
}

} // namespace
} // namespace chatmet::server
