// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Matchmaker.h"

#include "common/protocol/Limits.h"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace chatmet::server {

std::size_t Matchmaker::TopicHash::operator()(const std::string& topic) const noexcept
{
    static_assert(sizeof key == crypto_shorthash_KEYBYTES);
    std::array<std::uint8_t, crypto_shorthash_BYTES> hash{};
    crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(topic.data()), topic.size(),
                     key.data());
    std::size_t value = 0;
    static_assert(sizeof value <= sizeof hash);
    std::memcpy(&value, hash.data(), sizeof value);
    return value;
}

Matchmaker::TopicHash::TopicHash(RandomSource& random)
{
    random.fill(key);
}

Matchmaker::Matchmaker(RandomSource& random, const RecentPartners& recentPartners, const Blocks& blocks)
    : m_recentPartners(&recentPartners), m_blocks(&blocks), m_byTopic(0, TopicHash(random))
{
}

std::optional<Match> Matchmaker::add(const SessionId& session, std::vector<std::string> topics,
                                     std::int64_t nowMs)
{
    assert(!contains(session));
    const bool open = topics.empty();
    if (const auto partner = findPartner(session, topics, open, false))
        return meet(session, topics, *partner);
    insert(session, std::move(topics), open, nowMs);
    return std::nullopt;
}

bool Matchmaker::remove(const SessionId& session)
{
    const auto found = m_waiting.find(session);
    if (found == m_waiting.end())
        return false;
    Waiting& waiting = found->second;
    if (waiting.open)
        m_open.erase(waiting.place);
    if (waiting.young)
        m_young.erase(waiting.agePlace);
    for (std::size_t i = 0; i < waiting.topics.size(); ++i) {
        const auto queue = m_byTopic.find(waiting.topics[i]);
        queue->second.erase(waiting.topicPlaces[i]);
        if (queue->second.empty())
            m_byTopic.erase(queue);
    }
    m_waiting.erase(found);
    return true;
}

std::optional<std::vector<std::string>> Matchmaker::take(const SessionId& session)
{
    const auto found = m_waiting.find(session);
    if (found == m_waiting.end())
        return std::nullopt;
    std::vector<std::string> topics = found->second.topics;
    remove(session);
    return topics;
}

std::optional<Match> Matchmaker::advance(std::int64_t nowMs)
{
    while (!m_young.empty()) {
        const SessionId session = m_young.front();
        Waiting& waiting = m_waiting.at(session);
        ++m_steps;
        if (nowMs - waiting.sinceMs < limits::topicsPreferredMs)
            return std::nullopt;
        // Shared topics were looked for on arrival, on both sides, but among recent partners. What is new
        // here are anyone and, last, those.
        const bool hasRecent = m_recentPartners->countOf(session) > 0;
        if (const auto partner =
                findPartner(session, hasRecent ? waiting.topics : std::vector<std::string>(), true, true))
            return meet(session, waiting.topics, *partner);
        waiting.young = false;
        m_young.erase(waiting.agePlace);
        if (!std::exchange(waiting.open, true))
            waiting.place = m_open.insert(m_open.end(), session);
    }
    return std::nullopt;
}

std::optional<SessionId> Matchmaker::findPartner(const SessionId& session,
                                                 const std::vector<std::string>& topics, bool open,
                                                 bool recentToo)
{
    struct Best
    {
        std::optional<SessionId> session;
        std::uint64_t arrival{0};
    };
    Best fresh;
    Best recent; // only where there is no other
    const auto consider = [&](const Queue& queue) {
        for (const SessionId& waiting : queue) {
            ++m_steps;
            if (waiting == session || m_blocks->isBetween(session, waiting))
                continue;
            const bool isRecent = m_recentPartners->contains(session, waiting);
            Best& best = isRecent ? recent : fresh;
            const std::uint64_t arrival = m_waiting.at(waiting).arrival;
            if (!best.session || arrival < best.arrival)
                best = {waiting, arrival};
            if (!isRecent)
                return; // who comes after it has waited less
        }
    };
    for (const std::string& topic : topics) {
        ++m_steps;
        const auto queue = m_byTopic.find(topic);
        if (queue != m_byTopic.end())
            consider(queue->second);
    }
    if (!fresh.session && open) {
        ++m_steps;
        consider(m_open);
    }
    if (fresh.session)
        return fresh.session;
    return recentToo ? recent.session : std::nullopt;
}

void Matchmaker::insert(const SessionId& session, std::vector<std::string> topics, bool open,
                        std::int64_t nowMs)
{
    Waiting waiting;
    waiting.arrival = ++m_arrivals;
    waiting.sinceMs = nowMs;
    waiting.open = open;
    if (open)
        waiting.place = m_open.insert(m_open.end(), session);
    waiting.agePlace = m_young.insert(m_young.end(), session);
    for (const std::string& topic : topics) {
        Queue& others = m_byTopic[topic];
        waiting.topicPlaces.push_back(others.insert(others.end(), session));
    }
    waiting.topics = std::move(topics);
    m_waiting.emplace(session, std::move(waiting));
}

Match Matchmaker::meet(const SessionId& session, const std::vector<std::string>& topics,
                       const SessionId& partner)
{
    Match match{partner, session, {}};
    const Waiting& other = m_waiting.at(partner);
    for (const std::string& topic : topics) {
        if (std::find(other.topics.begin(), other.topics.end(), topic) != other.topics.end())
            match.sharedTopics.push_back(topic);
    }
    const auto own = m_waiting.find(session);
    if (own != m_waiting.end() && own->second.arrival < other.arrival)
        std::swap(match.first, match.second);
    // Copies: partner may be an entry of the queue that it is taken out of.
    const SessionId first = match.first;
    const SessionId second = match.second;
    remove(first);
    remove(second);
    return match;
}

} // namespace chatmet::server
