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

Matchmaker::Matchmaker(RandomSource& random) : m_byTopic(0, TopicHash(random)) {}

std::optional<Match> Matchmaker::add(const SessionId& session, std::vector<std::string> topics,
                                     std::int64_t nowMs)
{
    assert(!contains(session));
    const bool open = topics.empty();
    if (const auto partner = findPartner(topics, open))
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
    (waiting.open ? m_open : m_preferring).erase(waiting.place);
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
    while (!m_preferring.empty()) {
        const SessionId session = m_preferring.front();
        Waiting& waiting = m_waiting.at(session);
        ++m_steps;
        if (nowMs - waiting.sinceMs < limits::topicsPreferredMs)
            return std::nullopt;
        // Shared topics were looked for on arrival, on both sides; only anyone is new here.
        if (const auto partner = findPartner({}, true))
            return meet(session, waiting.topics, *partner);
        waiting.open = true;
        m_open.splice(m_open.end(), m_preferring, waiting.place);
    }
    return std::nullopt;
}

std::optional<SessionId> Matchmaker::findPartner(const std::vector<std::string>& topics, bool open)
{
    std::optional<SessionId> best;
    std::uint64_t bestArrival = 0;
    const auto consider = [&](const Queue& queue) {
        if (queue.empty())
            return;
        const std::uint64_t arrival = m_waiting.at(queue.front()).arrival;
        if (!best || arrival < bestArrival) {
            best = queue.front();
            bestArrival = arrival;
        }
    };
    for (const std::string& topic : topics) {
        ++m_steps;
        const auto queue = m_byTopic.find(topic);
        if (queue != m_byTopic.end())
            consider(queue->second);
    }
    if (!best && open) {
        ++m_steps;
        consider(m_open);
    }
    return best;
}

void Matchmaker::insert(const SessionId& session, std::vector<std::string> topics, bool open,
                        std::int64_t nowMs)
{
    Waiting waiting;
    waiting.arrival = ++m_arrivals;
    waiting.sinceMs = nowMs;
    waiting.open = open;
    Queue& queue = open ? m_open : m_preferring;
    waiting.place = queue.insert(queue.end(), session);
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
