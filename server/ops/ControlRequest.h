// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What an operator asks of a running server, as it goes over the control socket.

#include "common/protocol/Limits.h"
#include "server/ops/AddressBlock.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chatmet::server {

struct ControlRequest
{
    enum class Kind : std::uint8_t
    {
        Health, ///< whether it serves
        Totals, ///< the metrics, as text; "top" asks for them again and again
        Bans,
        Ban,
        Unban,
        Notice, ///< shown to everybody who is connected
        Reload  ///< as SIGHUP, with an answer
    };
    static constexpr std::chrono::seconds banMost{std::chrono::hours(24 * 366)};
    static constexpr std::size_t textBytesMax = limits::noticeBytesMax; ///< of why as well; UTF-8, one line
    static constexpr std::size_t lineBytesMax = 512;                    ///< of a request on the wire

    Kind kind{Kind::Health};
    std::optional<AddressBlock> address; ///< Ban, Unban
    std::chrono::seconds duration{0};    ///< Ban, Notice; above 0
    std::string text;                    ///< Ban: why, may be empty; Notice: what is said
};

/// One line without its end: KIND, and the parts that this kind has, divided by tabs:
/// "ban\t203.0.113.0/24\t7200\tspam".
[[nodiscard]] std::string writeControlRequest(const ControlRequest& request);
/// Nothing for a line that writeControlRequest would not have written.
[[nodiscard]] std::optional<ControlRequest> parseControlRequest(std::string_view line);

/// "90s", "30m", "2h", "7d"; at least a second, at most ControlRequest::banMost. Nothing for anything else.
[[nodiscard]] std::optional<std::chrono::seconds> parseDuration(std::string_view text);
/// The shortest that is exact: "2h", "90s".
[[nodiscard]] std::string durationText(std::chrono::seconds duration);

/// UTF-8 in one line, without control characters, at most ControlRequest::textBytesMax bytes.
[[nodiscard]] bool isControlText(std::string_view text);

} // namespace chatmet::server
