// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a client says, what is written has one form, and only that form is read back.
#include "server/ops/AccessLogLine.h"

#include "server/ops/UtcDate.h"

#include <gtest/gtest.h>

#include <random>
#include <regex>
#include <set>

namespace chatmet::server {
namespace {

/// The whole language of the access log; server/README.md says the same in words.
const std::regex& form()
{
    static const std::regex lines(
        R"(\d{4}-\d\d-\d\dT\d\d:\d\dZ (unknown|[0-9a-f.:]{2,45}(/24|/48)?) )"
        R"((ChatMet/(other|\d{1,5}(\.\d{1,5}){0,3}) (linux|windows|macos|other)|refused x[1-9]\d*)\n)",
        std::regex::ECMAScript | std::regex::optimize);
    return lines;
}

/// Texts that somebody would send who wants to forge, hide or break a line.
class Hostile
{
public:
    std::string text()
    {
        static const std::vector<std::string> kinds{"\n",
                                                    "\r\n",
                                                    "\x1b[2J",
                                                    "\"",
                                                    "'",
                                                    " ",
                                                    "\t",
                                                    "%s%n",
                                                    ",",
                                                    "/24",
                                                    "refused x1",
                                                    "linux",
                                                    "ChatMet/0.1.0",
                                                    "2026-11-23T00:00Z",
                                                    "203.0.113.7",
                                                    "::1",
                                                    "\xff\xfe",
                                                    "\u202e",
                                                    "\u0660",
                                                    "\u2028",
                                                    "../",
                                                    "$(id)",
                                                    "-",
                                                    "0",
                                                    "99999",
                                                    ".",
                                                    "..",
                                                    "1.2.3.4",
                                                    std::string(1, '\0'),
                                                    "\x7f",
                                                    "\xc2\x85",
                                                    "fe80::1%eth0",
                                                    "e"};
        std::string made;
        const std::size_t pieces = number(6);
        for (std::size_t i = 0; i < pieces; ++i) {
            made +=
                number(4) == 0 ? std::string(1, static_cast<char>(number(256))) : kinds[number(kinds.size())];
        }
        return number(2'000) == 0 ? std::string(65'536, made.empty() ? '1' : made.front()) : made;
    }

    /// Below limit.
    std::size_t number(std::size_t limit)
    {
        return std::uniform_int_distribution<std::size_t>(0, limit - 1)(m_random);
    }

private:
    std::mt19937_64 m_random{20'261'123}; // the same in every run: a failure can be looked into
};

TEST(AccessLogLine, anyHello_makesALineOfTheOneForm)
{
    Hostile hostile;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < 1'000'000; ++i) {
        const std::string given = hostile.text();
        const std::string said = hostile.text();
        const auto detail = hostile.number(2) == 0 ? AddressDetail::Whole : AddressDetail::Truncated;
        const std::string address = loggedAddress(given, detail);
        const auto system = static_cast<ClientSystem>(hostile.number(4));
        const std::int64_t minute = 29'000'000 + static_cast<std::int64_t>(hostile.number(10'000'000));
        for (const std::string& line : {arrivalLine(minute * 60'000, address, said, system),
                                        refusalLine(minute, address, 1 + hostile.number(1'000'000))}) {
            ASSERT_TRUE(std::regex_match(line, form())) << "hello " << i << ": " << line;
            ASSERT_LE(line.size(), accessLogLineBytesMax);
            const auto read = parseAccessLogLine(std::string_view(line).substr(0, line.size() - 1));
            ASSERT_TRUE(read.has_value()) << line;
            ASSERT_EQ(read->minute, minute);
            ASSERT_EQ(read->address, address);
        }
        seen.insert(address);
        seen.insert(arrivalLine(0, "", said, ClientSystem::Other));
    }
    EXPECT_GT(seen.size(), 20U) << "some of it is good, so both ways were taken";
}

TEST(AccessLogLine, version_onlyGroupsOfDigits)
{
    const auto versionOf = [](const std::string& said) {
        const std::string line = arrivalLine(0, "::1", said, ClientSystem::Linux);
        return line.substr(30, line.size() - 37); // between "1970-01-01T00:00Z ::1 ChatMet/" and " linux\n"
    };
    for (const char* good : {"0", "0.1.0", "1.22.333.4444", "99999.99999.99999.99999"}) {
        EXPECT_EQ(versionOf(good), good);
    }
    for (const char* bad :
         {"", ".", ".1", "1.", "1..0", "1.2.3.4.5", "123456", "0.1.0-rc", "1 ", "1.0 linux", "v1"}) {
        EXPECT_EQ(versionOf(bad), "other") << bad;
    }
}

TEST(AccessLogLine, parse_ownLines_givesTheirFields)
{
    const auto arrival = parseAccessLogLine("2026-11-23T17:31Z 203.0.113.0/24 ChatMet/0.1.0 linux");
    ASSERT_TRUE(arrival.has_value());
    EXPECT_EQ(arrival->time, "2026-11-23T17:31Z");
    EXPECT_EQ(arrival->address, "203.0.113.0/24");
    EXPECT_TRUE(arrival->block.has_value());
    EXPECT_EQ(arrival->version, "0.1.0");
    EXPECT_EQ(arrival->system, "linux");
    EXPECT_FALSE(arrival->refusal);
    const auto refusal = parseAccessLogLine("2026-11-23T17:31Z unknown refused x12");
    ASSERT_TRUE(refusal.has_value());
    EXPECT_TRUE(refusal->refusal);
    EXPECT_FALSE(refusal->block.has_value());
    EXPECT_TRUE(refusal->version.empty());
    EXPECT_TRUE(refusal->system.empty());
}

TEST(AccessLogLine, parse_anythingElse_isNone)
{
    for (const char* text :
         {"", " ", "2026-11-23T17:31Z", "2026-11-23T17:31Z 203.0.113.7 ChatMet/0.1.0",
          "2026-11-23T17:31Z  ChatMet/1 linux", "2026-11-23T17:31Z 203.0.113.7 ChatMet/0.1.0 linux ",
          "2026-11-23T17:31Z 203.0.113.7 ChatMet/0.1.0 beos", "2026-11-23T17:31Z 203.0.113.7 0.1.0 linux",
          "2026-11-23T17:31Z 203.0.113.07 ChatMet/1 linux", "2026-11-23T17:31Z 2001:DB8::7 ChatMet/1 linux",
          "2026-11-23 17:31 203.0.113.7 ChatMet/1 linux", "2026-11-23T17:31Z 203.0.113.7 refused x0",
          "2026-11-23T17:31Z 203.0.113.7 refused x", "2026-11-23T17:31Z 203.0.113.7 refused 3",
          "2026-11-23T17:31Z 203.0.113.7 refused x1 linux",
          "2026-11-23T17:31Z 203.0.113.7 refused x18446744073709551616",
          "2026-11-23T17:31Z 203.0.113.7/24 ChatMet/1 linux",
          "2026-11-23T17:31Z 203.0.113.7 ChatMet/ linux"}) {
        EXPECT_FALSE(parseAccessLogLine(text).has_value()) << text;
    }
}

} // namespace
} // namespace chatmet::server
