// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of recent partners: both ways, bounded, and gone with either session.
#include "server/core/RecentPartners.h"

#include "tests/server/core/SeededRandom.h"

#include <gtest/gtest.h>

#include <vector>

namespace chatmet::server {
namespace {

struct RecentPartnersTest : testing::Test
{
    tests::SeededRandom random{3};
    RecentPartners partners;
    SessionId a = SessionId::random(random);
    SessionId b = SessionId::random(random);
};

TEST_F(RecentPartnersTest, met_isBothWays_andCountsOnce)
{
    EXPECT_FALSE(partners.contains(a, b));
    partners.met(a, b);
    partners.met(b, a);
    EXPECT_TRUE(partners.contains(a, b));
    EXPECT_TRUE(partners.contains(b, a));
    EXPECT_EQ(partners.countOf(a), 1U);
}

TEST_F(RecentPartnersTest, met_tooMany_theOldestGoesOnBothSides)
{
    std::vector<SessionId> others;
    for (std::size_t i = 0; i <= RecentPartners::keptMax; ++i) {
        others.push_back(SessionId::random(random));
        partners.met(a, others.back());
    }
    EXPECT_EQ(partners.countOf(a), RecentPartners::keptMax);
    EXPECT_FALSE(partners.contains(a, others.front()));
    EXPECT_EQ(partners.countOf(others.front()), 0U);
    EXPECT_TRUE(partners.contains(a, others.back()));
    partners.met(a, others[1]); // the oldest of those is the latest again
    partners.met(a, b);
    EXPECT_TRUE(partners.contains(a, others[1]));
    EXPECT_FALSE(partners.contains(a, others[2]));
}

TEST_F(RecentPartnersTest, forget_leavesNothingOfIt)
{
    partners.met(a, b);
    partners.forget(a);
    EXPECT_FALSE(partners.contains(b, a));
    EXPECT_EQ(partners.size(), 0U);
    partners.forget(a);
}

} // namespace
} // namespace chatmet::server
