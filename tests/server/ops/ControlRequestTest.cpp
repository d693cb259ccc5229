// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The line that an operator's command becomes, there and back.
#include "server/ops/ControlRequest.h"

#include <gtest/gtest.h>

namespace chatmet::server {
namespace {

using Kind = ControlRequest::Kind;

TEST(ControlRequest, write_everyKind_isReadBack)
{
    const ControlRequest ban{Kind::Ban, AddressBlock::parse("2001:db8::/48"), std::chrono::hours(2),
                             "spam, again"};
    EXPECT_EQ(writeControlRequest(ban), "ban\t2001:db8::/48\t7200\tspam, again");
    for (const Kind kind :
         {Kind::Health, Kind::Totals, Kind::Bans, Kind::Ban, Kind::Unban, Kind::Notice, Kind::Reload}) {
        ControlRequest request = ban;
        request.kind = kind;
        const std::string line = writeControlRequest(request);
        const auto read = parseControlRequest(line);
        ASSERT_TRUE(read.has_value()) << line;
        EXPECT_EQ(read->kind, kind);
        EXPECT_EQ(writeControlRequest(*read), line);
    }
}

TEST(ControlRequest, parse_foreignLines_areNothing)
{
    for (const char* line :
         {"", "halt", "health\t", "ban", "ban\tsomeone\t1\t", "ban\t203.0.113.7\t0\t",
          "ban\t203.0.113.7\t-1\t", "ban\t203.0.113.7\t1", "ban\t203.0.113.7\t99999999\t",
          "ban\t203.0.113.7\t1\twhy\tmore", "unban\t", "notice\t1s\tx", "notice\t1\t\x01", "BANS"}) {
        EXPECT_FALSE(parseControlRequest(line).has_value()) << line;
    }
    for (const char* text : {"\xfc", "\xe0\xa4", "\xc0\x80", "\xed\xa0\x80"}) {
        EXPECT_FALSE(isControlText(text)); // it would end every session: a header is UTF-8
    }
    EXPECT_FALSE(
        parseControlRequest("notice\t1\t" + std::string(ControlRequest::textBytesMax + 1, 'x')).has_value());
}

TEST(ControlRequest, duration_units_areSeconds)
{
    using std::chrono::seconds;
    EXPECT_EQ(parseDuration("90s"), seconds(90));
    EXPECT_EQ(parseDuration("30m"), seconds(1'800));
    EXPECT_EQ(parseDuration("2h"), seconds(7'200));
    EXPECT_EQ(parseDuration("366d"), ControlRequest::banMost);
    for (const char* text : {"", "s", "5", "0h", "-1h", "1.5h", "367d", "9999999999999h", "1 h", "1w"}) {
        EXPECT_FALSE(parseDuration(text).has_value()) << text;
    }
    EXPECT_EQ(durationText(seconds(7'200)), "2h");
    EXPECT_EQ(durationText(seconds(90)), "90s");
    EXPECT_EQ(durationText(seconds(86'400 * 3)), "3d");
}

} // namespace
} // namespace chatmet::server
