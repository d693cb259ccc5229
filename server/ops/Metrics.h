// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is told of the server: totals alone, none of a person, an address or a conversation (promise P14).

#include "server/core/ChatService.h"
#include "server/net/LineTotals.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace chatmet::server {

/// As of one moment. Times: UTC, seconds since 1970.
struct Figures
{
    const ServiceCounts& now;
    const ServiceTotals& totals;
    const LineTotals& lines;
    std::size_t connectionsMax{0};
    std::size_t sessionsMax{0};
    std::size_t budgetBytes{0};
    std::size_t bans{0};
    std::uint64_t accessLogLinesLost{0};
    std::uint64_t reloads{0};       ///< that were carried out
    std::uint64_t reloadsFailed{0}; ///< ... and refused: the old settings hold
    std::int64_t startedAt{0};
    std::int64_t certificateEndsAt{0};
    bool certificateRefused{false}; ///< its files have changed and can't be taken
    bool draining{false};
};

/// Prometheus's text format 0.0.4, each series with its help. Ends with a line feed.
[[nodiscard]] std::string metricsText(const Figures& figures);

} // namespace chatmet::server
