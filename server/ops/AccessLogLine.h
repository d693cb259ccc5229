// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The form of a line of the access log: written here, read here, and nothing else is a line.

#include "server/ops/AddressBlock.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chatmet::server {

/// The systems that a line may name.
enum class ClientSystem
{
    Other,
    Linux,
    Windows,
    MacOs
};

/// How much of an address a line holds.
enum class AddressDetail
{
    Whole,
    Truncated ///< AddressBlock::truncated(), with its bits: 203.0.113.0/24
};

/// No line is longer, its end included.
inline constexpr std::size_t accessLogLineBytesMax = 128;

/// Numeric addresses in their shortest form, anything else as "unknown".
[[nodiscard]] std::string loggedAddress(std::string_view address, AddressDetail detail);

/// `2026-11-23T17:31Z 203.0.113.7 ChatMet/0.1.0 linux`, with its end. address: from loggedAddress. version:
/// what the client says; written as it is if it is one to four groups of one to five digits between dots,
/// else as "other". utcMs: milliseconds since 1970.
[[nodiscard]] std::string arrivalLine(std::int64_t utcMs, const std::string& address,
                                      std::string_view version, ClientSystem system);

/// `2026-11-23T17:31Z 203.0.113.7 refused x12`, with its end. minute: minutes since 1970.
[[nodiscard]] std::string refusalLine(std::int64_t minute, const std::string& address, std::uint64_t count);

/// A line that was read. Views live as long as the text that was parsed.
struct AccessLogLine
{
    std::int64_t minute{0};            ///< minutes since 1970
    std::string_view time;             ///< 2026-11-23T17:31Z
    std::string_view address;          ///< as written
    std::optional<AddressBlock> block; ///< nothing for "unknown"
    bool refusal{false};               ///< then version and system are empty
    std::string_view version;          ///< "0.1.0" or "other"
    std::string_view system;           ///< "linux", "windows", "macos" or "other"
};

/// text: without its end. Nothing for what this file would not have written.
[[nodiscard]] std::optional<AccessLogLine> parseAccessLogLine(std::string_view text);

} // namespace chatmet::server
