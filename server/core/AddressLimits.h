// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How much may come from one address prefix: counts that fall back to nothing and are then forgotten.

#include "common/protocol/Limits.h"
#include "server/core/Described.h"
#include "server/core/LimitSettings.h"
#include "server/core/TokenBucket.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace chatmet::server {

/// What may be done. Puzzle: it may, and whoever newly arrives from there first solves a puzzle; of a hello:
/// this one does.
struct AddressVerdict
{
    enum class Is : std::uint8_t
    {
        Allowed,
        Puzzle,
        Refused
    };
    Is is{Is::Allowed};
    std::uint32_t difficultyBits{0}; ///< of a puzzle
    std::uint32_t waitMs{0};         ///< where refused: until it may help to ask again
    Limit limit{};                   ///< where refused: which one
};

/// Knows prefixes by their tags only (AddressTags::prefix), of which 0 stands for none: it has no limits and
/// is not kept. What is counted of a prefix goes once everything that was taken has come back, no session of
/// it lives and no strike is left (promise P9). Constant work for each call. One thread. nowMs: of the steady
/// clock.
class AddressLimits
{
public:
    explicit AddressLimits(const AddressSettings& settings) : m_settings(settings) {}

    /// From now on; what is counted already stays.
    void setSettings(const AddressSettings& settings) { m_settings = settings; }

    /// Of a newcomer; changes nothing. extraBits: by how much the server as a whole makes puzzles harder,
    /// above 0 everybody gets one.
    [[nodiscard]] AddressVerdict judgeArrival(std::uint64_t tag, std::uint32_t extraBits,
                                              std::int64_t nowMs) const;

    /// A session lives from here on. What to give to sessionEnded() later: the tag, or 0 where there was no
    /// room to count it.
    [[nodiscard]] std::uint64_t sessionBegan(std::uint64_t tag, std::int64_t nowMs);
    void sessionEnded(std::uint64_t tag, std::int64_t nowMs);
    /// A session goes on from elsewhere. Never refused: it is no newcomer. The new value for sessionEnded().
    [[nodiscard]] std::uint64_t sessionMoved(std::uint64_t from, std::uint64_t to, std::int64_t nowMs);

    /// Takes one of this kind unless refused; not for AddressKind::Arrival.
    AddressVerdict take(std::uint64_t tag, AddressKind kind, std::int64_t nowMs);

    /// Somebody reported a session of this prefix. by: names the reporter's prefix and the reported session;
    /// the same one again counts once. Each goes after limits::strikeMs. Never bans: makes puzzles harder.
    /// Whether it counts.
    bool strike(std::uint64_t tag, std::uint64_t by, std::int64_t nowMs);
    [[nodiscard]] std::size_t strikes(std::uint64_t tag, std::int64_t nowMs) const;

    /// Forgets what has come back, some of it with each call; a few seconds of ticks go over all.
    void tick(std::int64_t nowMs);

    /// Prefixes of which something is kept.
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }

    /// What is known of one prefix.
    struct Strike
    {
        std::uint64_t by{0};
        std::int64_t untilMs{0};
    };
    struct Entry
    {
        std::array<TokenBucket, addressKindsCount> taken;
        std::uint32_t sessions{0};
        std::vector<Strike> strikes; ///< at most limits::strikesMax, by rising untilMs

        CHATMET_DESCRIBED(Entry, (taken, sessions, strikes))
    };

private:
    using Entries = std::unordered_map<std::uint64_t, Entry>;

    [[nodiscard]] const Entry* find(std::uint64_t tag) const;
    /// Makes one where there is none; null for tag 0 and where there is no room.
    [[nodiscard]] Entry* entryOf(std::uint64_t tag, std::int64_t nowMs);
    [[nodiscard]] std::uint32_t difficultyBits(const Entry* entry, std::uint32_t extraBits,
                                               std::int64_t nowMs) const;
    [[nodiscard]] bool isNothing(const Entry& entry, std::int64_t nowMs) const;
    void sweep(std::size_t steps, std::int64_t nowMs);

    AddressSettings m_settings;
    Entries m_entries;
    std::size_t m_swept{0}; ///< the place in the table that is looked at next

    CHATMET_DESCRIBED(AddressLimits, (m_settings, m_entries, m_swept))
};

} // namespace chatmet::server
