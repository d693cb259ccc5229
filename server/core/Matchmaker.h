// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who waits for a partner, and who meets whom.

#include "common/base/Ids.h"
#include "common/base/Random.h"
#include "server/core/Blocks.h"
#include "server/core/Described.h"
#include "server/core/RecentPartners.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace chatmet::server {

/// Two sessions that meet. first has waited longer.
struct Match
{
    SessionId first;
    SessionId second;
    std::vector<std::string> sharedTopics;
};

/// First come, first served. Two meet at once if they share a topic. Who has no topics, or has waited for
/// limits::topicsPreferredMs, is open to anyone who is open too. So two who may meet never both wait beyond
/// that time and one tick.
///
/// Recent partners don't meet again while somebody else would do, and within that time not at all. Where one
/// has blocked the other they never do.
///
/// A search looks at the longest waiting of each of its topics and of the open ones only, past recent
/// partners and blocks to the next: work by what this session has done, whoever else waits. One thread.
/// Times are of the steady clock.
class Matchmaker
{
public:
    /// random: for the key of the topics' hash, so that nobody can choose topics that collide.
    /// recentPartners, blocks: live longer.
    Matchmaker(RandomSource& random, const RecentPartners& recentPartners, const Blocks& blocks);

    /// session: not waiting yet. topics: normalised, each once, at most limits::topicsMax.
    /// Returns its match, and then neither waits; else it waits.
    [[nodiscard]] std::optional<Match> add(const SessionId& session, std::vector<std::string> topics,
                                           std::int64_t nowMs);

    /// False if it doesn't wait.
    bool remove(const SessionId& session);

    /// The same, giving its topics back; nothing if it doesn't wait.
    [[nodiscard]] std::optional<std::vector<std::string>> take(const SessionId& session);

    /// Opens those whose time of preference is over; returns one match at a time, nothing when all is done.
    [[nodiscard]] std::optional<Match> advance(std::int64_t nowMs);

    [[nodiscard]] bool contains(const SessionId& session) const { return m_waiting.contains(session); }
    [[nodiscard]] std::size_t size() const { return m_waiting.size(); }
    [[nodiscard]] std::size_t topicsIndexed() const { return m_byTopic.size(); }
    /// Waiting entries and topic queues looked at so far, for the test that work doesn't grow with the crowd.
    [[nodiscard]] std::uint64_t steps() const { return m_steps; }

private:
    using Queue = std::list<SessionId>; ///< by arrival

    struct Waiting
    {
        std::uint64_t arrival{0};
        std::int64_t sinceMs{0};
        bool open{false};         ///< in m_open
        bool young{true};         ///< in m_young
        Queue::iterator place;    ///< in m_open
        Queue::iterator agePlace; ///< in m_young
        std::vector<std::string> topics;
        std::vector<Queue::iterator> topicPlaces; ///< in m_byTopic, by topics

        CHATMET_DESCRIBED(Waiting, (arrival, sinceMs, open, young, place, agePlace, topics, topicPlaces))
    };

    struct TopicHash
    {
        explicit TopicHash(RandomSource& random);
        std::array<std::uint8_t, 16> key{}; ///< crypto_shorthash_KEYBYTES
        std::size_t operator()(const std::string& topic) const noexcept;
    };

    [[nodiscard]] std::optional<SessionId>
    findPartner(const SessionId& session, const std::vector<std::string>& topics, bool open, bool recentToo);
    void insert(const SessionId& session, std::vector<std::string> topics, bool open, std::int64_t nowMs);
    /// Takes both out. partner waits; session may.
    [[nodiscard]] Match meet(const SessionId& session, const std::vector<std::string>& topics,
                             const SessionId& partner);

    const RecentPartners* m_recentPartners;
    const Blocks* m_blocks;
    std::unordered_map<SessionId, Waiting> m_waiting;
    std::unordered_map<std::string, Queue, TopicHash> m_byTopic;
    Queue m_open;  ///< ready to meet anyone
    Queue m_young; ///< their time of preferring topics, and others than recent partners, is not over
    std::uint64_t m_arrivals{0};
    std::uint64_t m_steps{0};

    CHATMET_DESCRIBED(Matchmaker, (m_recentPartners, m_blocks, m_waiting, m_byTopic, m_open, m_young,
                                   m_arrivals, m_steps))
};

} // namespace chatmet::server
