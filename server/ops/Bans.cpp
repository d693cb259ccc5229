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
    const auto block = parseBannedBlock(takeWord(line));
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

std::optional<AddressBlock> parseBannedBlock(std::string_view text)
{
    const auto block = AddressBlock::parse(text);
    return block && block->isSingleIpv6() && text.find('/') == std::string_view::npos
               ? AddressBlock::parse(std::string(text) + "/64")
               : block;
}

std::string bannedBlockText(const AddressBlock& block)
{
    return block.text() + (block.isSingleIpv6() ? "/128" : "");
}

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

bool Bans::isOver(const Kept& kept, const Now& now)
{
    return kept.ban.fromFile ? kept.ban.untilMs && *kept.ban.untilMs <= now.utcMs
                             : kept.untilSteadyMs <= now.steadyMs;
}

void Bans::setFromFile(std::vector<Ban> bans)
{
    std::vector<Kept> all;
    for (Ban& ban : bans) {
        all.push_back({std::move(ban)});
    }
    const std::unique_lock lock(m_mutex);
    std::ranges::copy_if(m_bans, std::back_inserter(all), [](const Kept& one) { return !one.ban.fromFile; });
    m_bans.swap(all);
    arrange();
}

void Bans::arrange()
{
    m_places.clear();
    m_lengths.clear();
    for (std::size_t place = 0; place < m_bans.size(); ++place) {
        arrange(place);
    }
}

void Bans::arrange(std::size_t place)
{
    const AddressBlock& block = m_bans[place].ban.block;
    m_places.emplace(block, place);
    m_lengths.insert(block.bits());
}

bool Bans::add(const AddressBlock& block, std::int64_t forMs, std::string why, const Now& now)
{
    const std::unique_lock lock(m_mutex);
    const auto gone = std::erase_if(m_bans, [&](const Kept& one) {
        return isOver(one, now) || (!one.ban.fromFile && one.ban.block == block);
    });
    if (gone > 0) {
        arrange();
    }
    const auto byCommand = std::ranges::count_if(m_bans, [](const Kept& one) { return !one.ban.fromFile; });
    if (static_cast<std::size_t>(byCommand) >= entriesMax) {
        return false;
    }
    m_bans.push_back({{block, std::nullopt, std::move(why), false}, now.steadyMs + forMs});
    arrange(m_bans.size() - 1);
    return true;
}

Bans::Removed Bans::remove(const AddressBlock& block)
{
    const std::unique_lock lock(m_mutex);
    const auto isIt = [&](const Kept& one) { return one.ban.block == block; };
    if (std::erase_if(m_bans, [&](const Kept& one) { return !one.ban.fromFile && isIt(one); }) > 0) {
        arrange();
        return Removed::Yes;
    }
    return std::ranges::any_of(m_bans, isIt) ? Removed::StandsInFile : Removed::NoneThere;
}

void Bans::forgetOver(const Now& now)
{
    const std::unique_lock lock(m_mutex);
    if (std::erase_if(m_bans, [&](const Kept& one) { return isOver(one, now); }) > 0) {
        arrange();
    }
}

bool Bans::isBanned(const std::string& address, const Now& now) const
{
    const std::shared_lock lock(m_mutex);
    if (m_bans.empty()) {
        return false;
    }
    const auto one = AddressBlock::parse(address);
    return one && std::ranges::any_of(m_lengths, [&](unsigned bits) {
               const auto [first, last] = m_places.equal_range(one->beginning(bits));
               return std::any_of(first, last,
                                  [&](const auto& found) { return !isOver(m_bans[found.second], now); });
           });
}

std::vector<Ban> Bans::list(const Now& now) const
{
    const std::shared_lock lock(m_mutex);
    std::vector<Ban> holding;
    for (const Kept& kept : m_bans) {
        if (isOver(kept, now)) {
            continue;
        }
        holding.push_back(kept.ban);
        if (!kept.ban.fromFile) {
            holding.back().untilMs = now.utcMs + kept.untilSteadyMs - now.steadyMs;
        }
    }
    return holding;
}

} // namespace chatmet::server
