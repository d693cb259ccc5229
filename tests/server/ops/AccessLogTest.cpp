// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The access log writes its few fields, merges, rotates, forgets in time and survives a disk that doesn't
// work.
#include "tests/server/ops/LogFolder.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <sys/stat.h>

namespace chatmet::server {
namespace {

using AccessLogTest = LogFolder;

TEST_F(AccessLogTest, accepted_goodHello_writesFourFields)
{
    AccessLog log = open(at("2026-11-23"));
    log.accepted("203.0.113.7", "0.1.0", ClientSystem::Linux, at("2026-11-23", 17, 31) + 59'999);
    log.accepted("2001:db8::7", "1.22.333", ClientSystem::MacOs, at("2026-11-23", 17, 32));
    EXPECT_EQ(content("access-2026-11-23.log"), "2026-11-23T17:31Z 203.0.113.7 ChatMet/0.1.0 linux\n"
                                                "2026-11-23T17:32Z 2001:db8::7 ChatMet/1.22.333 macos\n");
}

TEST_F(AccessLogTest, refused_sameMinute_isMergedByAddress)
{
    AccessLog log = open(at("2026-11-23"));
    for (int i = 0; i < 12; ++i) {
        log.refused("203.0.113.7", at("2026-11-23", 17, 31) + i);
    }
    log.refused("203.0.113.8", at("2026-11-23", 17, 31));
    log.tick(at("2026-11-23", 17, 31) + 30'000);
    EXPECT_EQ(content("access-2026-11-23.log"), "");
    log.tick(at("2026-11-23", 17, 32));
    EXPECT_EQ(content("access-2026-11-23.log"), "2026-11-23T17:31Z 203.0.113.7 refused x12\n"
                                                "2026-11-23T17:31Z 203.0.113.8 refused x1\n");
    log.refused("203.0.113.7", at("2026-11-23", 17, 33));
    log.refused("203.0.113.7", at("2026-11-23", 17, 34));
    EXPECT_TRUE(content("access-2026-11-23.log").ends_with("2026-11-23T17:33Z 203.0.113.7 refused x1\n"));
}

TEST_F(AccessLogTest, refused_manyAddresses_holdsABoundedNumber)
{
    AccessLog log = open(at("2026-11-23"));
    for (std::size_t i = 0; i <= AccessLog::mergedAddressesMax; ++i) {
        log.refused("2001:db8::" + std::to_string(i), at("2026-11-23", 5));
    }
    const std::string written = content("access-2026-11-23.log");
    EXPECT_EQ(static_cast<std::size_t>(std::count(written.begin(), written.end(), '\n')),
              AccessLog::mergedAddressesMax);
}

TEST_F(AccessLogTest, end_withMergedRefusals_writesThem)
{
    {
        AccessLog log = open(at("2026-11-23"));
        log.refused("203.0.113.7", at("2026-11-23", 23, 59));
    }
    EXPECT_EQ(content("access-2026-11-23.log"), "2026-11-23T23:59Z 203.0.113.7 refused x1\n");
}

TEST_F(AccessLogTest, accepted_acrossMidnight_goesToTheDaysOwnFile)
{
    AccessLog log = open(at("2026-12-31"));
    log.accepted("203.0.113.7", "0.1.0", ClientSystem::Linux, at("2026-12-31", 23, 59));
    log.accepted("203.0.113.7", "0.1.0", ClientSystem::Linux, at("2027-01-01"));
    EXPECT_EQ(names(), (std::set<std::string>{"access-2026-12-31.log", "access-2027-01-01.log"}));
}

TEST_F(AccessLogTest, file_created_isReadableByThisUserOnly)
{
    AccessLog log = open(at("2026-11-23"));
    log.accepted("203.0.113.7", "0.1.0", ClientSystem::Linux, at("2026-11-23"));
    struct stat about
    {
    };
    ASSERT_EQ(stat((m_directory / "access-2026-11-23.log").c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 07777, 0600U);
}

TEST_F(AccessLogTest, open_oldFiles_deletesByTheDateInTheName)
{
    put("access-2026-10-24.log"); // 30 days before
    put("access-2026-10-25.log");
    put("access-2020-01-01.log");
    put("access-2026-13-01.log"); // no date
    put("access-2026-10-24.log.bak");
    put("notes.txt");
    const AccessLog log = open(at("2026-11-23"));
    EXPECT_EQ(names(),
              (std::set<std::string>{"access-2026-10-25.log", "access-2026-11-23.log",
                                     "access-2026-13-01.log", "access-2026-10-24.log.bak", "notes.txt"}));
}

TEST_F(AccessLogTest, tick_atTheRetention_keepsUntilThenAndNotLonger)
{
    put("access-2026-11-01.log");
    AccessLog log = open(at("2026-11-30"));
    log.tick(at("2026-11-30", 23, 0)); // 29 days and 23 hours old
    EXPECT_TRUE(names().contains("access-2026-11-01.log"));
    log.tick(at("2026-11-30", 23, 59) + 59'999);
    EXPECT_TRUE(names().contains("access-2026-11-01.log"));
    log.tick(at("2026-12-01")); // 30 days
    EXPECT_FALSE(names().contains("access-2026-11-01.log"));
}

TEST_F(AccessLogTest, tick_duringTheDay_looksHourly)
{
    AccessLog log = open(at("2026-11-23"));
    put("access-2026-10-01.log"); // put back by somebody
    log.tick(at("2026-11-23", 0, 59));
    EXPECT_TRUE(names().contains("access-2026-10-01.log"));
    log.tick(at("2026-11-23", 1, 0));
    EXPECT_FALSE(names().contains("access-2026-10-01.log"));
}

TEST_F(AccessLogTest, open_afterFortyDaysOff_deletesBeforeTheFirstLine)
{
    {
        AccessLog log = open(at("2026-11-23"));
        log.accepted("203.0.113.7", "0.1.0", ClientSystem::Linux, at("2026-11-23"));
    }
    const AccessLog log = open(at("2027-01-02"));
    EXPECT_EQ(names(), (std::set<std::string>{"access-2027-01-02.log"}));
}

TEST_F(AccessLogTest, retentionZero_keepsNone)
{
    put("access-2026-11-23.log");
    AccessLog log = open(at("2026-11-23"), 0);
    log.accepted("203.0.113.7", "0.1.0", ClientSystem::Linux, at("2026-11-23"));
    log.refused("203.0.113.7", at("2026-11-23"));
    log.tick(at("2026-11-24"));
    EXPECT_TRUE(names().empty());
}

TEST_F(AccessLogTest, noDirectory_opensNothing)
{
    auto opened = AccessLog::open({"", 30}, at("2026-11-23"), nullptr);
    ASSERT_TRUE(opened.ok());
    opened->accepted("203.0.113.7", "0.1.0", ClientSystem::Linux, at("2026-11-23"));
    opened->tick(at("2026-12-23"));
    EXPECT_EQ(opened->linesLost(), 0U);
}

TEST_F(AccessLogTest, open_missingDirectory_isAnError)
{
    fs::remove_all(m_directory);
    const auto opened = tryOpen(at("2026-11-23"));
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.code(), Errc::Unavailable);
    EXPECT_NE(opened.error().text.find("No such file"), std::string::npos) << opened.error().text;
}

TEST_F(AccessLogTest, open_oldFileThatCantBeDeleted_isAnError)
{
    fs::create_directories(m_directory / "access-2026-01-01.log"); // a folder: even root can't unlink it
    const auto opened = tryOpen(at("2026-11-23"));
    ASSERT_FALSE(opened.ok());
    EXPECT_NE(opened.error().text.find("can't delete access-2026-01-01.log"), std::string::npos);
}

TEST_F(AccessLogTest, open_todaysFileIsALink_isAnErrorAndTheTargetUntouched)
{
    put("target.txt");
    fs::create_symlink(m_directory / "target.txt", m_directory / "access-2026-11-23.log");
    EXPECT_FALSE(tryOpen(at("2026-11-23")).ok());
    EXPECT_EQ(content("target.txt"), "line\n");
}

TEST_F(AccessLogTest, open_todaysFileIsAPipe_isRefusedWithoutWaiting)
{
    ASSERT_EQ(mkfifo((m_directory / "access-2026-11-23.log").c_str(), 0600), 0);
    EXPECT_FALSE(tryOpen(at("2026-11-23")).ok());
}

TEST_F(AccessLogTest, accepted_truncated_keepsTheBeginningAndSaysSo)
{
    AccessLog log = open(at("2026-11-23"), 30, AddressDetail::Truncated);
    arrive(log, at("2026-11-23", 1));
    log.accepted("2001:db8:aaaa:bbbb::1", "0.1.0", ClientSystem::MacOs, at("2026-11-23", 1));
    log.refused("198.51.100.1", at("2026-11-23", 1));
    log.refused("198.51.100.2", at("2026-11-23", 1));
    log.tick(at("2026-11-23", 2));
    EXPECT_EQ(content("access-2026-11-23.log"), "2026-11-23T01:00Z 203.0.113.0/24 ChatMet/0.1.0 linux\n"
                                                "2026-11-23T01:00Z 2001:db8:aaaa::/48 ChatMet/0.1.0 macos\n"
                                                "2026-11-23T01:00Z 198.51.100.0/24 refused x2\n");
}

TEST_F(AccessLogTest, accepted_wherePeopleTurnTheirClocks_isInUtc)
{
    for (const char* zone : {"America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Apia"}) {
        fs::remove_all(m_directory);
        fs::create_directories(m_directory);
        setenv("TZ", zone, 1);
        tzset();
        AccessLog log = open(at("2026-11-01", 4));
        arrive(log, at("2026-11-01", 5, 59)); // New York: an hour comes twice
        arrive(log, at("2026-11-01", 6, 0));
        arrive(log, at("2027-03-28", 0, 59)); // Berlin: an hour is missing
        arrive(log, at("2027-03-28", 1, 0));
        unsetenv("TZ");
        tzset();
        EXPECT_EQ(content("access-2026-11-01.log"), "2026-11-01T05:59Z 203.0.113.7 ChatMet/0.1.0 linux\n"
                                                    "2026-11-01T06:00Z 203.0.113.7 ChatMet/0.1.0 linux\n");
        EXPECT_EQ(content("access-2027-03-28.log"), "2027-03-28T00:59Z 203.0.113.7 ChatMet/0.1.0 linux\n"
                                                    "2027-03-28T01:00Z 203.0.113.7 ChatMet/0.1.0 linux\n");
    }
}

TEST_F(AccessLogTest, purge_preservedLines_stay)
{
    put("preserved-2020-01-01-1.log");
    put("access-2020-01-01.log");
    AccessLog log = open(at("2026-11-23"));
    log.tick(at("2026-11-23", 2));
    EXPECT_EQ(names(), (std::set<std::string>{"access-2026-11-23.log", "preserved-2020-01-01-1.log"}));
}

TEST_F(AccessLogTest, purge_leftOfACrashedCommand_goesAfterAnHour)
{
    put("preserving-123.tmp");
    setModified("preserving-123.tmp", at("2026-11-23"));
    AccessLog log = open(at("2026-11-23", 0, 59));
    EXPECT_TRUE(names().contains("preserving-123.tmp"));
    log.tick(at("2026-11-23", 1, 59));
    EXPECT_FALSE(names().contains("preserving-123.tmp"));
}

TEST_F(AccessLogTest, open_moreThanThirtyDays_areKept)
{
    put("access-2026-10-24.log"); // 30 days before
    const AccessLog log = open(at("2026-11-23"), 90);
    EXPECT_TRUE(names().contains("access-2026-10-24.log"));
}

TEST(UtcDate, parseDay_onlyRealDatesInTheOneForm)
{
    EXPECT_EQ(parseDay("1970-01-01"), 0);
    EXPECT_EQ(parseDay("2024-02-29"), 19782);
    for (const char* text : {"", "2026-02-29", "2026-00-10", "2026-1-01", "2026/01/01", "2026-01-0a",
                             "+026-01-01", "2026-01-011"}) {
        EXPECT_FALSE(parseDay(text).has_value()) << text;
    }
    EXPECT_EQ(formatDay(19782), "2024-02-29");
    EXPECT_EQ(formatMinute(-1), "1969-12-31T23:59Z");
}

TEST(UtcDate, parseMinute_onlyRealMinutesInTheOneForm)
{
    EXPECT_EQ(parseMinute("1970-01-02T01:02Z"), 24 * 60 + 62);
    EXPECT_EQ(parseMinute(formatMinute(29'000'000)), 29'000'000);
    for (const char* text :
         {"", "2026-11-23", "2026-11-23T24:00Z", "2026-11-23T00:60Z", "2026-11-23T00:00", "2026-11-23 00:00Z",
          "2026-11-23T00:00z", "2026-02-29T00:00Z", "2026-11-23T0:000Z"}) {
        EXPECT_FALSE(parseMinute(text).has_value()) << text;
    }
}

} // namespace
} // namespace chatmet::server
