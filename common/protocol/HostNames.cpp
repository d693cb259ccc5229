// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/HostNames.h"

#include <algorithm>
#include <vector>

namespace chatmet::protocol {

namespace {

constexpr std::size_t hostBytesMax = 253; // RFC 1035, section 2.3.4, as text
constexpr std::size_t labelBytesMax = 63;

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

bool isLowerHex(char character)
{
    return isDigit(character) || (character >= 'a' && character <= 'f');
}

bool isLabel(std::string_view label)
{
    return !label.empty() && label.size() <= labelBytesMax && label.front() != '-' && label.back() != '-' &&
           std::ranges::all_of(label, [](char character) {
               return isDigit(character) || (character >= 'a' && character <= 'z') || character == '-';
           });
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (std::size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
        parts.push_back(text.substr(0, at));
        text.remove_prefix(at + 1);
    }
    parts.push_back(text);
    return parts;
}

/// 0..255 without leading zeros, which some read as octal.
bool isOctet(std::string_view text)
{
    if (text.empty() || text.size() > 3 || !std::ranges::all_of(text, isDigit) ||
        (text.size() > 1 && text.front() == '0'))
        return false;
    int value = 0;
    for (const char digit : text)
        value = 10 * value + (digit - '0');
    return value <= 255;
}

bool isIpv4Address(std::string_view text)
{
    const auto parts = split(text, '.');
    return parts.size() == 4 && std::ranges::all_of(parts, isOctet);
}

bool looksLikeANumber(std::string_view label)
{
    if (label.starts_with("0x"))
        return std::ranges::all_of(label.substr(2), isLowerHex);
    return std::ranges::all_of(label, isDigit);
}

/// How many of the eight groups these are, the last one perhaps an IPv4 address; -1 where one is none.
int countGroups(std::string_view text, bool mayEndInIpv4)
{
    if (text.empty())
        return 0;
    const auto parts = split(text, ':');
    int groups = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (mayEndInIpv4 && i + 1 == parts.size() && isIpv4Address(parts[i]))
            return groups + 2;
        if (parts[i].empty() || parts[i].size() > 4 || !std::ranges::all_of(parts[i], isLowerHex))
            return -1;
        ++groups;
    }
    return groups;
}

} // namespace

bool isHostName(std::string_view text)
{
    if (text.size() > hostBytesMax)
        return false;
    const auto labels = split(text, '.');
    if (!std::ranges::all_of(labels, isLabel))
        return false;
    return !looksLikeANumber(labels.back()) || isIpv4Address(text);
}

bool isIpv6Address(std::string_view text)
{
    const std::size_t gap = text.find("::");
    if (gap == std::string_view::npos)
        return countGroups(text, true) == 8;
    const int before = countGroups(text.substr(0, gap), false);
    const int after = countGroups(text.substr(gap + 2), true);
    return before >= 0 && after >= 0 && before + after < 8; // a second :: leaves an empty group
}

} // namespace chatmet::protocol
