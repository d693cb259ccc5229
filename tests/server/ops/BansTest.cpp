// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who is banned until when, and the file of those who always are.
#include "server/ops/Bans.h"

#include "server/ops/UtcDate.h"

#include <gtest/gtest.h>

namespace chatmet::server {
namespace {

Ban ban(const char* block, std::optional<std::int64_t> untilMs, const char* why = "")
{
    return {*AddressBlock::parse(block), untilMs, why, false};
}

TEST(Bans, ban_untilItsEnd_holdsForTheWholeBlock)
{
    Bans bans;
    EXPECT_FALSE(bans.isBanned("203.0.113.7", 0));
    ASSERT_TRUE(bans.add(ban("203.0.113.0/24", 1'000), 0));
    ASSERT_TRUE(bans.add(ban("2001:db8::/48", 2'000), 0));
    EXPECT_TRUE(bans.isBanned("203.0.113.7", 999));
    EXPECT_FALSE(bans.isBanned("203.0.113.7", 1'000));
    EXPECT_FALSE(bans.isBanned("203.0.114.7", 0));
    EXPECT_TRUE(bans.isBanned("2001:db8:0:9::1", 0));
    EXPECT_FALSE(bans.isBanned("", 0));
    EXPECT_FALSE(bans.isBanned("nobody", 0));
    EXPECT_EQ(bans.list(0).size(), 2U);
    EXPECT_EQ(bans.list(1'500).size(), 1U);
}

TEST(Bans, ban_ofTheSameBlock_takesTheOldOnesPlace)
{
    Bans bans;
    ASSERT_TRUE(bans.add(ban("203.0.113.7", 1'000, "one"), 0));
    ASSERT_TRUE(bans.add(ban("203.0.113.7", 9'000, "two"), 0));
    ASSERT_EQ(bans.list(0).size(), 1U);
    EXPECT_EQ(bans.list(0).front().why, "two");
    EXPECT_EQ(bans.remove(*AddressBlock::parse("203.0.113.0/24")), Bans::Removed::NoneThere);
    EXPECT_EQ(bans.remove(*AddressBlock::parse("203.0.113.7")), Bans::Removed::Yes);
    EXPECT_FALSE(bans.isBanned("203.0.113.7", 0));
}

TEST(Bans, bansBeyondTheLimit_areRefusedUntilOneIsOver)
{
    Bans bans;
    for (std::size_t i = 0; i < Bans::entriesMax; ++i) {
        const std::string address =
            "10." + std::to_string(i >> 8 & 255) + "." + std::to_string(i & 255) + ".1";
        ASSERT_TRUE(bans.add(ban(address.c_str(), 1'000), 0));
    }
    EXPECT_FALSE(bans.add(ban("203.0.113.7", 5'000), 0));
    EXPECT_TRUE(bans.add(ban("203.0.113.7", 5'000), 1'000));
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
    ASSERT_TRUE(bans.add(ban("192.0.2.1", 1'000), 0));
    bans.setFromFile(read.value());
    EXPECT_EQ(bans.list(0).size(), 4U);
    bans.setFromFile({});
    ASSERT_EQ(bans.list(0).size(), 1U);
    EXPECT_EQ(bans.list(0).front().block.text(), "192.0.2.1");
}

TEST(Bans, banOfTheFile_isNeitherShortenedNorTakenBackByCommand)
{
    Bans bans;
    bans.setFromFile({{*AddressBlock::parse("203.0.113.7"), std::nullopt, "always", true}});
    ASSERT_TRUE(bans.add(ban("203.0.113.7", 1'000), 0));
    EXPECT_TRUE(bans.isBanned("203.0.113.7", 2'000));
    EXPECT_EQ(bans.remove(*AddressBlock::parse("203.0.113.7")), Bans::Removed::Yes); // the one by command
    EXPECT_EQ(bans.remove(*AddressBlock::parse("203.0.113.7")), Bans::Removed::StandsInFile);
    EXPECT_TRUE(bans.isBanned("203.0.113.7", 0));
}

TEST(Bans, bansThatAreOver_areNotKept)
{
    Bans bans;
    ASSERT_TRUE(bans.add(ban("203.0.113.7", 1'000), 0));
    bans.forgetOver(1'000);
    EXPECT_TRUE(bans.list(0).empty()); // also by a clock that was set back
}

TEST(Bans, file_mistakes_areToldWithTheirLine)
{
    for (const char* line : {"someone", "203.0.113.7/33", "203.0.113.7,spam", "203.0.113.7 \x01",
                             "203.0.113.7 2026-12-01 scans", "203.0.113.7 \xff"}) {
        const auto read = Bans::parse(std::string("# one\n") + line + "\n", "bans");
        ASSERT_FALSE(read.ok()) << line;
        EXPECT_TRUE(read.error().text.starts_with("bans:2: ")) << read.error().text;
    }
    EXPECT_EQ(Bans::read("/nowhere/bans").code(), Errc::Unavailable);
    EXPECT_EQ(Bans::read("/").code(), Errc::Unavailable);
}

} // namespace
} // namespace chatmet::server
