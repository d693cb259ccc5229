// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The text that Prometheus reads, and the page that "top" makes of it.
#include "server/ops/Metrics.h"

#include "server/ops/TopScreen.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>

namespace chatmet::server {
namespace {

using std::chrono::milliseconds;

struct Sample
{
    ServiceCounts now;
    ServiceTotals totals;
    LineTotals lines;

    Sample()
    {
        now.sessions = 5;
        totals.messages = 12;
        totals.refusals[Errc::RateLimited] = 3;
        totals.refusals[Errc::ServerFull] = 1;
        totals.hit(Limit::MessagesPerSession);
        totals.hit(Limit::Outbox);
        totals.hit(Limit::Outbox);
        totals.strikes = 7;
        add(lines.refusedBanned, 2);
        add(lines.held, 4);
        lines.handshakes.add(milliseconds(3));
        lines.handshakes.add(milliseconds(40'000));
    }
    [[nodiscard]] std::string text() const
    {
        Figures figures{now, totals, lines};
        figures.sessionsMax = 50;
        return metricsText(figures);
    }
};

TEST(Metrics, text_everyLine_isOfTheFormat)
{
    std::istringstream lines(Sample().text());
    std::string line;
    std::string series;
    std::set<std::string> seen;
    const std::regex value(R"re(([a-z_]+)(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+)re");
    while (std::getline(lines, line)) {
        std::smatch parts;
        if (line.starts_with("# HELP ")) {
            series = line.substr(7, line.find(' ', 7) - 7);
            EXPECT_TRUE(seen.insert(series).second) << series << " is there twice";
            EXPECT_GT(line.size(), series.size() + 12) << line;
        } else if (line.starts_with("# TYPE ")) {
            EXPECT_TRUE(line.starts_with("# TYPE " + series + " ")) << line;
            EXPECT_EQ(line.ends_with(" counter"), series.ends_with("_total")) << line;
        } else {
            ASSERT_TRUE(std::regex_match(line, parts, value)) << line;
            EXPECT_TRUE(parts[1].str().starts_with(series)) << line;
        }
    }
    EXPECT_GT(seen.size(), 30U);
}

TEST(Metrics, text_values_areThoseOfTheServer)
{
    const std::string text = Sample().text();
    for (const char* line :
         {"chatmet_limits_hit_total{limit=\"messages_per_session\"} 1\n",
          "chatmet_limits_hit_total{limit=\"outbox\"} 2\n",
          "chatmet_limits_hit_total{limit=\"sessions_max\"} 0\n", "chatmet_strikes_total 7\n",
          "chatmet_connections_held 4\n", "chatmet_sessions 5\n", "chatmet_sessions_max 50\n",
          "chatmet_messages_total 12\n", "chatmet_connections_refused_total{why=\"banned\"} 2\n",
          "chatmet_handshake_seconds_bucket{le=\"0.0025\"} 0\n",
          "chatmet_handshake_seconds_bucket{le=\"0.005\"} 1\n",
          "chatmet_handshake_seconds_bucket{le=\"30\"} 1\n",
          "chatmet_handshake_seconds_bucket{le=\"+Inf\"} 2\n", "chatmet_handshake_seconds_sum 40.003\n",
          "chatmet_handshake_seconds_count 2\n"}) {
        EXPECT_NE(text.find(line), std::string::npos) << line << text;
    }
    const std::string limited = std::to_string(static_cast<int>(Errc::RateLimited));
    EXPECT_NE(text.find("chatmet_refusals_total{code=\"" + limited + "\""), std::string::npos) << text;
}

TEST(TopScreen, secondPage_showsWhatChangedEachSecond)
{
    Sample sample;
    TopScreen screen;
    const std::chrono::steady_clock::time_point begin{};
    const std::string first = screen.next(sample.text(), begin, false);
    EXPECT_TRUE(std::regex_search(first, std::regex("sessions +5  of 50\n"))) << first;
    EXPECT_TRUE(std::regex_search(first, std::regex("messages +12 +\n"))) << first;
    EXPECT_TRUE(std::regex_search(first, std::regex("refusals +4 +\n"))) << first; // both codes together
    sample.totals.messages += 30;
    const std::string second = screen.next(sample.text(), begin + milliseconds(2'000), true);
    EXPECT_TRUE(std::regex_search(second, std::regex("messages +42 +15.0/s\n"))) << second;
    EXPECT_TRUE(second.starts_with("\x1b[H\x1b[2J"));
    EXPECT_EQ(screen.next("", begin + milliseconds(3'000), false).find("nan"), std::string::npos);
}

} // namespace
} // namespace chatmet::server
