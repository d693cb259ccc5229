// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/ControlRequest.h"

#include "common/protocol/Names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace chatmet::server {

namespace {

using Kind = ControlRequest::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 7> kindNames{{{"health", Kind::Health},
                                                                      {"totals", Kind::Totals},
                                                                      {"bans", Kind::Bans},
                                                                      {"ban", Kind::Ban},
                                                                      {"unban", Kind::Unban},
                                                                      {"notice", Kind::Notice},
                                                                      {"reload", Kind::Reload}}};

constexpr std::array<std::pair<char, std::int64_t>, 4> units{
    {{'d', 86'400}, {'h', 3'600}, {'m', 60}, {'s', 1}}};

std::string_view nameOf(Kind kind)
{
    return std::ranges::find(kindNames, kind, [](const auto& one) { return one.second; })->first;
}

bool hasAddress(Kind kind)
{
    return kind == Kind::Ban || kind == Kind::Unban;
}

bool hasText(Kind kind)
{
    return kind == Kind::Ban || kind == Kind::Notice;
}

std::vector<std::string_view> partsOf(std::string_view line)
{
    std::vector<std::string_view> parts;
    for (std::size_t tab = 0; (tab = line.find('\t')) != std::string_view::npos;
         line.remove_prefix(tab + 1)) {
        parts.push_back(line.substr(0, tab));
    }
    parts.push_back(line);
    return parts;
}

std::optional<std::chrono::seconds> secondsOf(std::string_view digits)
{
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    if (error != std::errc() || end != digits.data() + digits.size() || seconds < 1 ||
        seconds > ControlRequest::banMost.count()) {
        return std::nullopt;
    }
    return std::chrono::seconds(seconds);
}

} // namespace

bool isControlText(std::string_view text)
{
    const bool oneLine =
        std::ranges::none_of(text, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
    return oneLine && text.size() <= ControlRequest::textBytesMax && protocol::isUtf8(text);
}

std::string writeControlRequest(const ControlRequest& request)
{
    std::string line(nameOf(request.kind));
    if (hasAddress(request.kind)) {
        line += '\t' + (request.address ? request.address->text() : std::string());
    }
    if (hasText(request.kind))
        line += '\t' + std::to_string(request.duration.count()) + '\t' + request.text;
    return line;
}

std::optional<ControlRequest> parseControlRequest(std::string_view line)
{
    const std::vector<std::string_view> parts = partsOf(line);
    const auto* const known =
        std::ranges::find(kindNames, parts.front(), [](const auto& one) { return one.first; });
    if (known == kindNames.end()) {
        return std::nullopt;
    }
    ControlRequest request;
    request.kind = known->second;
    const std::size_t wanted = 1 + (hasAddress(request.kind) ? 1 : 0) + (hasText(request.kind) ? 2 : 0);
    if (parts.size() != wanted) {
        return std::nullopt;
    }
    if (hasAddress(request.kind)) {
        request.address = AddressBlock::parse(parts[1]);
        if (!request.address) {
            return std::nullopt;
        }
    }
    if (hasText(request.kind)) {
        const auto duration = secondsOf(parts[wanted - 2]);
        if (!duration || !isControlText(parts[wanted - 1])) {
            return std::nullopt;
        }
        request.duration = *duration;
        request.text = parts[wanted - 1];
    }
    return request;
}

std::optional<std::chrono::seconds> parseDuration(std::string_view text)
{
    const auto* const unit =
        text.empty() ? units.end()
                     : std::ranges::find(units, text.back(), [](const auto& one) { return one.first; });
    if (unit == units.end()) {
        return std::nullopt;
    }
    const auto count = secondsOf(text.substr(0, text.size() - 1));
    if (!count || count->count() > ControlRequest::banMost.count() / unit->second) {
        return std::nullopt;
    }
    return *count * unit->second;
}

std::string durationText(std::chrono::seconds duration)
{
    for (const auto& [letter, seconds] : units) {
        if (duration.count() % seconds == 0) {
            return std::to_string(duration.count() / seconds) + letter;
        }
    }
    return {};
}

} // namespace chatmet::server
