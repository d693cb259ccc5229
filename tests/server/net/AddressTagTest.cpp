// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which addresses count as the same one, and which as the same prefix.
#include "server/net/AddressTag.h"

#include <gtest/gtest.h>

namespace chatmet::tests {
namespace {

using server::addressTags;

TEST(AddressTagTest, ipv4_prefix_isTheWholeAddress)
{
    EXPECT_EQ(addressTags("203.0.113.7").prefix, addressTags("203.0.113.7").prefix);
    EXPECT_EQ(addressTags("203.0.113.7").address, addressTags("203.0.113.7").address);
    EXPECT_NE(addressTags("203.0.113.7").prefix, addressTags("203.0.113.8").prefix);
    EXPECT_NE(addressTags("203.0.113.7").address, addressTags("203.0.113.8").address);
}

TEST(AddressTagTest, ipv4InIpv6_isTheIpv4Address)
{
    EXPECT_EQ(addressTags("::ffff:203.0.113.7").prefix, addressTags("203.0.113.7").prefix);
    EXPECT_EQ(addressTags("::ffff:203.0.113.7").address, addressTags("203.0.113.7").address);
    EXPECT_NE(addressTags("::ffff:203.0.113.8").prefix, addressTags("::ffff:203.0.113.7").prefix);
}

TEST(AddressTagTest, ipv6_prefix_is64Bits)
{
    const auto one = addressTags("2001:db8:1:2::1");
    const auto neighbour = addressTags("2001:db8:1:2:ffff:ffff:ffff:ffff");
    const auto other = addressTags("2001:db8:1:3::1");
    EXPECT_EQ(one.prefix, neighbour.prefix);
    EXPECT_NE(one.address, neighbour.address) << "a resume from it is logged";
    EXPECT_NE(one.prefix, other.prefix);
    EXPECT_EQ(addressTags("2001:DB8:1:2:0:0:0:1").address, one.address) << "however it is spelt";
}

TEST(AddressTagTest, noAddress_isOneOfItsOwn)
{
    EXPECT_EQ(addressTags("").prefix, addressTags("").prefix);
    EXPECT_NE(addressTags("").prefix, addressTags("0.0.0.0").prefix);
    EXPECT_NE(addressTags("").prefix, 0U);
}

} // namespace
} // namespace chatmet::tests
