// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Days and minutes of UTC as numbers and as ISO 8601 text; no clock is read.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chatmet::server {

inline constexpr std::int64_t minutesPerDay = 24 * 60;

/// Days since 1970-01-01, rounded down. utcMs: milliseconds since then.
[[nodiscard]] std::int64_t utcDay(std::int64_t utcMs) noexcept;
/// Minutes since 1970-01-01, rounded down.
[[nodiscard]] std::int64_t utcMinute(std::int64_t utcMs) noexcept;
/// "2026-11-23"; years 0000 to 9999.
[[nodiscard]] std::string formatDay(std::int64_t day);
/// "2026-11-23T17:31Z". minute: minutes since 1970.
[[nodiscard]] std::string formatMinute(std::int64_t minute);
/// The inverse of formatDay; nothing for any other form and for dates that don't exist.
[[nodiscard]] std::optional<std::int64_t> parseDay(std::string_view text);
/// The inverse of formatMinute; nothing for any other form.
[[nodiscard]] std::optional<std::int64_t> parseMinute(std::string_view text);

} // namespace chatmet::server
