// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Departures.h"

#include "server/core/GiveBack.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace chatmet::server {

using protocol::EndReason;
using Phase = Connection::Phase;

namespace {

constexpr std::uint32_t retryAfterDrainMs = 2'000; ///< a restart takes about as long

} // namespace

void Departures::endConversation(Session& leaver, EndReason forPartner)
{
    const ConversationId id = leaver.pair();
    const Conversation& conversation = m_state.conversations.at(id);
    Session& partner = *m_state.findSession(conversation.partnerOf(leaver.id()).session);
    issueTicket(leaver, conversation, partner);
    issueTicket(partner, conversation, leaver);
    // Streams go with it: their chunks belong to the conversation in every queue.
    m_state.conversations.erase(id);
    Ending ending;
    ending.sides = {{partner.id(), forPartner}, {leaver.id(), EndReason::YouLeft}};
    for (Session* session : {&partner, &leaver}) {
        session->setPair({});
        session->addEnding(id);
        erase(*session, id, ending);
    }
    begin(id, std::move(ending));
}

void Departures::issueTicket(const Session& owner, const Conversation& conversation, const Session& other)
{
    Ticket ticket;
    ticket.owner = owner.id();
    ticket.conversation = conversation.id();
    ticket.member = conversation.sideOf(other.id()).member;
    ticket.other = other.id();
    ticket.otherNumber = numberOf(other.id());
    ticket.otherTag = other.from().prefix;
    ticket.sinceMs = m_state.now.steadyMs;
    m_state.tickets.issue(ticket);
}

void Departures::leaveRoom(Session& leaver, Conversation& room, EndReason forOthers, EndReason forLeaver)
{
    const ConversationId id = room.id();
    const MemberId member = room.sideOf(leaver.id()).member;
    const bool wasHost = room.host() == member;
    room.leave(leaver.id(), m_state.now.steadyMs);
    leaver.leaveRoom(id);
    leaver.addEnding(id);
    Ending ending;
    ending.leaver = member;
    ending.reasonForOthers = forOthers;
    ending.sides = {{leaver.id(), forLeaver}};
    erase(leaver, id, ending);
    for (const Conversation::Side& side : room.sides())
        erase(*m_state.findSession(side.session), {id, member}, ending);
    if (room.sides().empty())
        m_state.conversations.erase(id);
    else if (wasHost)
        m_outgoing.roomChanged(room);
    begin(id, std::move(ending));
}

bool Departures::othersCanTake(Conversation& conversation, const Session& sender)
{
    std::vector<Session*> full;
    for (Session* other : m_state.othersIn(conversation, sender)) {
        if (m_outgoing.hasRoomForPartner(*other))
            continue;
        if (!conversation.isRoom() || m_outgoing.isWorthWaitingFor(*other))
            return false;
        full.push_back(other);
    }
    for (Session* other : full)
        leaveRoom(*other, conversation, EndReason::Lost, EndReason::Lost);
    return true;
}

void Departures::erase(Session& session, const Erasure& erasure, Ending& ending)
{
    session.outbox().erase(erasure);
    std::vector<ConnectionId> lines = session.formerLines();
    if (!session.isAway())
        lines.push_back(session.connection());
    for (const ConnectionId line : lines) {
        Connection& connection = *m_state.findConnection(line);
        connection.erasing.push_back({erasure, ending.leaver});
        ending.unconfirmed.push_back(line);
        if (connection.phase != Phase::Cut)
            m_state.emit(EraseQueued{line, erasure.conversation, erasure.author});
    }
}

void Departures::begin(const ConversationId& conversation, Ending ending)
{
    ending.sinceMs = m_state.now.steadyMs;
    if (ending.unconfirmed.empty())
        tell(conversation, ending); // everybody is away: nothing of it is in any queue
    else
        m_state.endings.begin(conversation, std::move(ending));
}

void Departures::confirmErased(ConnectionId connection, const Erasure& erasure)
{
    Connection* confirming = m_state.findConnection(connection);
    if (confirming == nullptr)
        return;
    const auto asked = std::find_if(confirming->erasing.begin(), confirming->erasing.end(),
                                    [&](const Erasing& erasing) { return erasing.what == erasure; });
    if (asked == confirming->erasing.end())
        return;
    const Erasing confirmed = *asked;
    eraseAndGiveBack(confirming->erasing, confirmed);
    isErased(connection, confirmed);
}

void Departures::isErased(ConnectionId connection, const Erasing& erased)
{
    const ConversationId conversation = erased.what.conversation;
    if (const auto ending = m_state.endings.confirm(conversation, erased.leaver, connection))
        tell(conversation, *ending);
}

void Departures::tell(const ConversationId& conversation, const Ending& ending)
{
    for (const EndingSide& side : ending.sides) {
        Session* session = m_state.findSession(side.session);
        if (session == nullptr)
            continue;
        session->forgetEnding(conversation);
        // Told by a frame that belongs to no conversation, or the next erasure would swallow it.
        const std::int64_t ticketMs =
            m_state.tickets.leftMs(session->id(), conversation, m_state.now.steadyMs);
        m_outgoing.reliable(*session, {},
                            protocol::Ended{conversation, side.reason, static_cast<std::uint32_t>(ticketMs)});
        m_outgoing.counts(*session);
    }
    const auto room = m_state.conversations.find(conversation);
    if (room != m_state.conversations.end()) // who joined meanwhile hears of somebody that it did not know
        m_outgoing.toAll(room->second,
                         protocol::MemberLeft{conversation, ending.leaver, ending.reasonForOthers});
}

void Departures::endSession(Session& session, EndReason forPartner)
{
    const SessionId id = session.id();
    m_state.matchmaker.remove(id);
    if (!session.pair().isNull())
        endConversation(session, forPartner);
    while (!session.rooms().empty())
        leaveRoom(session, m_state.conversations.at(session.rooms().front()), forPartner, EndReason::YouLeft);
    for (const ConversationId& conversation : session.endings())
        m_state.endings.forget(conversation, id);
    std::vector<ConnectionId> lines = session.formerLines();
    lines.push_back(session.connection());
    for (const ConnectionId line : lines) {
        if (Connection* connection = m_state.findConnection(line))
            connection->session = {};
    }
    m_state.recentPartners.forget(id);
    m_state.blocks.forget(id);
    m_state.tickets.forget(id);
    m_state.tokens.erase(session.token());
    m_state.tokens.erase(session.tokenBefore());
    m_state.away.erase(id);
    m_state.owing.erase(id);
    eraseAndGiveBack(m_state.overflowed, id);
    m_state.addresses.sessionEnded(session.from().prefix, m_state.now.steadyMs);
    m_state.sessions.erase(id);
}

void Departures::loseLine(Session& session)
{
    if (m_state.settings.resumeWindowMs == 0 || m_state.isDraining())
        return endSession(session, EndReason::Lost);
    session.addFormerLine(session.connection());
    session.leaveLine(m_state.now.steadyMs);
    m_state.away.insert(session.id());
    m_state.owing.erase(session.id());
    session.setSearchToGoOn(m_state.matchmaker.take(session.id())); // nobody is to meet who isn't there
    for (Conversation* conversation : m_state.conversationsOf(session)) {
        conversation->pictures().halt(conversation->sideOf(session.id()).member);
        m_outgoing.awayToOthers(session, *conversation);
    }
}

bool Departures::isOverdue(const Session& session) const
{
    const std::int64_t awayMs = m_state.now.steadyMs - session.awaySinceMs();
    return session.isAway() && (m_state.isDraining() || awayMs >= m_state.settings.resumeWindowMs);
}

void Departures::endOverdueSessions()
{
    std::vector<SessionId> overdue;
    for (const SessionId& id : m_state.away) {
        if (isOverdue(*m_state.findSession(id)))
            overdue.push_back(id);
    }
    std::sort(overdue.begin(), overdue.end()); // in an order that does not hang on the table's
    for (const SessionId& id : overdue)
        endSession(*m_state.findSession(id), EndReason::Lost);
}

void Departures::drain()
{
    const bool isOver = m_state.now.steadyMs >= *m_state.drainUntilMs;
    std::vector<ConnectionId> closing;
    for (const auto& [id, connection] : m_state.connections) {
        if (connection.phase <= Phase::Welcomed && (isOver || !hasPictureOnItsWay(connection.session)))
            closing.push_back(id);
    }
    std::sort(closing.begin(), closing.end());
    for (const ConnectionId id : closing)
        sendAway(id);
    endOverdueSessions();
}

void Departures::sendAway(ConnectionId connection)
{
    const protocol::Farewell farewell{Errc::ShuttingDown, m_state.jittered(retryAfterDrainMs)};
    Connection& closing = *m_state.findConnection(connection);
    if (Session* session = m_state.findSession(closing.session))
        m_outgoing.unnumbered(*session, Lane::Chat, {}, farewell);
    else
        m_outgoing.greeting(connection, farewell);
    close(connection, Errc::ShuttingDown, EndReason::Lost);
}

bool Departures::hasPictureOnItsWay(const SessionId& id)
{
    const Session* session = m_state.findSession(id);
    if (session == nullptr)
        return false;
    const auto conversations = m_state.conversationsOf(*session);
    return std::any_of(conversations.begin(), conversations.end(), [&](const Conversation* conversation) {
        return conversation->pictures().countOf(conversation->sideOf(id).member) > 0;
    });
}

void Departures::closeWithError(ConnectionId connection, Errc code, std::uint64_t regarding,
                                std::uint32_t retryAfterMs)
{
    ++m_state.totals.refusals[code];
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
        loseLine(*session);
}

void Departures::disconnected(ConnectionId connection)
{
    Connection* going = m_state.findConnection(connection);
    if (going == nullptr)
        return;
    going->phase = Phase::Cut;
    m_state.greeting.erase(connection);
    const SessionId id = going->session;
    if (Session* session = m_state.findSession(id); session != nullptr && session->connection() == connection)
        loseLine(*session);
    if (Session* session = m_state.findSession(id))
        session->forgetFormerLine(connection);
    const std::vector<Erasing> erasing = std::move(going->erasing);
    m_state.connections.erase(connection);
    for (const Erasing& erased : erasing)
        isErased(connection, erased);
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
        eraseAndGiveBack(m_state.overflowed, id);
        Session* session = m_state.findSession(id);
        if (session == nullptr)
            continue;
        if (session->isAway())
            endSession(*session, EndReason::Lost);
        else
            closeWithError(session->connection(), Errc::SlowReader);
    }
}

} // namespace chatmet::server
