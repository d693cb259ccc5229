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
    std::snprintf(line.data(), line.size(), "%-24s %14.0f  %s", words, value, more.c_str());
    return line.data();
}

} // namespace

void TopScreen::take(std::string_view metrics, std::chrono::steady_clock::time_point now)
{
    m_before = std::exchange(m_values, parse(metrics));
    m_seconds = std::chrono::duration<double>(now - std::exchange(m_takenAt, now)).count();
}

std::string TopScreen::page() const
{
    std::string page;
    for (const std::string& line : lines()) {
        page += line + '\n';
    }
    return page;
}

std::string TopScreen::page(const ScreenSize& size) const
{
    std::vector<std::string> all = lines();
    if (all.size() > size.rows) {
        std::erase(all, std::string());
    }
    if (all.size() > size.rows) {
        const std::size_t hidden = all.size() - size.rows + 1;
        all.resize(size.rows);
        all.back() = "(" + std::to_string(hidden) + " lines more: make the window taller)";
    }
    // Over what stands there, so that nothing flickers; no end of the last line, which would scroll.
    std::string page = "\x1b[H";
    for (std::size_t at = 0; at < all.size(); ++at) {
        page += (at > 0 ? "\r\n" : "") + all[at].substr(0, size.columns) + "\x1b[K";
    }
    return page + "\x1b[J";
}

std::vector<std::string> TopScreen::lines() const
{
    std::vector<std::string> lines{
        valueOf(m_values, "chatmet_draining") > 0 ? "chatmet-server, draining" : "chatmet-server", ""};
    for (const Row& row : nowRows) {
        std::array<char, 32> of{};
        if (row.of != nullptr) {
            std::snprintf(of.data(), of.size(), "of %.0f", valueOf(m_values, row.of));
        }
        lines.push_back(format(row.words, valueOf(m_values, row.series), of.data()));
    }
    lines.emplace_back();
    lines.emplace_back("since the start");
    for (const Row& row : sinceRows) {
        std::array<char, 32> rate{};
        if (!m_before.empty() && m_seconds > 0) {
            std::snprintf(rate.data(), rate.size(), "%.1f/s",
                          (valueOf(m_values, row.series) - valueOf(m_before, row.series)) / m_seconds);
        }
        lines.push_back(format(row.words, valueOf(m_values, row.series), rate.data()));
    }
    return lines;
}

} // namespace chatmet::server
