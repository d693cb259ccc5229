// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/RoomSealer.h"

#include <algorithm>
#include <utility>

namespace chatmet::client {

RoomSealer::RoomSealer(ChatConnection& line, ConversationId room, seal::RoomSealing sealing, int awaitMs)
    : m_line(line), m_room(room), m_sealing(std::move(sealing))
{
    m_awaiting.setSingleShot(true);
    m_awaiting.setInterval(awaitMs);
    connect(&m_awaiting, &QTimer::timeout, this, [this] {
        m_awaited.clear();
        Q_EMIT ready();
    });
}

void RoomSealer::await(const MemberId& member)
{
    m_awaited.insert(member);
    if (!m_awaiting.isActive())
        m_awaiting.start();
}

void RoomSealer::stopAwaiting(const MemberId& member)
{
    if (m_awaited.erase(member) == 0 || !m_awaited.empty())
        return;
    m_awaiting.stop();
    Q_EMIT ready();
}

bool RoomSealer::owes() const
{
    return m_sealing && (m_sealing->needsNewChain() || !m_sealing->membersOwedChain().empty());
}

void RoomSealer::giveOwed()
{
    if (!m_sealing)
        return;
    if (m_sealing->needsNewChain()) {
        m_sealing->renewChain();
        m_waiting.clear();
        for (auto& [sequence, chain] : m_sent)
            chain.isOld = true;
    }
    for (const MemberId& member : m_sealing->membersOwedChain()) {
        if (auto body = m_sealing->chainFor(member))
            m_waiting.push_back({member, SharedBytes(std::move(body).value())});
    }
    flush();
}

bool RoomSealer::flush()
{
    // An answer to what the server has would have come before or with its word that it has it.
    m_sent.erase(m_sent.begin(), m_sent.upper_bound(m_line.acknowledgedByServer()));
    while (!m_waiting.empty()) {
        Chain& chain = m_waiting.front();
        if (!m_line.send(protocol::KeyExchange{m_room, protocol::KeyStep::Chain, chain.to}, chain.body))
            return false;
        m_sent.emplace(m_line.lastSentSequence(), std::move(chain));
        m_waiting.pop_front();
    }
    return true;
}

void RoomSealer::remake()
{
    if (!m_sealing || m_sealing->needsNewChain())
        return; // everybody gets another anyway
    for (Chain& chain : m_waiting) {
        if (!chain.wasRefused)
            continue;
        auto body = m_sealing->chainFor(chain.to);
        chain.body = body ? SharedBytes(std::move(body).value()) : SharedBytes();
    }
    std::erase_if(m_waiting, [](const Chain& chain) { return chain.body.size() == 0; });
}

Result<Sealer::Sealed> RoomSealer::seal(std::span<const std::uint8_t> content)
{
    if (owes())
        giveOwed();
    auto sealed = m_sealing->seal(content);
    if (!sealed)
        return sealed.error();
    return Sealed{std::move(sealed->body), {std::move(sealed->pictureKey), sealed->context}};
}

void RoomSealer::memberLeft(const MemberId& member)
{
    std::erase_if(m_waiting, [&member](const Chain& chain) { return chain.to == member; });
    std::erase_if(m_sent, [&member](const auto& entry) { return entry.second.to == member; });
    stopAwaiting(member);
}

bool RoomSealer::refuse(const protocol::ErrorAnswer& error)
{
    const auto found = m_sent.find(error.regarding);
    if (found == m_sent.end())
        return false;
    // Who has left has no use for it; for anybody else there is no space at the moment.
    if (error.code == Errc::RateLimited && !found->second.isOld) {
        m_waiting.push_back(std::move(found->second));
        m_waiting.back().wasRefused = true;
    }
    m_sent.erase(found);
    return true;
}

void RoomSealer::forget()
{
    m_sealing.reset();
    m_awaiting.stop();
    m_awaited = {};
    m_waiting = {};
    m_sent = {};
}

} // namespace chatmet::client
