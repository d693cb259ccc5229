// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/AccessLogLine.h"

#include "server/ops/UtcDate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace chatmet::server {

namespace {

constexpr std::string_view unknownAddress = "unknown";
constexpr std::string_view otherVersion = "other";
constexpr std::string_view clientName = "ChatMet/";
constexpr std::string_view refusedWord = "refused";
/// By ClientSystem.
constexpr std::array<std::string_view, 4> systemNames{"other", "linux", "windows", "macos"};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isVersion(std::string_view version)
{
    constexpr int groupsMax = 4;
    constexpr int digitsMax = 5;
    int groups = 1;
    int digits = 0;
    for (const char c : version) {
        if (isDigit(c) && digits < digitsMax) {
            ++digits;
        } else if (c == '.' && digits > 0 && groups < groupsMax) {
            ++groups;
            digits = 0;
        } else {
            return false;
        }
    }
    return digits > 0;
}

/// Takes what stands before the next blank, and the blank.
std::string_view takeWord(std::string_view& text)
{
    const std::size_t blank = text.find(' ');
    const std::string_view word = text.substr(0, blank);
    text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    return word;
}

bool isCount(std::string_view word)
{
    if (word.size() < 2 || word[0] != 'x' || word[1] == '0')
        return false;
    std::uint64_t count = 0;
    const char* const end = word.data() + word.size();
    const auto read = std::from_chars(word.data() + 1, end, count);
    return read.ec == std::errc() && read.ptr == end;
}

} // namespace

std::string loggedAddress(std::string_view address, AddressDetail detail)
{
    const auto block = AddressBlock::parse(address);
    if (!block || address.find('/') != std::string_view::npos) {
        return std::string(unknownAddress);
    }
    return (detail == AddressDetail::Truncated ? block->truncated() : *block).text();
}

std::string arrivalLine(std::int64_t utcMs, const std::string& address, std::string_view version,
                        ClientSystem system)
{
    std::string line = formatMinute(utcMinute(utcMs)) + " " + address + " ";
    line += clientName;
    line += isVersion(version) ? version : otherVersion;
    line += ' ';
    line += systemNames[static_cast<std::size_t>(system)];
    line += '\n';
    return line;
}

std::string refusalLine(std::int64_t minute, const std::string& address, std::uint64_t count)
{
    return formatMinute(minute) + " " + address + " " + std::string(refusedWord) + " x" +
           std::to_string(count) + "\n";
}

std::optional<AccessLogLine> parseAccessLogLine(std::string_view text)
{
    AccessLogLine line;
    line.time = takeWord(text);
    const auto minute = parseMinute(line.time);
    line.address = takeWord(text);
    line.block = AddressBlock::parse(line.address);
    std::string_view third = takeWord(text);
    const std::string_view fourth = text;
    const bool addressIsOurs =
        line.block ? line.block->text() == line.address : line.address == unknownAddress;
    if (!minute || !addressIsOurs) {
        return std::nullopt;
    }
    line.minute = *minute;
    line.refusal = third == refusedWord;
    if (line.refusal) {
        return isCount(fourth) ? std::optional(line) : std::nullopt;
    }
    const bool named = third.starts_with(clientName);
    third.remove_prefix(named ? clientName.size() : 0);
    line.version = third;
    line.system = fourth;
    const bool systemIsOurs = std::find(systemNames.begin(), systemNames.end(), fourth) != systemNames.end();
    return named && systemIsOurs && (third == otherVersion || isVersion(third)) ? std::optional(line)
                                                                                : std::nullopt;
}

} // namespace chatmet::server
