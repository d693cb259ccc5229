// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// However many one address opens, there is room for others.
#include "server/net/ConnectionShares.h"

#include <gtest/gtest.h>

namespace chatmet::server {
namespace {

constexpr std::size_t max = 9'000;

/// How many the tag gets before it is refused.
std::size_t fill(ConnectionShares& shares, std::uint64_t tag, std::size_t& open)
{
    std::size_t got = 0;
    while (open < max && shares.mayEnter(tag, open, max)) {
        shares.enter(tag);
        ++open;
        ++got;
    }
    return got;
}

TEST(ConnectionSharesTest, oneAddress_getsAThird_theNextAreLeftRoom)
{
    ConnectionShares shares;
    std::size_t open = 0;
    EXPECT_EQ(fill(shares, 1, open), max / 3);
    EXPECT_GT(fill(shares, 2, open), max / 6);
    for (std::uint64_t tag = 3; tag < 10; ++tag)
        EXPECT_GE(fill(shares, tag, open), limits::connectionsPerAddressAlways);
}

TEST(ConnectionSharesTest, few_areNeverRefused)
{
    ConnectionShares shares;
    for (std::size_t i = 0; i < limits::connectionsPerAddressAlways; ++i) {
        EXPECT_TRUE(shares.mayEnter(1, 10, 10)) << "whether there is a place is the listener's business";
        shares.enter(1);
    }
    EXPECT_FALSE(shares.mayEnter(1, 10, 10));
}

TEST(ConnectionSharesTest, address_withoutConnections_isForgotten)
{
    ConnectionShares shares;
    for (int i = 0; i < 3; ++i)
        shares.enter(1);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(shares.size(), 1U);
        shares.leave(1);
    }
    EXPECT_EQ(shares.size(), 0U);
    shares.leave(1);
}

} // namespace
} // namespace chatmet::server
