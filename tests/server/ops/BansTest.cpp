// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who is banned until when, and the file of those who always are.
#include "server/ops/Bans.h"

#include "server/ops/UtcDate.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace chatmet::server {
namespace {

/// Steady and UTC far from each other, so that one can't pass for the other.
constexpr std::int64_t utcStartMs = 1'700'000'000'000;

Now at(std::int64_t ms)
{
    return {ms, utcStartMs + ms};
}

/// Made at the start, by command.
bool add(Bans& bans, const char* block, std::int64_t forMs, const char* why = "", Now now = at(0))
{
    return bans.add(*AddressBlock::parse(block), forMs, why, now);
}

TEST(Bans, ban_untilItsEnd_holdsForTheWholeBlock)
{
    Bans bans;
    EXPECT_FALSE(bans.isBanned("203.0.113.7", at(0)));
    ASSERT_TRUE(add(bans, "203.0.113.0/24", 1'000));
    ASSERT_TRUE(add(bans, "2001:db8::/48", 2'000));
    EXPECT_TRUE(bans.isBanned("203.0.113.7", at(999)));
    EXPECT_FALSE(bans.isBanned("203.0.113.7", at(1'000)));
    EXPECT_FALSE(bans.isBanned("203.0.114.7", at(0)));
    EXPECT_TRUE(bans.isBanned("2001:db8:0:9::1", at(0)));
    EXPECT_FALSE(bans.isBanned("", at(0)));
    EXPECT_FALSE(bans.isBanned("nobody", at(0)));
    EXPECT_EQ(bans.list(at(0)).size(), 2U);
    EXPECT_EQ(bans.list(at(1'500)).size(), 1U);
}

TEST(Bans, isBanned_overlappingBlocksOfManyLengths_asIfEachWereLookedAt)
{
    Bans bans;
    auto fromFile = Bans::parse(
        "0.0.0.0/1 2023-11-14T22:14Z\n192.0.2.0/25\n2001:db8::/32\n::ffff:198.51.100.0/120\n", "bans");
    ASSERT_TRUE(fromFile.ok()) << fromFile.error().text;
    bans.setFromFile(std::move(fromFile).value());
    ASSERT_TRUE(add(bans, "192.0.2.7", 1'000));
    ASSERT_TRUE(add(bans, "192.0.2.0/24", 2'000));
    ASSERT_TRUE(add(bans, "2001:db8:1::/48", 500));
    ASSERT_TRUE(add(bans, "2001:db8::1/128", 500));
    for (const char* address : {"1.2.3.4", "127.255.255.255", "128.0.0.1", "192.0.2.7", "192.0.2.127",
                                "192.0.2.128", "192.0.3.0", "198.51.100.9", "::ffff:192.0.2.7", "2001:db8::1",
                                "2001:db8:1::9", "2001:db9::1", "::", "0.0.0.0"}) {
        for (const std::int64_t ms : {0, 499, 500, 1'000, 1'999, 2'000, 60'000}) {
            const auto one = AddressBlock::parse(address);
            ASSERT_TRUE(one);
            const auto holding = bans.list(at(ms));
            const bool expected =
                std::ranges::any_of(holding, [&](const Ban& ban) { return ban.block.contains(*one); });
            EXPECT_EQ(bans.isBanned(address, at(ms)), expected) << address << " at " << ms;
        }
    }
    EXPECT_TRUE(bans.isBanned("192.0.2.200", at(0)));
    EXPECT_EQ(bans.remove(*AddressBlock::parse("192.0.2.0/24")), Bans::Removed::Yes);
    EXPECT_FALSE(bans.isBanned("192.0.2.200", at(0)));
    EXPECT_TRUE(bans.isBanned("192.0.2.7", at(0)));
    bans.forgetOver(at(1'000)); // the place of what stands behind it changes
    EXPECT_TRUE(bans.isBanned("2001:db8::1", at(1'000)));
    bans.setFromFile({});
    EXPECT_FALSE(bans.isBanned("2001:db8::1", at(1'000)));
}

TEST(Bans, ban_ofTheSameBlock_takesTheOldOnesPlace)
{
    Bans bans;
    ASSERT_TRUE(add(bans, "203.0.113.7", 1'000, "one"));
    ASSERT_TRUE(add(bans, "203.0.113.7", 9'000, "two"));
    ASSERT_EQ(bans.list(at(0)).size(), 1U);
    EXPECT_EQ(bans.list(at(0)).front().why, "two");
    EXPECT_EQ(bans.remove(*AddressBlock::parse("203.0.113.0/24")), Bans::Removed::NoneThere);
    EXPECT_EQ(bans.remove(*AddressBlock::parse("203.0.113.7")), Bans::Removed::Yes);
    EXPECT_FALSE(bans.isBanned("203.0.113.7", at(0)));
}

TEST(Bans, bansBeyondTheLimit_areRefusedUntilOneIsOver)
{
    Bans bans;
    for (std::size_t i = 0; i < Bans::entriesMax; ++i) {
        const std::string address =
            "10." + std::to_string(i >> 8 & 255) + "." + std::to_string(i & 255) + ".1";
        ASSERT_TRUE(add(bans, address.c_str(), 1'000));
    }
    EXPECT_FALSE(add(bans, "203.0.113.7", 5'000));
    EXPECT_TRUE(add(bans, "203.0.113.7", 4'000, "", at(1'000)));
}

TEST(Bans, file_isTakenWhole_andLeavesBansByCommand)
{
    const auto read = Bans::parse("# those who never learn\n\n203.0.113.0/24\r\n"
                                  "  198.51.100.7 2026-11-23T17:31Z  scans, daily \n2001:db8::/32 why not",
                                  "bans");
    ASSERT_TRUE(read.ok()) << read.error().text;
    ASSERT_EQ(read->size(), 3U);
    EXPECT_FALSE(read.value()[0].untilMs.has_value());
    EXPECT_EQ(read.value()[1].untilMs, *parseMinute("2026-11-23T17:31Z") * 60'000);
    EXPECT_EQ(read.value()[1].why, "scans, daily");
    EXPECT_EQ(read.value()[2].why, "why not");
    Bans bans;
    ASSERT_TRUE(add(bans, "192.0.2.1", 1'000));
    bans.setFromFile(read.value());
    EXPECT_EQ(bans.list(at(0)).size(), 4U);
    bans.setFromFile({});
    ASSERT_EQ(bans.list(at(0)).size(), 1U);
    EXPECT_EQ(bans.list(at(0)).front().block.text(), "192.0.2.1");
}

TEST(Bans, banOfTheFile_isNeitherShortenedNorTakenBackByCommand)
{
    Bans bans;
    bans.setFromFile({{*AddressBlock::parse("203.0.113.7"), std::nullopt, "always", true}});
    ASSERT_TRUE(add(bans, "203.0.113.7", 1'000));
    EXPECT_TRUE(bans.isBanned("203.0.113.7", at(2'000)));
    EXPECT_EQ(bans.remove(*AddressBlock::parse("203.0.113.7")), Bans::Removed::Yes); // the one by command
    EXPECT_EQ(bans.remove(*AddressBlock::parse("203.0.113.7")), Bans::Removed::StandsInFile);
    EXPECT_TRUE(bans.isBanned("203.0.113.7", at(0)));
}

TEST(Bans, bansThatAreOver_areNotKept)
{
    Bans bans;
    ASSERT_TRUE(add(bans, "203.0.113.7", 1'000));
    bans.forgetOver(at(1'000));
    EXPECT_TRUE(bans.list(at(0)).empty());
}

TEST(Bans, banByCommand_clockIsSet_endsAfterItsTimeAllTheSame)
{
    constexpr std::int64_t hourMs = 3'600'000;
    Bans bans;
    ASSERT_TRUE(add(bans, "203.0.113.7", hourMs));
    for (const std::int64_t setByMs : {-24 * hourMs, 24 * hourMs}) {
        Now now = at(hourMs - 1);
        now.utcMs += setByMs;
        bans.forgetOver(now);
        EXPECT_TRUE(bans.isBanned("203.0.113.7", now));
        ASSERT_EQ(bans.list(now).size(), 1U);
        EXPECT_EQ(bans.list(now).front().untilMs, now.utcMs + 1);
        now.steadyMs += 1;
        EXPECT_FALSE(bans.isBanned("203.0.113.7", now));
    }
}

TEST(Bans, banOfTheFile_withAnEnd_endsByTheCalendar)
{
    Bans bans;
    bans.setFromFile({{*AddressBlock::parse("203.0.113.7"), utcStartMs + 10, "", true}});
    EXPECT_TRUE(bans.isBanned("203.0.113.7", {999'999, utcStartMs + 9}));
    EXPECT_FALSE(bans.isBanned("203.0.113.7", {0, utcStartMs + 10}));
}

TEST(Bans, ipv6AddressAlone_isItsNetwork_inTheFileAsByCommand)
{
    const auto textOf = [](const char* text) { return bannedBlockText(*parseBannedBlock(text)); };
    EXPECT_EQ(textOf("2001:db8:0:7::9"), "2001:db8:0:7::/64");
    EXPECT_EQ(textOf("2001:db8:0:7::9/128"), "2001:db8:0:7::9/128");
    EXPECT_EQ(textOf("2001:db8:0:7::9/32"), "2001:db8::/32");
    EXPECT_EQ(textOf("203.0.113.7"), "203.0.113.7");
    EXPECT_EQ(textOf("::ffff:203.0.113.7"), "203.0.113.7");
    EXPECT_FALSE(parseBannedBlock("2001:db8::9/129").has_value());
    EXPECT_FALSE(parseBannedBlock("").has_value());
    const auto read = Bans::parse("2001:db8:0:7::9 scans\n2001:db8:1::9/128", "bans");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(bannedBlockText(read.value()[0].block), "2001:db8:0:7::/64");
    EXPECT_EQ(bannedBlockText(read.value()[1].block), "2001:db8:1::9/128");
}

TEST(Bans, file_mistakes_areToldWithTheirLine)
{
    for (const char* line : {"someone", "203.0.113.7/33", "203.0.113.7,spam", "203.0.113.7 \x01",
                             "203.0.113.7 2026-12-01 scans", "203.0.113.7 \xff"}) {
        const auto read = Bans::parse(std::string("# one\n") + line + "\n", "bans");
        ASSERT_FALSE(read.ok()) << line;
        EXPECT_TRUE(read.error().text.starts_with("bans:2: ")) << read.error().text;
    }
    std::string most;
    for (std::size_t i = 0; i < Bans::entriesMax; ++i) {
        most += "10.0." + std::to_string(i >> 8) + "." + std::to_string(i & 255) + "\n";
    }
    EXPECT_TRUE(Bans::parse(most, "bans").ok());
    const auto more = Bans::parse(most + "192.0.2.1\n", "bans");
    ASSERT_FALSE(more.ok());
    EXPECT_TRUE(more.error().text.starts_with("bans:4097: more than")) << more.error().text;
    EXPECT_EQ(Bans::read("/nowhere/bans").code(), Errc::Unavailable);
    EXPECT_EQ(Bans::read("/").code(), Errc::Unavailable);
}

} // namespace
} // namespace chatmet::server
