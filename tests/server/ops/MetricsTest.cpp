// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The text that Prometheus reads, and the page that "top" makes of it.
#include "server/ops/Metrics.h"

#include "server/ops/TopScreen.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

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
    screen.take(sample.text(), begin);
    const std::string first = screen.page();
    EXPECT_TRUE(std::regex_search(first, std::regex("sessions +5  of 50\n"))) << first;
    EXPECT_TRUE(std::regex_search(first, std::regex("messages +12 +\n"))) << first;
    EXPECT_TRUE(std::regex_search(first, std::regex("refusals +4 +\n"))) << first; // both codes together
    sample.totals.messages += 30;
    screen.take(sample.text(), begin + milliseconds(2'000));
    EXPECT_TRUE(std::regex_search(screen.page(), std::regex("messages +42 +15.0/s\n"))) << screen.page();
    screen.take("", begin + milliseconds(3'000));
    EXPECT_EQ(screen.page().find("nan"), std::string::npos);
}

TEST(TopScreen, page_staysWithinTheTerminal)
{
    TopScreen screen;
    screen.take(Sample().text(), {});
    const auto lines = [&](const ScreenSize& size) {
        const std::string page = screen.page(size);
        EXPECT_TRUE(page.starts_with("\x1b[H")) << page; // over what stands there
        EXPECT_TRUE(page.ends_with("\x1b[K\x1b[J")) << page;
        std::vector<std::string> found;
        const std::regex end("\x1b\\[K(\r\n|\x1b\\[J)");
        for (std::sregex_token_iterator at(page.begin() + 3, page.end(), end, -1), none; at != none; ++at) {
            found.push_back(*at);
        }
        return found;
    };
    const auto whole = lines({50, 80});
    ASSERT_EQ(whole.size(), 28U);
    EXPECT_TRUE(whole.back().starts_with("bytes sent"));
    const auto tight = lines({26, 80});
    EXPECT_EQ(tight.size(), 26U); // without the empty lines
    EXPECT_TRUE(tight.back().starts_with("bytes sent"));
    const auto usual = lines({24, 80});
    ASSERT_EQ(usual.size(), 24U);
    EXPECT_EQ(usual.front(), "chatmet-server");
    EXPECT_EQ(usual.back(), "(3 lines more: make the window taller)");
    for (const std::string& line : lines({24, 30})) {
        EXPECT_LE(line.size(), 30U) << line;
    }
    EXPECT_EQ(lines({1, 1}).size(), 1U);
}

} // namespace
} // namespace chatmet::server
