// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/Bans.h"

#include "server/ops/ControlRequest.h"
#include "server/ops/UtcDate.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

namespace chatmet::server {

namespace {

constexpr std::int64_t minuteMs = 60'000;

bool isOver(const Ban& ban, std::int64_t utcMs)
{
    return ban.untilMs && *ban.untilMs <= utcMs;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r";
    const std::size_t first = text.find_first_not_of(blank);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blank) - first + 1);
}

/// Up to the next blank; it and what follows it stay.
std::string_view takeWord(std::string_view& text)
{
    const std::string_view word = text.substr(0, text.find_first_of(" \t"));
    text = trimmed(text.substr(word.size()));
    return word;
}

/// Begins with four digits and a hyphen.
bool isMeantAsDate(std::string_view text)
{
    constexpr std::size_t yearDigits = 4;
    return text.size() > yearDigits && text[yearDigits] == '-' &&
           std::all_of(text.begin(), text.begin() + yearDigits, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Ban> parseLine(std::string_view line)
{
    const auto block = AddressBlock::parse(takeWord(line));
    if (!block) {
        return std::nullopt;
    }
    Ban ban{*block, std::nullopt, {}, true};
    std::string_view rest = line;
    if (const auto minute = parseMinute(std::string(takeWord(rest)))) {
        ban.untilMs = *minute * minuteMs;
        line = rest;
    } else if (isMeantAsDate(line)) {
        return std::nullopt; // a ban without an end is nothing to make by mistake
    }
    ban.why = line;
    return isControlText(ban.why) ? std::optional(ban) : std::nullopt;
}

} // namespace

Result<std::vector<Ban>> Bans::parse(std::string_view text, const std::string& name)
{
    std::vector<Ban> bans;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const std::string place = name + ":" + std::to_string(number) + ": ";
        auto ban = parseLine(line);
        if (!ban) {
            return Error{Errc::Damaged,
                         place +
                             "needs a numeric address or block, then an end such as 2026-11-23T17:31Z "
                             "and a reason of at most " +
                             std::to_string(ControlRequest::textBytesMax) + " bytes, if any"};
        }
        if (bans.size() >= entriesMax) {
            return Error{Errc::Damaged, place + "more than " + std::to_string(entriesMax) + " bans"};
        }
        bans.push_back(std::move(*ban));
    }
    return bans;
}

Result<std::vector<Ban>> Bans::read(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string content;
    std::array<char, 4096> piece;
    while (content.size() <= fileBytesMax && (file.read(piece.data(), piece.size()), file.gcount() > 0)) {
        content.append(piece.data(), static_cast<std::size_t>(file.gcount()));
    }
    if (!file.is_open() || file.bad()) {
        return Error{Errc::Unavailable, path + ": can't be read"};
    }
    if (content.size() > fileBytesMax) {
        return Error{Errc::Damaged, path + ": is larger than a mebibyte"};
    }
    return parse(content, path);
}

void Bans::setFromFile(std::vector<Ban> bans)
{
    const std::unique_lock lock(m_mutex);
    std::erase_if(m_bans, [](const Ban& ban) { return ban.fromFile; });
    m_bans.insert(m_bans.begin(), std::make_move_iterator(bans.begin()), std::make_move_iterator(bans.end()));
}

bool Bans::add(Ban ban, std::int64_t utcMs)
{
    const std::unique_lock lock(m_mutex);
    const std::string text = ban.block.text();
    std::erase_if(m_bans, [&](const Ban& one) {
        return isOver(one, utcMs) || (!one.fromFile && one.block.text() == text);
    });
    const auto byCommand =
        std::count_if(m_bans.begin(), m_bans.end(), [](const Ban& one) { return !one.fromFile; });
    if (static_cast<std::size_t>(byCommand) >= entriesMax) {
        return false;
    }
    m_bans.push_back(std::move(ban));
    return true;
}

Bans::Removed Bans::remove(const AddressBlock& block)
{
    const std::unique_lock lock(m_mutex);
    const std::string text = block.text();
    if (std::erase_if(m_bans, [&](const Ban& one) { return !one.fromFile && one.block.text() == text; }) >
        0) {
        return Removed::Yes;
    }
    const bool inFile =
        std::any_of(m_bans.begin(), m_bans.end(), [&](const Ban& one) { return one.block.text() == text; });
    return inFile ? Removed::StandsInFile : Removed::NoneThere;
}

void Bans::forgetOver(std::int64_t utcMs)
{
    const std::unique_lock lock(m_mutex);
    std::erase_if(m_bans, [&](const Ban& one) { return isOver(one, utcMs); });
}

bool Bans::isBanned(const std::string& address, std::int64_t utcMs) const
{
    const std::shared_lock lock(m_mutex);
    if (m_bans.empty()) {
        return false;
    }
    const auto one = AddressBlock::parse(address);
    return one && std::any_of(m_bans.begin(), m_bans.end(), [&](const Ban& ban) {
               return !isOver(ban, utcMs) && ban.block.contains(*one);
           });
}

std::vector<Ban> Bans::list(std::int64_t utcMs) const
{
    const std::shared_lock lock(m_mutex);
    std::vector<Ban> holding;
    std::copy_if(m_bans.begin(), m_bans.end(), std::back_inserter(holding),
                 [&](const Ban& ban) { return !isOver(ban, utcMs); });
    return holding;
}

} // namespace chatmet::server
