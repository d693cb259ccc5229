// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which numbers of a client are taken, and when it is told.
#include "server/core/Session.h"

#include "tests/server/core/SeededRandom.h"

#include <gtest/gtest.h>

namespace chatmet::server {
namespace {

struct SessionTest : testing::Test
{
    tests::SeededRandom random{1};
    ByteBudget budget{1'000'000};
    Session session{
        SessionId::random(random), ConnectionId{1}, "Asha", budget, budget.charge(sessionCostBytes), 1'000};
};

TEST_F(SessionTest, take_next_isNew)
{
    for (std::uint64_t sequence = 1; sequence <= 1'000; ++sequence)
        EXPECT_EQ(session.take(sequence, 0), Taken::New);
    EXPECT_EQ(session.lastTaken(), 1'000U);
}

TEST_F(SessionTest, take_old_isRepeat)
{
    (void)session.take(1, 0);
    (void)session.take(2, 0);
    EXPECT_EQ(session.take(1, 0), Taken::Repeat);
    EXPECT_EQ(session.take(2, 0), Taken::Repeat);
    EXPECT_EQ(session.lastTaken(), 2U);
    EXPECT_EQ(session.untold(), 2U);
}

TEST_F(SessionTest, take_later_isGapAndChangesNothing)
{
    EXPECT_EQ(session.take(2, 0), Taken::Gap);
    EXPECT_EQ(session.take(UINT64_MAX, 0), Taken::Gap);
    EXPECT_EQ(session.lastTaken(), 0U);
    EXPECT_EQ(session.untold(), 0U);
    EXPECT_EQ(session.take(1, 0), Taken::New);
}

TEST_F(SessionTest, untold_since_isTheFirstOfThem)
{
    (void)session.take(1, 100);
    (void)session.take(2, 200);
    EXPECT_EQ(session.untold(), 2U);
    EXPECT_EQ(session.untoldSinceMs(), 100);
    session.markTold();
    EXPECT_EQ(session.untold(), 0U);
    (void)session.take(3, 300);
    EXPECT_EQ(session.untoldSinceMs(), 300);
}

TEST(SessionBudgetTest, session_dies_givesBackItsCharge)
{
    tests::SeededRandom random{1};
    ByteBudget budget{1'000'000};
    {
        const Session session{SessionId::random(random),
                              ConnectionId{1},
                              "Asha",
                              budget,
                              budget.charge(sessionCostBytes),
                              1'000};
        EXPECT_EQ(budget.usedBytes(), sessionCostBytes);
    }
    EXPECT_EQ(budget.usedBytes(), 0U);
}

} // namespace
} // namespace chatmet::server
