// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Departures.h"

#include <utility>

namespace chatmet::server {

using protocol::EndReason;
using Phase = Connection::Phase;

void Departures::endConversation(Session& leaver, EndReason forPartner)
{
    const ConversationId id = leaver.conversation();
    Session& partner = *m_state.findSession(m_state.conversations.at(id).partnerOf(leaver.id()).session);
    // Streams go with it: their chunks belong to the conversation in every queue.
    m_state.conversations.erase(id);
    const EndingSides sides{erasedSide(partner, id, forPartner), erasedSide(leaver, id, EndReason::YouLeft)};
    // The partner's queue is there: its session lives, so its connection does.
    m_state.endings.begin(id, sides, m_state.now.steadyMs);
}

EndingSide Departures::erasedSide(Session& session, const ConversationId& conversation, EndReason reason)
{
    session.outbox().erase(conversation);
    session.setConversation({});
    EndingSide side{session.connection(), session.id(), reason, false};
    Connection* connection = m_state.findConnection(session.connection());
    if (connection == nullptr) {
        side.confirmed = true; // disconnected: its queue was wiped with it
        return side;
    }
    connection->erasing.push_back(conversation);
    if (connection->phase != Phase::Cut)
        m_state.emit(EraseQueued{session.connection(), conversation});
    return side;
}

void Departures::confirmErased(ConnectionId connection, const ConversationId& conversation)
{
    if (Connection* confirming = m_state.findConnection(connection)) {
        std::erase(confirming->erasing, conversation);
        // A vector keeps what it stops using: give the block back, so that it is wiped.
        if (confirming->erasing.empty())
            confirming->erasing = std::vector<ConversationId>();
    }
    const auto sides = m_state.endings.confirm(conversation, connection);
    if (!sides)
        return;
    for (const EndingSide& side : *sides) {
        // Told by a frame that belongs to no conversation, or the next erasure would swallow it.
        if (Session* session = m_state.findSession(side.session))
            m_outgoing.reliable(*session, {}, protocol::Ended{conversation, side.reason});
    }
}

void Departures::endSession(Session& session, EndReason forPartner)
{
    const SessionId id = session.id();
    m_state.matchmaker.remove(id);
    if (!session.conversation().isNull())
        endConversation(session, forPartner);
    if (Connection* connection = m_state.findConnection(session.connection())) {
        for (const ConversationId& conversation : connection->erasing)
            m_state.endings.forget(conversation, id);
        connection->session = {};
    }
    m_state.owing.erase(id);
    std::erase(m_state.overflowed, id);
    m_state.sessions.erase(id);
}

void Departures::closeWithError(ConnectionId connection, Errc code, std::uint64_t regarding,
                                std::uint32_t retryAfterMs)
{
    protocol::ErrorAnswer answer;
    answer.code = code;
    answer.text = describe(code);
    answer.regarding = regarding;
    answer.retryAfterMs = retryAfterMs;
    answer.closing = true;
    Connection& closing = *m_state.findConnection(connection);
    if (Session* session = m_state.findSession(closing.session))
        m_outgoing.unnumbered(*session, Lane::Chat, {}, answer);
    else
        m_outgoing.greeting(connection, answer);
    close(connection, code, EndReason::Lost);
}

void Departures::closeWithFarewell(ConnectionId connection, Errc code, std::uint32_t retryAfterMs)
{
    const protocol::Farewell farewell{code, retryAfterMs};
    Connection& closing = *m_state.findConnection(connection);
    if (Session* session = m_state.findSession(closing.session))
        m_outgoing.unnumbered(*session, Lane::Chat, {}, farewell);
    else
        m_outgoing.greeting(connection, farewell);
    close(connection, code, EndReason::Lost);
}

void Departures::close(ConnectionId connection, Errc code, EndReason forPartner)
{
    Connection& closing = *m_state.findConnection(connection);
    if (closing.phase == Phase::Greeting)
        m_state.emit(LogRefusal{connection});
    // Before the session's end: no frame reaches this connection from here on, its erasures still do.
    closing.phase = Phase::Closing;
    m_state.greeting.erase(connection);
    if (Session* session = m_state.findSession(closing.session))
        endSession(*session, forPartner);
    m_state.emit(CloseConnection{connection, code});
}

void Departures::cut(ConnectionId connection)
{
    Connection& cutting = *m_state.findConnection(connection);
    if (cutting.phase == Phase::Cut)
        return;
    cutting.phase = Phase::Cut;
    m_state.greeting.erase(connection);
    m_state.emit(CutConnection{connection});
    if (Session* session = m_state.findSession(cutting.session))
        endSession(*session, EndReason::Lost);
}

void Departures::disconnected(ConnectionId connection)
{
    const auto found = m_state.connections.find(connection);
    if (found == m_state.connections.end())
        return;
    const Connection gone = std::move(found->second);
    m_state.connections.erase(found);
    m_state.greeting.erase(connection);
    Session* session = m_state.findSession(gone.session);
    if (session != nullptr) {
        for (const ConversationId& conversation : gone.erasing)
            m_state.endings.forget(conversation, gone.session);
        endSession(*session, EndReason::Lost);
    }
    for (const ConversationId& conversation : gone.erasing)
        confirmErased(connection, conversation);
}

void Departures::cutOverdue()
{
    for (const ConnectionId connection : m_state.endings.overdue(m_state.now.steadyMs))
        cut(connection);
}

void Departures::closeOverflowed()
{
    while (!m_state.overflowed.empty()) {
        const SessionId id = m_state.overflowed.back();
        m_state.overflowed.pop_back();
        if (const Session* session = m_state.findSession(id))
            closeWithError(session->connection(), Errc::SlowReader);
    }
}

} // namespace chatmet::server
