// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The access log writes its few fields, merges, rotates, forgets in time and survives a disk that doesn't
// work.
#include "server/ops/AccessLog.h"

#include "server/ops/UtcDate.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <sys/stat.h>

namespace chatmet::server {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t minuteMs = 60'000;
constexpr std::int64_t hourMs = 60 * minuteMs;
constexpr std::int64_t dayMs = 24 * hourMs;

/// Milliseconds of a day and a minute in UTC.
std::int64_t at(std::string_view day, std::int64_t hour = 0, std::int64_t minute = 0)
{
    return parseDay(day).value() * dayMs + hour * hourMs + minute * minuteMs;
}

class AccessLogTest : public testing::Test
{
protected:
    AccessLogTest()
        : m_directory(fs::path(CHATMET_TEST_DIR) /
                      testing::UnitTest::GetInstance()->current_test_info()->name())
    {
        fs::remove_all(m_directory);
        fs::create_directories(m_directory);
    }

    Result<AccessLog> tryOpen(std::int64_t utcMs, int retentionDays = 30)
    {
        return AccessLog::open({m_directory.string(), retentionDays}, utcMs,
                               [this](const std::string& text) { m_reports.push_back(text); });
    }

    AccessLog open(std::int64_t utcMs, int retentionDays = 30)
    {
        auto log = tryOpen(utcMs, retentionDays);
        EXPECT_TRUE(log.ok()) << (log.ok() ? "" : log.error().text);
        return std::move(log).value();
    }

    void touch(const std::string& name) const { std::ofstream(m_directory / name) << "line\n"; }

    std::string content(const std::string& name) const
    {
        std::ostringstream text;
        text << std::ifstream(m_directory / name).rdbuf();
        return text.str();
    }

    std::set<std::string> names() const
    {
        std::set<std::string> found;
        for (const auto& entry : fs::directory_iterator(m_directory)) {
            found.insert(entry.path().filename().string());
        }
        return found;
    }

    fs::path m_directory;
    std::vector<std::string> m_reports;
};

TEST_F(AccessLogTest, accepted_goodHello_writesFourFields)
{
    AccessLog log = open(at("2026-11-23"));
    log.accepted("203.0.113.7", "0.1.0", ClientSystem::Linux, at("2026-11-23", 17, 31) + 59'999);
    log.accepted("2001:db8::7", "1.22.333", ClientSystem::MacOs, at("2026-11-23", 17, 32));
    EXPECT_EQ(content("access-2026-11-23.log"), "2026-11-23T17:31Z 203.0.113.7 ChatMet/0.1.0 linux\n"
                                                "2026-11-23T17:32Z 2001:db8::7 ChatMet/1.22.333 macos\n");
}

TEST_F(AccessLogTest, accepted_hostileFields_everyLineStaysInForm)
{
    AccessLog log = open(at("2026-11-23"));
    const std::vector<std::string> hostile{"",
                                           "1.0\n2026",
                                           "\x1b[31m",
                                           "1..0",
                                           ".1",
                                           "1.",
                                           "1.0 linux",
                                           "\"",
                                           "1.2.3.4.5",
                                           "123456",
                                           std::string(65536, '1'),
                                           "1.\xff",
                                           "0.1.0-rc",
                                           "%s%n"};
    for (const std::string& version : hostile) {
        log.accepted("203.0.113.7", version, ClientSystem::Windows, at("2026-11-23", 1));
        log.accepted(version, "0.1.0", ClientSystem::Other, at("2026-11-23", 1));
        log.refused(version, at("2026-11-23", 1));
    }
    log.tick(at("2026-11-23", 2));
    std::istringstream lines(content("access-2026-11-23.log"));
    const std::regex form(
        R"(2026-11-23T01:00Z ([0-9a-f.:]+|unknown) )"
        R"((ChatMet/([0-9]{1,5}(\.[0-9]{1,5}){0,3}|other) (linux|windows|macos|other)|refused x[0-9]+))");
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        EXPECT_TRUE(std::regex_match(line, form)) << line;
    }
    EXPECT_GE(count, 2 * hostile.size() + 1);
    EXPECT_EQ(content("access-2026-11-23.log").find("1.0 linux linux"), std::string::npos);
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
    touch("access-2026-10-24.log"); // 30 days before
    touch("access-2026-10-25.log");
    touch("access-2020-01-01.log");
    touch("access-2026-13-01.log"); // no date
    touch("access-2026-10-24.log.bak");
    touch("notes.txt");
    const AccessLog log = open(at("2026-11-23"));
    EXPECT_EQ(names(),
              (std::set<std::string>{"access-2026-10-25.log", "access-2026-11-23.log",
                                     "access-2026-13-01.log", "access-2026-10-24.log.bak", "notes.txt"}));
}

TEST_F(AccessLogTest, tick_atTheRetention_keepsUntilThenAndNotLonger)
{
    touch("access-2026-11-01.log");
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
    touch("access-2026-10-01.log"); // put back by somebody
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

TEST_F(AccessLogTest, tick_clockSetBack_keepsTheFilesAndGoesOn)
{
    AccessLog log = open(at("2026-11-23", 12));
    log.accepted("203.0.113.7", "0.1.0", ClientSystem::Linux, at("2026-11-23", 12));
    log.tick(at("2026-10-01"));
    log.accepted("203.0.113.8", "0.1.0", ClientSystem::Linux, at("2026-10-01"));
    EXPECT_EQ(names(), (std::set<std::string>{"access-2026-10-01.log", "access-2026-11-23.log"}));
    log.tick(at("2026-11-23", 13));
    EXPECT_EQ(names(), (std::set<std::string>{"access-2026-11-23.log"}));
    EXPECT_EQ(log.failures(), 0U);
}

TEST_F(AccessLogTest, retentionZero_keepsNone)
{
    touch("access-2026-11-23.log");
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
    EXPECT_EQ(opened->failures(), 0U);
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
    touch("target.txt");
    fs::create_symlink(m_directory / "target.txt", m_directory / "access-2026-11-23.log");
    EXPECT_FALSE(tryOpen(at("2026-11-23")).ok());
    EXPECT_EQ(content("target.txt"), "line\n");
}

TEST_F(AccessLogTest, open_todaysFileIsAPipe_isRefusedWithoutWaiting)
{
    ASSERT_EQ(mkfifo((m_directory / "access-2026-11-23.log").c_str(), 0600), 0);
    EXPECT_FALSE(tryOpen(at("2026-11-23")).ok());
}

TEST_F(AccessLogTest, accepted_fileCantBeWritten_isCountedAndSaidOnce)
{
    AccessLog log = open(at("2026-11-23"));
    fs::create_directories(m_directory / "access-2026-11-24.log"); // a folder in the next file's place
    for (int i = 0; i < 3; ++i) {
        log.accepted("203.0.113.7", "0.1.0", ClientSystem::Linux, at("2026-11-24"));
    }
    EXPECT_EQ(log.failures(), 3U);
    ASSERT_EQ(m_reports.size(), 1U);
    EXPECT_EQ(m_reports.front().find("203.0.113.7"), std::string::npos);
    fs::remove(m_directory / "access-2026-11-24.log");
    log.accepted("203.0.113.7", "0.1.0", ClientSystem::Linux, at("2026-11-24"));
    EXPECT_EQ(log.failures(), 3U);
    EXPECT_FALSE(content("access-2026-11-24.log").empty());
}

TEST_F(AccessLogTest, accepted_fileWasDeletedMeanwhile_isMadeAnew)
{
    AccessLog log = open(at("2026-11-23"));
    fs::remove(m_directory / "access-2026-11-23.log");
    log.accepted("203.0.113.7", "0.1.0", ClientSystem::Linux, at("2026-11-23"));
    EXPECT_FALSE(content("access-2026-11-23.log").empty());
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

} // namespace
} // namespace chatmet::server
