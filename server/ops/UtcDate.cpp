// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/UtcDate.h"

#include <chrono>
#include <cstdio>

namespace chatmet::server {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

template <class Unit> std::int64_t whole(std::int64_t utcMs) noexcept
{
    return std::chrono::floor<Unit>(std::chrono::milliseconds(utcMs)).count();
}

/// Exactly count digits at offset.
std::optional<unsigned> digits(std::string_view text, std::size_t offset, std::size_t count)
{
    unsigned value = 0;
    for (const char c : text.substr(offset, count)) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    return value;
}

} // namespace

std::int64_t utcDay(std::int64_t utcMs) noexcept
{
    return whole<std::chrono::days>(utcMs);
}

std::int64_t utcMinute(std::int64_t utcMs) noexcept
{
    return whole<std::chrono::minutes>(utcMs);
}

std::string formatDay(std::int64_t day)
{
    const year_month_day date{sys_days{std::chrono::days{day}}};
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::string formatMinute(std::int64_t minute)
{
    const std::int64_t day = std::chrono::floor<std::chrono::days>(std::chrono::minutes(minute)).count();
    const auto ofDay = static_cast<int>(minute - day * minutesPerDay);
    char text[16];
    std::snprintf(text, sizeof text, "T%02d:%02dZ", ofDay / 60, ofDay % 60);
    return formatDay(day) + text;
}

std::optional<std::int64_t> parseDay(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const year_month_day date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                              std::chrono::day(*day)};
    if (!date.ok()) {
        return std::nullopt;
    }
    return sys_days{date}.time_since_epoch().count();
}

std::optional<std::int64_t> parseMinute(std::string_view text)
{
    constexpr std::size_t dayBytes = 10;
    if (text.size() != dayBytes + 7 || text[10] != 'T' || text[13] != ':' || text[16] != 'Z') {
        return std::nullopt;
    }
    const auto day = parseDay(text.substr(0, dayBytes));
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    if (!day || !hour || !minute || *hour > 23 || *minute > 59) {
        return std::nullopt;
    }
    return *day * minutesPerDay + *hour * 60 + *minute;
}

} // namespace chatmet::server
