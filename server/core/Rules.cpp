// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Rules.h"

#include "common/base/Overloaded.h"
#include "common/protocol/Limits.h"
#include "common/protocol/Numbering.h"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <vector>

namespace chatmet::server {

namespace {

using Phase = Connection::Phase;
using protocol::Numbering;

} // namespace

ChatService::Rules::Rules(RandomSource& random, ServiceSettings settings, const OutsideBytes* outside)
    : m_state(random, std::move(settings), outside),
      m_outgoing(m_state),
      m_departures(m_state, m_outgoing),
      m_meetings(m_state, m_outgoing, m_departures),
      m_talk(m_state, m_outgoing, m_departures),
      m_reports(m_state, m_outgoing, m_departures),
      m_rooms(m_state, m_outgoing, m_departures),
      m_pictures(m_state, m_outgoing, m_departures),
      m_resumption(m_state, m_outgoing, m_departures, m_meetings, m_pictures),
      m_arrivals(m_state, m_outgoing, m_departures, m_resumption),
      m_holdings(m_state, m_outgoing)
{
    // What is kept is in ServiceState, which the list of holdings is made from; the classes around it keep
    // nothing.
    constexpr std::size_t reference = sizeof(void*);
    static_assert(sizeof(Outgoing) == 1 * reference && sizeof(Departures) == 2 * reference &&
                  sizeof(Meetings) == 3 * reference && sizeof(Talk) == 3 * reference &&
                  sizeof(Reports) == 3 * reference && sizeof(Rooms) == 3 * reference &&
                  sizeof(Pictures) == 3 * reference && sizeof(Resumption) == 5 * reference &&
                  sizeof(Arrivals) == 4 * reference && sizeof(Holdings) == 2 * reference &&
                  sizeof(ChatService) == 2 * reference); // its virtual functions, its rules
    static_assert(sizeof(Rules) == sizeof(ServiceState) + 29 * reference);
}

void ChatService::Rules::handle(Event event, const Now& now, Effects& effects)
{
    m_state.now = now;
    m_state.effects = &effects;
    std::visit([this](const auto& happened) { on(happened); }, event);
    // Last: closing a session in the midst of a rule would take its conversation from under that rule.
    m_departures.closeOverflowed();
    m_state.effects = nullptr;
}

void ChatService::Rules::on(const Connected& event)
{
    m_arrivals.connected(event);
}

void ChatService::Rules::on(const FrameReceived& event)
{
    const Connection* connection = m_state.findConnection(event.connection);
    if (connection == nullptr)
        return;
    switch (connection->phase) {
    case Phase::Greeting: m_arrivals.frame(event.connection, event.frame); return;
    case Phase::Welcomed: welcomedFrame(*m_state.findSession(connection->session), event); return;
    case Phase::Closing:
    case Phase::Cut: return; // it has no session any more: that has ended, or lives on without it
    }
}

void ChatService::Rules::on(const FrameMalformed& event)
{
    const Connection* connection = m_state.findConnection(event.connection);
    if (connection != nullptr && connection->phase <= Phase::Welcomed)
        m_departures.closeWithError(event.connection, event.code);
}

void ChatService::Rules::on(const Disconnected& event)
{
    m_departures.disconnected(event.connection);
}

void ChatService::Rules::on(const EraseConfirmed& event)
{
    m_departures.confirmErased(event.connection, {event.conversation, event.author});
}

void ChatService::Rules::on(const QueueOverflowed& event)
{
    // A word about it would have to wait behind what is not read.
    if (m_state.findConnection(event.connection) != nullptr)
        m_departures.cut(event.connection);
}

void ChatService::Rules::on(const Tick&)
{
    m_arrivals.closeLate();
    m_state.addresses.tick(m_state.now.steadyMs);
    m_departures.cutOverdue();
    m_departures.endOverdueSessions();
    m_state.tickets.expire(m_state.now.steadyMs);
    m_meetings.advance();
    m_outgoing.acknowledgeDue();
    if (m_state.isDraining())
        m_departures.drain();
}

void ChatService::Rules::on(const Drain& event)
{
    const std::int64_t untilMs = m_state.now.steadyMs + event.windowMs;
    m_state.drainUntilMs = std::min(m_state.drainUntilMs.value_or(untilMs), untilMs);
    m_departures.drain();
}

void ChatService::Rules::on(const TurnedAway& event)
{
    const Connection* connection = m_state.findConnection(event.connection);
    if (connection != nullptr && connection->phase <= Phase::Welcomed)
        m_departures.closeWithError(event.connection, Errc::RateLimited);
}

void ChatService::Rules::on(const Announce& event)
{
    m_state.announcement = {event.text, m_state.now.steadyMs + event.forMs, true};
    std::vector<SessionId> all;
    for (const auto& [id, session] : m_state.sessions)
        all.push_back(id);
    std::sort(all.begin(), all.end()); // in an order that does not hang on the table's
    for (const SessionId& id : all) {
        Session& session = *m_state.findSession(id);
        if (!event.text.empty())
            m_outgoing.announcement(session);
        else if (!session.isAway())
            m_outgoing.unnumbered(session, Lane::Chat, {}, protocol::Notice{});
    }
}

void ChatService::Rules::welcomedFrame(Session& session, const FrameReceived& event)
{
    const SessionId id = session.id();
    m_resumption.tokenIsKnown(session);
    if (!takeNumbers(session, event.frame))
        return;
    dispatch(session, event);
    if (Session* still = m_state.findSession(id))
        m_outgoing.acknowledgeIfMany(*still);
}

bool ChatService::Rules::takeNumbers(Session& session, const protocol::ClientFrame& frame)
{
    if (!session.outbox().acknowledge(frame.acknowledged)) {
        m_departures.closeWithError(session.connection(), Errc::BadHeader, frame.sequence);
        return false;
    }
    const Numbering numbering = protocol::numberingOf(frame.kind);
    if (frame.sequence == 0) {
        if (numbering != Numbering::Reliable)
            return true;
        m_departures.closeWithError(session.connection(), Errc::OutOfSequence);
        return false;
    }
    if (numbering == Numbering::Unnumbered) {
        m_departures.closeWithError(session.connection(), Errc::BadHeader, frame.sequence);
        return false;
    }
    switch (session.take(frame.sequence, m_state.now.steadyMs)) {
    case Taken::New: m_state.owing.insert(session.id()); return true;
    case Taken::Repeat: return false; // taken and answered before; its `acknowledged` counted
    case Taken::Gap: break;
    }
    m_departures.closeWithError(session.connection(), Errc::OutOfSequence, frame.sequence);
    return false;
}

void ChatService::Rules::dispatch(Session& session, const FrameReceived& event)
{
    const protocol::ClientFrame& frame = event.frame;
    const std::uint64_t sequence = frame.sequence;
    const auto refuse = [&](Errc code) { m_outgoing.refuse(session, code, sequence); };
    std::visit(
        Overloaded{
            [&](const protocol::UnknownKind&) { refuse(Errc::UnknownKind); },
            [&](const protocol::Report& kind) { m_reports.report(session, kind, sequence); },
            [&](const protocol::Block& kind) { m_reports.block(session, kind, sequence); },
            [&](const protocol::OversizedBody&) { refuse(Errc::BodyTooLong); },
            [&](const protocol::Hello&) { refuse(Errc::AlreadyWelcome); },
            [&](const protocol::Puzzle&) { refuse(Errc::PuzzleNotAsked); },
            [&](const protocol::Goodbye&) {
                m_departures.close(session.connection(), Errc::Ok, protocol::EndReason::Left);
            },
            [](const protocol::Acknowledgement&) {}, // its number counted already
            [](const protocol::Tombstone&) {},
            [&](const protocol::HoldingsRequest& kind) { m_holdings.answer(session, kind, event, sequence); },
            [&](const protocol::Meet& kind) { m_meetings.meet(session, kind, sequence); },
            [&](const protocol::CancelMeet&) { m_meetings.cancel(session, sequence); },
            [&](const protocol::Leave& kind) { m_meetings.leave(session, kind.conversation, sequence); },
            [&](const protocol::KeyExchange& kind) {
                m_talk.keyExchange(session, kind, frame.body, sequence);
            },
            [&](const protocol::Send& kind) { m_talk.send(session, kind, frame.body, sequence); },
            [&](const protocol::Typing& kind) { m_talk.typing(session, kind); },
            [&](const protocol::StreamAccept& kind) { m_pictures.accept(session, kind, sequence); },
            [&](const protocol::StreamOpen& kind) { m_pictures.open(session, kind, sequence); },
            [&](const protocol::StreamChunk& kind) { m_pictures.chunk(session, kind, frame.body); },
            [&](const protocol::StreamCredit& kind) { m_pictures.credit(session, kind); },
            [&](const protocol::StreamEnd& kind) { m_pictures.end(session, kind, sequence); },
            [&](const protocol::OpenRoom& kind) { m_rooms.open(session, kind, frame.body, sequence); },
            [&](const protocol::JoinRoom& kind) { m_rooms.join(session, kind, frame.body, sequence); },
            [&](const protocol::LockRoom& kind) { m_rooms.lock(session, kind, sequence); },
            [&](const protocol::RemoveMember& kind) { m_rooms.remove(session, kind, sequence); },
        },
        frame.kind);
}

ServiceCounts ChatService::Rules::counts() const
{
    ServiceCounts counts;
    counts.connections = m_state.connections.size();
    counts.sessions = m_state.sessions.size();
    counts.away = m_state.away.size();
    counts.waiting = m_state.matchmaker.size();
    counts.erasing = m_state.endings.size();
    counts.addresses = m_state.addresses.size();
    counts.budgetUsedBytes = m_state.budget.usedBytes();
    // Added up each time, so that they can't drift from what is there.
    for (const auto& [id, conversation] : m_state.conversations) {
        ++(conversation.isRoom() ? counts.rooms : counts.pairs);
        counts.streams += conversation.pictures().streams().size();
    }
    for (const auto& [id, session] : m_state.sessions)
        counts.outboxBytes += session->outbox().bytes();
    return counts;
}

} // namespace chatmet::server
