// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Key exchange, messages and typing, from one side of a conversation to the other.

#include "common/memory/SharedBytes.h"
#include "common/protocol/Messages.h"
#include "server/core/Departures.h"
#include "server/core/Outgoing.h"
#include "server/core/ServiceState.h"

namespace chatmet::server {

/// Bodies pass through as the very bytes that came in. One thread. regarding: the number of the client's
/// frame.
class Talk
{
public:
    Talk(ServiceState& state, Outgoing& outgoing, Departures& departures)
        : m_state(state), m_outgoing(outgoing), m_departures(departures)
    {
    }

    /// A message that is refused doesn't take its sender number: the client may send it again under the same
    /// one.
    void send(Session& session, const protocol::Send& message, const SharedBytes& body,
              std::uint64_t regarding);
    /// A step of the key exchange. Three of them per pair, so they need no room in the partner's outbox. In a
    /// room as many as there are joins and leaves, each to one member, which has to have room for it.
    void keyExchange(Session& session, const protocol::KeyExchange& exchange, const SharedBytes& body,
                     std::uint64_t regarding);
    void typing(Session& session, const protocol::Typing& hint);

private:
    /// Milliseconds until the session's limits allow it; 0: now.
    [[nodiscard]] std::uint32_t waitBeforeSend(Session& session, const SharedBytes& body);
    [[nodiscard]] Errc relayStep(Session& session, Conversation& pair, const protocol::KeyExchange& exchange,
                                 const SharedBytes& body);
    [[nodiscard]] Errc relayChain(Session& session, Conversation& room, const protocol::KeyExchange& exchange,
                                  const SharedBytes& body);

    ServiceState& m_state;
    Outgoing& m_outgoing;
    Departures& m_departures;
};

} // namespace chatmet::server
