// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How the access log calls its files; everything else in the folder is somebody else's and stays untouched.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chatmet::server {

/// "access-2026-11-23.log": the lines of that day.
[[nodiscard]] std::string dailyFileName(std::int64_t day);
/// days since 1970-01-01; nothing for other files.
[[nodiscard]] std::optional<std::int64_t> dayOfDailyFile(std::string_view name);

/// Names a file of preserved lines: the day on which they were preserved, and a number of that day.
struct PreservedId
{
    static constexpr int numberMax = 9'999;

    std::int64_t day{0}; ///< days since 1970-01-01
    int number{1};       ///< 1..numberMax

    friend auto operator<=>(const PreservedId&, const PreservedId&) = default;
};

/// "2026-11-23-1".
[[nodiscard]] std::string formatPreservedId(const PreservedId& id);
/// Nothing for any other form; so nothing with which a path could be built.
[[nodiscard]] std::optional<PreservedId> parsePreservedId(std::string_view text);

/// "preserved-2026-11-23-1.log": kept until it is released.
[[nodiscard]] std::string preservedFileName(const PreservedId& id);
[[nodiscard]] std::optional<PreservedId> idOfPreservedFile(std::string_view name);

/// "preserving-....tmp": preserved lines while they are collected; left behind only by a crash.
[[nodiscard]] std::string temporaryFileName(std::uint64_t random);
[[nodiscard]] bool isTemporaryFile(std::string_view name);

} // namespace chatmet::server
