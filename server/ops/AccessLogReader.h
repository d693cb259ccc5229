// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reads back what the access log kept: by time and address, from daily and preserved files alike.

#include "server/ops/AccessLogDirectory.h"
#include "server/ops/AccessLogLine.h"
#include "server/ops/AddressBlock.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace chatmet::server {

/// Which lines are meant. Minutes since 1970, both included; nothing: without that bound.
struct AccessLogSelection
{
    std::optional<std::int64_t> sinceMinute;
    std::optional<std::int64_t> untilMinute;
    std::optional<AddressBlock> address; ///< lines whose address, or whose whole block, lies in it

    [[nodiscard]] bool includesTime(std::int64_t minute) const
    {
        return (!sinceMinute || minute >= *sinceMinute) && (!untilMinute || minute <= *untilMinute);
    }
};

/// What was met on the way.
struct AccessLogReading
{
    std::uint64_t lines{0};  ///< given to the sink
    std::uint64_t broken{0}; ///< left out: no lines of that day's log, half a line at an end, say
    bool wider{false};       ///< some were left out whose truncated address could be the one asked for
};

/// Told each line of a file without its end, until it returns false; lines of more than lineBytesMax bytes
/// come as one empty view. False where there is no such file (any more).
using LineSink = std::function<bool(std::string_view)>;
[[nodiscard]] Result<bool> readLines(const AccessLogDirectory& directory, const std::string& name,
                                     std::size_t lineBytesMax, const LineSink& sink);

/// Told each selected line, refusals included, until it returns false. text: with its end.
using SelectedSink = std::function<bool(const AccessLogLine& line, std::string_view text)>;

/// Days in their order; within a day what the daily file has, then what only preserved files have. A line
/// that stands in several files comes as often as the file has it that has it most often, so that a
/// connection is told once. Holds the preserved lines of one day in memory. What disappears meanwhile is left
/// out.
[[nodiscard]] Result<AccessLogReading> readAccessLog(const AccessLogDirectory& directory,
                                                     const AccessLogSelection& selection,
                                                     const SelectedSink& sink);

} // namespace chatmet::server
