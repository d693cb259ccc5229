// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/TopScreen.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace chatmet::server {

namespace {

using Values = std::map<std::string, double>;

Values parse(std::string_view metrics)
{
    Values values;
    while (!metrics.empty()) {
        const std::string line(metrics.substr(0, metrics.find('\n')));
        metrics.remove_prefix(std::min(line.size() + 1, metrics.size()));
        const std::size_t blank = line.rfind(' ');
        if (line.empty() || line.front() == '#' || blank == std::string::npos) {
            continue;
        }
        const double value = std::strtod(line.c_str() + blank, nullptr);
        values[line.substr(0, blank)] = value;
        if (const std::size_t labels = line.find('{'); labels != std::string::npos) {
            values[line.substr(0, labels)] += value; // all labels together
        }
    }
    return values;
}

struct Row
{
    const char* words;
    const char* series;
    const char* of; ///< what it is a part of; null: nothing
};

constexpr std::array<Row, 9> nowRows{
    {{"connections", "chatmet_connections_held", "chatmet_connections_max"},
     {"sessions", "chatmet_sessions", "chatmet_sessions_max"},
     {"  away", "chatmet_sessions_away", nullptr},
     {"waiting", "chatmet_waiting", nullptr},
     {"pairs", "chatmet_pairs", nullptr},
     {"rooms", "chatmet_rooms", nullptr},
     {"pictures on their way", "chatmet_picture_streams", nullptr},
     {"memory budget, bytes", "chatmet_budget_used_bytes", "chatmet_budget_bytes"},
     {"bans", "chatmet_bans", nullptr}}};

constexpr std::array<Row, 15> sinceRows{{{"connections", "chatmet_connections_total", nullptr},
                                         {"  refused at once", "chatmet_connections_refused_total", nullptr},
                                         {"  handshakes failed", "chatmet_handshakes_failed_total", nullptr},
                                         {"sessions", "chatmet_sessions_total", nullptr},
                                         {"  resumed", "chatmet_sessions_resumed_total", nullptr},
                                         {"puzzles asked", "chatmet_puzzles_asked_total", nullptr},
                                         {"puzzles solved", "chatmet_puzzles_solved_total", nullptr},
                                         {"pairs", "chatmet_pairs_total", nullptr},
                                         {"messages", "chatmet_messages_total", nullptr},
                                         {"pictures", "chatmet_pictures_total", nullptr},
                                         {"refusals", "chatmet_refusals_total", nullptr},
                                         {"  of too much", "chatmet_limits_hit_total", nullptr},
                                         {"slow readers cut", "chatmet_slow_readers_total", nullptr},
                                         {"reports", "chatmet_reports_total", nullptr},
                                         {"bytes sent", "chatmet_frame_bytes_sent_total", nullptr}}};

double valueOf(const Values& values, const char* series)
{
    const auto found = values.find(series);
    return found == values.end() ? 0 : found->second;
}

std::string format(const char* words, double value, const std::string& more)
{
    std::array<char, 120> line{};
    std::snprintf(line.data(), line.size(), "%-24s %14.0f  %s\n", words, value, more.c_str());
    return line.data();
}

} // namespace

std::string TopScreen::next(std::string_view metrics, std::chrono::steady_clock::time_point now,
                            bool terminal)
{
    Values values = parse(metrics);
    const double seconds = std::chrono::duration<double>(now - m_beforeAt).count();
    std::string page = terminal ? "\x1b[H\x1b[2J" : "";
    page += valueOf(values, "chatmet_draining") > 0 ? "chatmet-server, draining\n\n" : "chatmet-server\n\n";
    for (const Row& row : nowRows) {
        std::array<char, 32> of{};
        if (row.of != nullptr) {
            std::snprintf(of.data(), of.size(), "of %.0f", valueOf(values, row.of));
        }
        page += format(row.words, valueOf(values, row.series), of.data());
    }
    page += "\nsince the start\n";
    for (const Row& row : sinceRows) {
        std::array<char, 32> rate{};
        if (!m_before.empty() && seconds > 0) {
            std::snprintf(rate.data(), rate.size(), "%.1f/s",
                          (valueOf(values, row.series) - valueOf(m_before, row.series)) / seconds);
        }
        page += format(row.words, valueOf(values, row.series), rate.data());
    }
    m_before = std::move(values);
    m_beforeAt = now;
    return page;
}

} // namespace chatmet::server
