// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/AccessLogNames.h"

#include "server/ops/UtcDate.h"

#include <charconv>

namespace chatmet::server {

namespace {

constexpr std::string_view logSuffix = ".log";
constexpr std::string_view dailyPrefix = "access-";
constexpr std::string_view preservedPrefix = "preserved-";
constexpr std::string_view temporaryPrefix = "preserving-";
constexpr std::string_view temporarySuffix = ".tmp";
constexpr std::size_t dayBytes = 10;

/// What stands between the two; nothing where they aren't there.
std::optional<std::string_view> between(std::string_view name, std::string_view prefix,
                                        std::string_view suffix)
{
    if (name.size() < prefix.size() + suffix.size() || !name.starts_with(prefix) || !name.ends_with(suffix)) {
        return std::nullopt;
    }
    return name.substr(prefix.size(), name.size() - prefix.size() - suffix.size());
}

std::string joined(std::string_view prefix, std::string_view middle, std::string_view suffix)
{
    return std::string(prefix).append(middle).append(suffix);
}

} // namespace

std::string dailyFileName(std::int64_t day)
{
    return joined(dailyPrefix, formatDay(day), logSuffix);
}

std::optional<std::int64_t> dayOfDailyFile(std::string_view name)
{
    const auto day = between(name, dailyPrefix, logSuffix);
    return day ? parseDay(*day) : std::nullopt;
}

std::string formatPreservedId(const PreservedId& id)
{
    return formatDay(id.day) + "-" + std::to_string(id.number);
}

std::optional<PreservedId> parsePreservedId(std::string_view text)
{
    if (text.size() < dayBytes + 2 || text[dayBytes] != '-' || text[dayBytes + 1] == '0') {
        return std::nullopt;
    }
    const auto day = parseDay(text.substr(0, dayBytes));
    const std::string_view digits = text.substr(dayBytes + 1);
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = error == std::errc() && end == digits.data() + digits.size();
    if (!day || !whole || number < 1 || number > PreservedId::numberMax) {
        return std::nullopt;
    }
    return PreservedId{*day, number};
}

std::string preservedFileName(const PreservedId& id)
{
    return joined(preservedPrefix, formatPreservedId(id), logSuffix);
}

std::optional<PreservedId> idOfPreservedFile(std::string_view name)
{
    const auto id = between(name, preservedPrefix, logSuffix);
    return id ? parsePreservedId(*id) : std::nullopt;
}

std::string temporaryFileName(std::uint64_t random)
{
    return joined(temporaryPrefix, std::to_string(random), temporarySuffix);
}

bool isTemporaryFile(std::string_view name)
{
    return between(name, temporaryPrefix, temporarySuffix).has_value();
}

} // namespace chatmet::server
