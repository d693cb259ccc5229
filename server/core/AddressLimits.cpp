// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/AddressLimits.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace chatmet::server {

namespace {

using Is = AddressVerdict::Is;

/// Places of the table that a new entry looks at: more than it takes, so that what is over never fills it.
constexpr std::size_t stepsPerEntry = 4;
/// ... and that a tick looks at: a full table is gone over in 16 of them.
constexpr std::size_t stepsPerTick = 4'096;

constexpr AddressVerdict refused(std::int64_t waitMs, Limit limit)
{
    constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
    return {Is::Refused, 0, static_cast<std::uint32_t>(std::clamp<std::int64_t>(waitMs, 1, most)), limit};
}

/// How far above what costs nothing: 0 at it, 8 at twice as much.
std::uint64_t eighthsOver(std::uint64_t count, std::uint32_t puzzleFrom)
{
    return count <= puzzleFrom ? 0 : (count - puzzleFrom) * 8 / std::max<std::uint32_t>(puzzleFrom, 1) + 1;
}

} // namespace

AddressVerdict AddressLimits::judgeArrival(std::uint64_t tag, std::uint32_t extraBits,
                                           std::int64_t nowMs) const
{
    const Entry* entry = find(tag);
    if (entry != nullptr) {
        const AddressRate& rate = m_settings.arrivals;
        const TokenBucket& taken = entry->taken[static_cast<std::size_t>(AddressKind::Arrival)];
        const std::int64_t waitMs =
            rate.refuseFrom == 0 ? 0 : taken.waitMs(1, rate.refuseFrom, rate.perMinute, nowMs);
        if (waitMs > 0)
            return refused(waitMs, Limit::ArrivalsPerAddress);
        if (m_settings.sessions.refuseFrom != 0 && entry->sessions >= m_settings.sessions.refuseFrom)
            return refused(limits::sessionsPerAddressRetryMs, Limit::SessionsPerAddress);
    }
    // One more than there is room for is a stranger like any other, but nothing of it can be counted.
    const bool noRoom = entry == nullptr && tag != 0 && m_entries.size() >= m_settings.entriesMax;
    static const Entry stranger;
    if (entry == nullptr && tag != 0)
        entry = &stranger;
    const std::uint32_t bits = difficultyBits(entry, extraBits + (noRoom ? 1 : 0), nowMs);
    return bits == 0 ? AddressVerdict{} : AddressVerdict{Is::Puzzle, bits};
}

std::uint32_t AddressLimits::difficultyBits(const Entry* entry, std::uint32_t extraBits,
                                            std::int64_t nowMs) const
{
    std::uint64_t pressure = 0;
    std::uint32_t strikeBits = 0;
    if (entry != nullptr) {
        if (m_settings.sessions.refuseFrom != 0)
            pressure = eighthsOver(std::uint64_t{entry->sessions} + 1, m_settings.sessions.puzzleFrom);
        for (std::size_t kind = 0; kind < addressKindsCount; ++kind) {
            const AddressRate& rate = m_settings.of(static_cast<AddressKind>(kind));
            // A newcomer would be one arrival more; the others are as they are.
            const std::uint64_t next = kind == static_cast<std::size_t>(AddressKind::Arrival) ? 1 : 0;
            if (rate.refuseFrom != 0)
                pressure =
                    std::max(pressure, eighthsOver(entry->taken[kind].taken(rate.perMinute, nowMs) + next,
                                                   rate.puzzleFrom));
        }
        strikeBits =
            static_cast<std::uint32_t>(std::count_if(entry->strikes.begin(), entry->strikes.end(),
                                                     [&](const Strike& one) { return one.untilMs > nowMs; }));
    }
    if (pressure == 0 && strikeBits == 0 && extraBits == 0)
        return 0;
    // Twice the load, twice the work.
    const auto loadBits = static_cast<std::uint32_t>(pressure == 0 ? 0 : std::bit_width(pressure) - 1);
    return std::min(limits::puzzleBitsMin + loadBits + strikeBits + extraBits, limits::puzzleBitsMax);
}

std::uint64_t AddressLimits::sessionBegan(std::uint64_t tag, std::int64_t nowMs)
{
    Entry* entry = entryOf(tag, nowMs);
    if (entry == nullptr)
        return 0;
    ++entry->sessions;
    if (m_settings.arrivals.refuseFrom != 0)
        entry->taken[static_cast<std::size_t>(AddressKind::Arrival)].take(1, m_settings.arrivals.perMinute,
                                                                          nowMs);
    return tag;
}

void AddressLimits::sessionEnded(std::uint64_t tag, std::int64_t nowMs)
{
    const auto found = m_entries.find(tag);
    if (found == m_entries.end())
        return;
    --found->second.sessions;
    if (isNothing(found->second, nowMs))
        m_entries.erase(found);
}

std::uint64_t AddressLimits::sessionMoved(std::uint64_t from, std::uint64_t to, std::int64_t nowMs)
{
    if (from == to)
        return from;
    sessionEnded(from, nowMs);
    Entry* entry = entryOf(to, nowMs);
    if (entry == nullptr)
        return 0;
    ++entry->sessions;
    return to;
}

AddressVerdict AddressLimits::take(std::uint64_t tag, AddressKind kind, std::int64_t nowMs)
{
    const AddressRate& rate = m_settings.of(kind);
    Entry* entry = rate.refuseFrom == 0 ? nullptr : entryOf(tag, nowMs);
    if (entry == nullptr)
        return {}; // its session has limits of its own
    TokenBucket& taken = entry->taken[static_cast<std::size_t>(kind)];
    if (const std::int64_t waitMs = taken.waitMs(1, rate.refuseFrom, rate.perMinute, nowMs); waitMs > 0)
        return refused(waitMs, limitOf(kind));
    taken.take(1, rate.perMinute, nowMs);
    return {taken.taken(rate.perMinute, nowMs) > rate.puzzleFrom ? Is::Puzzle : Is::Allowed};
}

bool AddressLimits::strike(std::uint64_t tag, std::uint64_t by, std::int64_t nowMs)
{
    Entry* entry = entryOf(tag, nowMs);
    if (entry == nullptr)
        return false;
    std::vector<Strike>& strikes = entry->strikes;
    std::erase_if(strikes, [&](const Strike& one) { return one.untilMs <= nowMs; });
    if (std::any_of(strikes.begin(), strikes.end(), [&](const Strike& one) { return one.by == by; }))
        return false;
    if (strikes.size() >= limits::strikesMax)
        strikes.erase(strikes.begin());
    strikes.push_back({by, nowMs + limits::strikeMs});
    return true;
}

std::size_t AddressLimits::strikes(std::uint64_t tag, std::int64_t nowMs) const
{
    const Entry* entry = find(tag);
    if (entry == nullptr)
        return 0;
    return static_cast<std::size_t>(std::count_if(entry->strikes.begin(), entry->strikes.end(),
                                                  [&](const Strike& one) { return one.untilMs > nowMs; }));
}

void AddressLimits::tick(std::int64_t nowMs)
{
    sweep(std::min(stepsPerTick, m_entries.bucket_count()), nowMs);
}

const AddressLimits::Entry* AddressLimits::find(std::uint64_t tag) const
{
    const auto found = m_entries.find(tag);
    return found == m_entries.end() ? nullptr : &found->second;
}

AddressLimits::Entry* AddressLimits::entryOf(std::uint64_t tag, std::int64_t nowMs)
{
    if (tag == 0)
        return nullptr;
    if (const auto found = m_entries.find(tag); found != m_entries.end())
        return &found->second;
    sweep(stepsPerEntry, nowMs);
    if (m_entries.size() >= m_settings.entriesMax)
        return nullptr;
    return &m_entries[tag];
}

bool AddressLimits::isNothing(const Entry& entry, std::int64_t nowMs) const
{
    return entry.sessions == 0 &&
           std::all_of(entry.taken.begin(), entry.taken.end(),
                       [&](const TokenBucket& one) { return one.isFull(nowMs); }) &&
           std::all_of(entry.strikes.begin(), entry.strikes.end(),
                       [&](const Strike& one) { return one.untilMs <= nowMs; });
}

void AddressLimits::sweep(std::size_t steps, std::int64_t nowMs)
{
    for (; steps > 0 && !m_entries.empty(); --steps) {
        m_swept = (m_swept + 1) % m_entries.bucket_count();
        std::vector<std::uint64_t> over;
        for (auto it = m_entries.begin(m_swept); it != m_entries.end(m_swept); ++it) {
            if (isNothing(it->second, nowMs))
                over.push_back(it->first);
        }
        for (const std::uint64_t tag : over)
            m_entries.erase(tag);
    }
}

} // namespace chatmet::server
