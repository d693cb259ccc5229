// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Faults in rooms, in taking back, in reports and blocks.
#include "common/protocol/Codec.h"
#include "tests/simulation/FrameKind.h"
#include "tests/simulation/Planter.h"
#include "tests/simulation/ServiceInspection.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace server;

namespace {

/// What the frame asked for; null where the event is another.
template <class Kind> const Kind* askedFor(const Event& event)
{
    const auto* received = std::get_if<FrameReceived>(&event);
    return received == nullptr ? nullptr : std::get_if<Kind>(&received->frame.kind);
}

/// Told in these effects; the line it goes to, and what.
template <class Kind> std::optional<std::pair<ConnectionId, Kind>> toldOf(const Effects& effects)
{
    for (const Effect& effect : effects) {
        const auto* frame = std::get_if<SendFrame>(&effect);
        if (frame == nullptr)
            continue;
        const auto kind = kindOf(*frame);
        if (const auto* told = std::get_if<Kind>(&kind))
            return std::pair(frame->connection, *told);
    }
    return std::nullopt;
}

} // namespace

bool Planter::plantInRooms(const Event& event, Effects& effects)
{
    switch (m_fault) {
    case Fault::NewcomerToldOld: {
        const auto joined = toldOf<protocol::RoomJoined>(effects);
        return joined && m_frame && joined->second.conversation == m_frame->conversation &&
               tellOld(effects, joined->first);
    }
    case Fault::RemovedGetsMore: {
        const auto said = toldOf<protocol::Message>(effects);
        const Session* removed = m_state.findSession(m_removed);
        return said && m_frame && said->second.conversation == m_room && m_frame->conversation == m_room &&
               removed != nullptr && !removed->isAway() && tellOld(effects, removed->connection());
    }
    case Fault::LeaverKept: return keepLeavers();
    case Fault::EmptyRoomKept: {
        if (m_room.isNull() || m_state.conversations.contains(m_room))
            return false;
        Conversation empty(m_state.random, protocol::RoomProof{}, m_state.now.steadyMs);
        const ConversationId id = empty.id();
        return m_state.conversations.emplace(id, std::move(empty)).second;
    }
    case Fault::LockForgotten: {
        const auto* asked = askedFor<protocol::LockRoom>(event);
        const auto room =
            m_state.conversations.find(asked == nullptr ? ConversationId{} : asked->conversation);
        if (room == m_state.conversations.end() || !room->second.isRoom() || !room->second.entry().locked)
            return false;
        room->second.setLocked(false);
        return true;
    }
    case Fault::OthersTakenBack: return takeBackOthers();
    default: return false;
    }
}

/// A message that was told before, once more.
bool Planter::tellOld(Effects& effects, ConnectionId line)
{
    Outbox& outbox = m_state.findSession(m_state.connections.at(line).session)->outbox();
    SendFrame again = *m_frame;
    again.connection = line;
    again.sequence =
        outbox.push(again.conversation, again.kind, again.body, m_state.now.steadyMs, again.author);
    effects.push_back(std::move(again));
    return true;
}

/// The message that was told last is with one member, although its author has left.
bool Planter::keepLeavers()
{
    const auto room = m_state.conversations.find(m_frame ? m_frame->conversation : ConversationId{});
    if (room == m_state.conversations.end() || room->second.find(m_frame->author) != nullptr)
        return false;
    Outbox& outbox = m_state.findSession(room->second.sides().front().session)->outbox();
    outbox.push(m_frame->conversation, m_frame->kind, m_frame->body, m_state.now.steadyMs, m_frame->author);
    return true;
}

/// The message that was told last, while somebody has not acknowledged it.
bool Planter::takeBackOthers()
{
    for (const auto& [id, session] : m_state.sessions) {
        for (const Outbox::Kept& kept : session->outbox().kept()) {
            if (kept.message == 0)
                continue;
            const protocol::Unsent unsent{kept.conversation, kept.message, kept.author};
            return session->outbox().replaceMessage(kept.conversation, kept.author, kept.message,
                                                    protocol::encodeServerKind(unsent)) != 0;
        }
    }
    return false;
}

bool Planter::plantInReports(const Event& event)
{
    const auto* report = askedFor<protocol::Report>(event);
    switch (m_fault) {
    case Fault::BlockForgotten: {
        const std::size_t before = m_state.blocks.size();
        m_state.blocks.forget(m_session);
        return m_state.blocks.size() != before;
    }
    case Fault::BlockKept:
        if (m_session.isNull() || m_state.findSession(m_session) != nullptr || m_state.sessions.empty())
            return false;
        m_state.blocks.add(m_state.sessions.begin()->first, m_session);
        return true;
    case Fault::TicketTwice: {
        if (report == nullptr)
            return false;
        const auto line = m_state.connections.find(std::get<FrameReceived>(event).connection);
        Ticket* used = line == m_state.connections.end()
                           ? nullptr
                           : m_state.tickets.find(line->second.session, report->conversation);
        return used != nullptr && std::exchange(used->reported, false);
    }
    case Fault::TicketKept:
        if (!m_ticket || m_state.findSession(m_ticket->owner) == nullptr ||
            m_state.tickets.find(m_ticket->owner, m_ticket->conversation) != nullptr)
            return false;
        m_ticket->other = {};
        m_state.tickets.issue(*m_ticket);
        return true;
    case Fault::StrikeTwice:
        for (std::uint64_t prefix = 1; prefix <= 2; ++prefix) {
            if (m_state.addresses.strikes(prefix, m_state.now.steadyMs) == 0)
                continue;
            m_state.addresses.strike(prefix, 4'711, m_state.now.steadyMs);
            return true;
        }
        return false;
    default: return false;
    }
}

bool Planter::plantInLimits(const Event& event, Effects& effects)
{
    const auto* received = std::get_if<FrameReceived>(&event);
    const auto line = m_state.connections.find(received == nullptr ? ConnectionId{} : received->connection);
    if (m_fault == Fault::LimitForgotten && line != m_state.connections.end()) {
        Session* session = m_state.findSession(line->second.session);
        const SessionSettings& settings = m_state.settings.perSession;
        if (session == nullptr ||
            session->limits().waitMs(settings, SessionKind::Message, 1, m_state.now.steadyMs) == 0)
            return false;
        session->limits() = {};
        return true;
    }
    for (Effect& effect : effects) {
        auto* frame = std::get_if<SendFrame>(&effect);
        if (m_fault != Fault::WaitNotTold || frame == nullptr)
            continue;
        auto kind = kindOf(*frame);
        auto* error = std::get_if<protocol::ErrorAnswer>(&kind);
        if (error == nullptr || error->regarding == 0 || std::exchange(error->retryAfterMs, 0) == 0)
            continue;
        frame->kind = protocol::encodeServerKind(kind);
        return true;
    }
    return false;
}

void Planter::rememberTalk(const Effects& effects)
{
    for (const Effect& effect : effects) {
        const auto* frame = std::get_if<SendFrame>(&effect);
        const auto in = m_state.conversations.find(frame == nullptr ? ConversationId{} : frame->conversation);
        if (in == m_state.conversations.end() || !in->second.isRoom())
            continue;
        if (m_fault != Fault::RemovedGetsMore)
            m_room = frame->conversation;
        if (std::holds_alternative<protocol::Message>(kindOf(*frame)))
            m_frame = *frame;
    }
    if (const auto ended = toldOf<protocol::Ended>(effects);
        ended && ended->second.reason == protocol::EndReason::Removed) {
        m_room = ended->second.conversation;
        m_removed = m_state.connections.at(ended->first).session;
    }
    if (m_ticket && m_state.findSession(m_ticket->owner) != nullptr && m_fault == Fault::TicketKept)
        return; // until it is over
    withMember(m_state.tickets, "m_byAge", [&](const auto& all) {
        if constexpr (requires { all.back().owner; })
            if (!all.empty())
                m_ticket = all.back();
    });
}

} // namespace chatmet::simulation
