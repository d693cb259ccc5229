// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses and blocks of them: what is taken, how it is cut, what lies in what.
#include "server/ops/AddressBlock.h"

#include <gtest/gtest.h>

namespace chatmet::server {
namespace {

std::string textOf(const std::string& given)
{
    const auto block = AddressBlock::parse(given);
    return block ? block->text() : "none";
}

AddressBlock block(const std::string& given)
{
    return AddressBlock::parse(given).value();
}

TEST(AddressBlock, parse_goodOnes_areWrittenInTheirShortestForm)
{
    EXPECT_EQ(textOf("203.0.113.7"), "203.0.113.7");
    EXPECT_EQ(textOf("203.0.113.7/24"), "203.0.113.0/24");
    EXPECT_EQ(textOf("203.0.113.7/20"), "203.0.112.0/20");
    EXPECT_EQ(textOf("203.0.113.7/32"), "203.0.113.7");
    EXPECT_EQ(textOf("203.0.113.7/0"), "0.0.0.0/0");
    EXPECT_EQ(textOf("2001:DB8:0:0::7"), "2001:db8::7");
    EXPECT_EQ(textOf("2001:db8:aaaa:bbbb::7/48"), "2001:db8:aaaa::/48");
    EXPECT_EQ(textOf("2001:db8:aaaa:bbbb::7/33"), "2001:db8:8000::/33");
    EXPECT_EQ(textOf("::ffff:203.0.113.7"), "203.0.113.7");
    EXPECT_EQ(textOf("::ffff:203.0.113.7/120"), "203.0.113.0/24");
    EXPECT_EQ(textOf("::ffff:203.0.113.7/95"), "::fffe:0:0/95");
}

TEST(AddressBlock, parse_anythingElse_isNone)
{
    for (const char* text :
         {"", "unknown", "203.0.113", "203.0.113.256", "203.0.113.07", "203.0.113.7 ", " 203.0.113.7",
          "203.0.113.7/33", "203.0.113.7/", "203.0.113.7/-1", "203.0.113.7/a", "203.0.113.7/24/24",
          "2001:db8::/129", "fe80::1%eth0", "2001:db8:::7", "localhost", "/24", "1", "0x7f.1"}) {
        EXPECT_EQ(textOf(text), "none") << text;
    }
    EXPECT_EQ(textOf(std::string("203.0.113.7\0", 12)), "none");
    EXPECT_EQ(textOf(std::string(100'000, '1')), "none");
}

TEST(AddressBlock, truncated_keepsTheBeginning)
{
    EXPECT_EQ(block("203.0.113.7").truncated().text(), "203.0.113.0/24");
    EXPECT_EQ(block("203.0.0.0/16").truncated().text(), "203.0.0.0/16");
    EXPECT_EQ(block("2001:db8:aaaa:bbbb::7").truncated().text(), "2001:db8:aaaa::/48");
}

TEST(AddressBlock, contains_onlyWhatLiesWhollyInIt)
{
    EXPECT_TRUE(block("203.0.113.0/24").contains(block("203.0.113.255")));
    EXPECT_TRUE(block("203.0.113.7").contains(block("203.0.113.7")));
    EXPECT_TRUE(block("::/0").contains(block("2001:db8::7")));
    EXPECT_FALSE(block("203.0.113.0/24").contains(block("203.0.114.0")));
    EXPECT_FALSE(block("203.0.113.7").contains(block("203.0.113.0/24")));
    EXPECT_FALSE(block("::/0").contains(block("203.0.113.7"))) << "another kind of address";
    EXPECT_FALSE(block("0.0.0.0/0").contains(block("::1")));
}

TEST(AddressBlock, isLoopback_onlyThisComputersOwn)
{
    for (const char* text : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) {
        EXPECT_TRUE(block(text).isLoopback()) << text;
    }
    for (const char* text : {"0.0.0.0", "::", "128.0.0.1", "::2", "10.0.0.1"}) {
        EXPECT_FALSE(block(text).isLoopback()) << text;
    }
}

} // namespace
} // namespace chatmet::server
