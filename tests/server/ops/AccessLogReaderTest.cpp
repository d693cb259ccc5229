// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is read back: by time and address, each connection once, whatever else lies in the folder.
#include "server/ops/AccessLogReader.h"

#include "tests/server/ops/LogFolder.h"

#include <optional>

namespace chatmet::server {
namespace {

class AccessLogReaderTest : public LogFolder
{
protected:
    struct Read
    {
        std::vector<std::string> lines;
        AccessLogReading reading;
    };

    Read read(const AccessLogSelection& selection = {}) const
    {
        Read found;
        const auto done =
            readAccessLog(openDirectory(), selection, [&](const AccessLogLine&, std::string_view text) {
                found.lines.emplace_back(text);
                return true;
            });
        EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().text);
        found.reading = done.value();
        return found;
    }

    static std::string line(const std::string& time, const std::string& address = "203.0.113.7")
    {
        return time + " " + address + " ChatMet/0.1.0 linux";
    }

    static AccessLogSelection between(const std::string& since, const std::string& until)
    {
        return {parseMinute(since), parseMinute(until), std::nullopt};
    }

    static AccessLogSelection from(const std::string& address)
    {
        return {{}, {}, AddressBlock::parse(address)};
    }
};

const std::string head =
    "# ChatMet, preserved lines, form 1\n# preserved 2026-11-23T00:00Z\n# since 2026-11-01T00:00Z\n"
    "# until 2026-11-23T00:00Z\n# address any\n# reason order\n";

TEST_F(AccessLogReaderTest, emptyFolder_givesNothing)
{
    EXPECT_TRUE(read().lines.empty());
}

TEST_F(AccessLogReaderTest, days_comeInTheirOrder)
{
    put("access-2026-11-23.log", line("2026-11-23T00:00Z") + "\n" + line("2026-11-23T00:00Z") + "\n");
    put("access-2026-11-09.log", line("2026-11-09T00:00Z") + "\n");
    put("notes.txt", line("2026-11-09T00:00Z") + "\n");
    put("access-2026-11-24.log.bak", line("2026-11-24T00:00Z") + "\n");
    EXPECT_EQ(read().lines, (std::vector<std::string>{line("2026-11-09T00:00Z"), line("2026-11-23T00:00Z"),
                                                      line("2026-11-23T00:00Z")}));
}

TEST_F(AccessLogReaderTest, time_isSelectedToTheMinute)
{
    std::string day;
    for (const char* time :
         {"2026-11-23T10:00Z", "2026-11-23T10:01Z", "2026-11-23T10:02Z", "2026-11-23T10:03Z"}) {
        day += line(time) + "\n";
    }
    put("access-2026-11-23.log", day);
    put("access-2026-11-22.log", line("2026-11-22T10:01Z") + "\n");
    EXPECT_EQ(read(between("2026-11-23T10:01Z", "2026-11-23T10:02Z")).lines,
              (std::vector<std::string>{line("2026-11-23T10:01Z"), line("2026-11-23T10:02Z")}));
    EXPECT_EQ(read({parseMinute("2026-11-23T10:03Z"), {}, {}}).lines.size(), 1U);
    EXPECT_EQ(read({{}, parseMinute("2026-11-23T10:00Z"), {}}).lines.size(), 2U);
}

TEST_F(AccessLogReaderTest, address_isSelectedExactlyOrByItsBlock)
{
    std::string day;
    for (const char* address :
         {"203.0.113.7", "203.0.113.70", "203.0.114.7", "2001:db8::7", "2001:db8:1::7", "unknown"}) {
        day += line("2026-11-23T10:00Z", address) + "\n";
    }
    put("access-2026-11-23.log", day);
    EXPECT_EQ(read(from("203.0.113.7")).lines.size(), 1U);
    EXPECT_EQ(read(from("203.0.113.0/24")).lines.size(), 2U);
    EXPECT_EQ(read(from("2001:db8::/48")).lines.size(), 1U);
    EXPECT_EQ(read(from("2001:db8::/32")).lines.size(), 2U);
    EXPECT_EQ(read(from("198.51.100.1")).lines.size(), 0U);
}

TEST_F(AccessLogReaderTest, truncatedAddress_isNobodysAlone)
{
    put("access-2026-11-23.log", line("2026-11-23T10:00Z", "203.0.113.0/24") + "\n");
    const Read exact = read(from("203.0.113.7"));
    EXPECT_TRUE(exact.lines.empty());
    EXPECT_TRUE(exact.reading.wider);
    const Read wide = read(from("203.0.113.0/24"));
    EXPECT_EQ(wide.lines.size(), 1U);
    EXPECT_FALSE(wide.reading.wider);
    EXPECT_FALSE(read(from("203.0.114.7")).reading.wider);
}

TEST_F(AccessLogReaderTest, preservedLines_areReadButNotTwice)
{
    const std::string twice = line("2026-11-23T10:00Z") + "\n" + line("2026-11-23T10:00Z") + "\n";
    put("preserved-2026-11-23-1.log", head + line("2026-10-01T10:00Z") + "\n" + twice);
    put("preserved-2026-11-23-2.log", head + line("2026-10-01T10:00Z") + "\n");
    put("access-2026-11-23.log", twice + line("2026-11-23T11:00Z") + "\n");
    const Read all = read();
    EXPECT_EQ(all.lines, (std::vector<std::string>{line("2026-10-01T10:00Z"), line("2026-11-23T10:00Z"),
                                                   line("2026-11-23T10:00Z"), line("2026-11-23T11:00Z")}));
    EXPECT_EQ(all.reading.lines, 4U);
    EXPECT_EQ(all.reading.broken, 0U) << "a head is no broken line";
    fs::remove(m_directory / "access-2026-11-23.log");
    EXPECT_EQ(read().lines.size(), 3U) << "the day itself is gone";
}

TEST_F(AccessLogReaderTest, whatIsNoLine_isCountedAndLeftOut)
{
    put("access-2026-11-23.log", line("2026-11-23T10:00Z") + "\n\nrubbish\n" + std::string(200'000, 'x') +
                                     "\n" + line("2026-11-22T10:00Z") + "\n" + line("2026-11-23T10:01Z") +
                                     "\n" + line("2026-11-23T10:02Z"));
    put("preserved-2026-11-23-1.log", head + "rubbish\n" + line("2026-11-23T10:00Z") + "\n");
    const Read all = read();
    EXPECT_EQ(all.lines, (std::vector<std::string>{line("2026-11-23T10:00Z"), line("2026-11-23T10:01Z")}));
    EXPECT_EQ(all.reading.broken,
              6U); // empty, rubbish, too long, another day's, without an end; rubbish preserved
}

TEST_F(AccessLogReaderTest, longFile_isReadWhole)
{
    std::string day;
    for (int i = 0; i < 5'000; ++i) { // several pieces; lines lie across their borders
        day += line("2026-11-23T10:00Z", "2001:db8::" + std::to_string(1'000 + i)) + "\n";
    }
    put("access-2026-11-23.log", day);
    const Read all = read();
    ASSERT_EQ(all.lines.size(), 5'000U);
    EXPECT_EQ(all.lines.back(), line("2026-11-23T10:00Z", "2001:db8::5999"));
    EXPECT_EQ(all.reading.broken, 0U);
}

TEST_F(AccessLogReaderTest, sinkThatHasEnough_endsIt)
{
    put("access-2026-11-22.log", line("2026-11-22T10:00Z") + "\n" + line("2026-11-22T10:00Z") + "\n");
    put("access-2026-11-23.log", line("2026-11-23T10:00Z") + "\n");
    put("preserved-2026-11-23-1.log",
        head + line("2026-11-21T10:00Z") + "\n" + line("2026-11-21T10:00Z") + "\n");
    for (int enough = 1; enough <= 5; ++enough) {
        int told = 0;
        const auto done = readAccessLog(
            openDirectory(), {}, [&](const AccessLogLine&, std::string_view) { return ++told < enough; });
        ASSERT_TRUE(done.ok());
        EXPECT_EQ(told, enough);
    }
}

TEST_F(AccessLogReaderTest, fileThatCantBeRead_isNamed)
{
    fs::create_directories(m_directory / "access-2026-11-23.log");
    const auto done =
        readAccessLog(openDirectory(), {}, [](const AccessLogLine&, std::string_view) { return true; });
    ASSERT_FALSE(done.ok());
    EXPECT_NE(done.error().text.find("access-2026-11-23.log: is not a regular file"), std::string::npos)
        << done.error().text;
}

TEST_F(AccessLogReaderTest, linkInPlaceOfAFile_isNotFollowed)
{
    put("elsewhere", line("2026-11-23T10:00Z") + "\n");
    fs::create_symlink("elsewhere", m_directory / "access-2026-11-23.log");
    EXPECT_FALSE(
        readAccessLog(openDirectory(), {}, [](const AccessLogLine&, std::string_view) { return true; }).ok());
}

} // namespace
} // namespace chatmet::server
