// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the oracle knows of rooms: who gets in, who is there, who is host.
#include "common/base/RoomAdmission.h"
#include "common/protocol/Limits.h"
#include "tests/simulation/Oracle.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace server;
using protocol::EndReason;

namespace {

/// The conversation to whose members the frame may bring something.
ConversationId broughtTo(const protocol::ClientKind& kind)
{
    if (const auto* message = std::get_if<protocol::Send>(&kind))
        return message->conversation;
    if (const auto* exchange = std::get_if<protocol::KeyExchange>(&kind))
        return exchange->conversation;
    if (const auto* lock = std::get_if<protocol::LockRoom>(&kind))
        return lock->conversation;
    if (const auto* join = std::get_if<protocol::JoinRoom>(&kind))
        return join->room;
    return {};
}

} // namespace

void Oracle::foresee(const Event& event, const ServiceState& state)
{
    const auto* received = std::get_if<FrameReceived>(&event);
    const Conversation* in = received == nullptr ? nullptr : conversation(broughtTo(received->frame.kind));
    if (in == nullptr || !in->isRoom)
        return;
    for (const Conversation::Member& member : in->members) {
        const auto found = state.sessions.find(member.session);
        if (found != state.sessions.end() && !isWorthWaitingFor(*found->second) &&
            isFull(*found->second, false))
            m_full.push_back({member.session, isFull(*found->second, true)});
    }
}

/// A member for whom nothing more can be kept, and who is not worth waiting for, is out, as lost.
void Oracle::fullOnesLeave(const ConversationId& id)
{
    const auto kept = m_state->conversations.find(id);
    for (const FullMember& full : m_full) {
        const bool isIn = kept != m_state->conversations.end() &&
                          std::any_of(kept->second.sides().begin(), kept->second.sides().end(),
                                      [&](const auto& side) { return side.session == full.session; });
        if (isIn || isOver(id) || conversation(id)->member(full.session) == nullptr)
            continue;
        leaveRoom(id, full.session, EndReason::Lost, EndReason::Lost);
        m_ground.count("members lost for what they did not take");
    }
}

// ---- coming in

Errc Oracle::shouldEnter(const Session& session) const
{
    const SharedBytes& package = std::get<FrameReceived>(*m_event).frame.body;
    return package.empty()                                      ? Errc::EmptyBody
           : package.size() > limits::keyExchangeBytesMax       ? Errc::BodyTooLong
           : session.rooms.size() >= limits::roomsPerSessionMax ? Errc::RoomsTooMany
                                                                : Errc::Ok;
}

void Oracle::asked(const SessionId& id, const protocol::OpenRoom&, const Refusal& refusal)
{
    const Errc should = shouldEnter(*session(id));
    if (refusal && refusal->code == Errc::OverBudget && should == Errc::Ok)
        return;
    m_opening = isTaken(should, refusal, id);
}

void Oracle::opened(const SessionId& id, const protocol::RoomOpened& kind)
{
    const auto& frame = std::get<FrameReceived>(*m_event).frame;
    require(std::exchange(m_opening, false) && isOver(kind.conversation), "a room is opened for who asked");
    require(kind.membersMax == m_state->settings.roomMembersMax, "how many may be in a room is told");
    Conversation& room = m_conversations[kind.conversation];
    room.id = kind.conversation;
    room.isRoom = true;
    room.admission = std::get<protocol::OpenRoom>(frame.kind).admission;
    room.members.push_back({kind.ownMember, id, frame.body});
    session(id)->rooms.push_back(room.id);
    m_rooms.insert(room.id);
    remember(room.id);
    m_ground.count("rooms opened");
}

void Oracle::asked(const SessionId& id, const protocol::JoinRoom& wish, const Refusal& refusal)
{
    const Conversation* room = conversation(wish.room);
    const Session& whose = *session(id);
    const bool isLeaving = std::any_of(m_endings.begin(), m_endings.end(), [&](const OracleEnding& one) {
        return one.conversation == wish.room && one.isOf(id);
    });
    const bool isInvited = room != nullptr && room->isRoom && admits(room->admission, wish.proof);
    const bool isOpen = isInvited && !room->locked && room->member(id) == nullptr && !isLeaving &&
                        room->members.size() < m_state->settings.roomMembersMax;
    m_ground.count(isOpen                                     ? "rooms asked for"
                   : !isInvited                               ? "rooms asked for without an invite"
                   : room->member(id) != nullptr || isLeaving ? "rooms asked for from inside"
                   : room->locked                             ? "locked rooms asked for"
                                                              : "full rooms asked for");
    Errc should = shouldEnter(whose);
    if (should == Errc::Ok && !isOpen)
        should = Errc::RoomRefused;
    fullOnesLeave(wish.room);
    if (should == Errc::Ok && isOver(wish.room))
        should = Errc::RoomRefused; // nobody was there but lines that are gone
    if (refusal) {
        require(refusal->conversation.isNull() && refusal->stream.isNull(),
                "a refusal says nothing of a room");
        require(refusal->code != Errc::RoomRefused || refusal->retryAfterMs == 0,
                "every room is refused with the same words");
        if (refusal->code == Errc::OverBudget && shouldEnter(whose) == Errc::Ok)
            return;
        require(refusal->code != Errc::RateLimited || isSomebodyFull(wish.room, id) ||
                    isFull(*m_state->sessions.at(id), false),
                "nobody has to wait for members who read");
    }
    if (isTaken(should, refusal, id))
        m_joining = wish.room;
}

void Oracle::joined(const SessionId& id, const protocol::RoomJoined& kind)
{
    const SharedBytes& package = std::get<FrameReceived>(*m_event).frame.body;
    require(std::exchange(m_joining, {}) == kind.conversation, "who may join a room joins it, and no other");
    Conversation& room = *conversation(kind.conversation);
    require(kind.host == room.members.front().id && kind.locked == room.locked &&
                kind.membersMax == m_state->settings.roomMembersMax,
            "who joins is told how the room is");
    const std::string name = session(id)->username;
    for (const Conversation::Member& other : room.members) {
        const Session& present = *session(other.session);
        owe(id, protocol::MemberJoined{room.id, other.id, present.username, true, present.away},
            "who joins is told who is there, by time of joining", room.id, other.id, other.package);
    }
    oweOthers(room, id, protocol::MemberJoined{room.id, kind.ownMember, name, false, false},
              "who joins is told to all others", kind.ownMember, package);
    room.members.push_back({kind.ownMember, id, package, room.entries.size()});
    session(id)->rooms.push_back(room.id);
    m_ground.count("rooms joined");
}

// ---- the host

Errc Oracle::shouldHost(const SessionId& id, const ConversationId& room) const
{
    const Conversation* in = conversation(room);
    return in == nullptr || in->member(id) == nullptr         ? Errc::NotInConversation
           : !in->isRoom || in->members.front().session != id ? Errc::NotHost
                                                              : Errc::Ok;
}

void Oracle::asked(const SessionId& id, const protocol::LockRoom& wish, const Refusal& refusal)
{
    fullOnesLeave(wish.conversation);
    if (!isTaken(shouldHost(id, wish.conversation), refusal, id))
        return;
    Conversation& room = *conversation(wish.conversation);
    room.locked = wish.locked;
    oweRoomChanged(room);
    m_ground.count(wish.locked ? "rooms locked" : "rooms unlocked");
}

void Oracle::asked(const SessionId& id, const protocol::RemoveMember& wish, const Refusal& refusal)
{
    Errc should = shouldHost(id, wish.conversation);
    Conversation* room = conversation(wish.conversation);
    const auto* removed = should == Errc::Ok ? room->member(wish.member) : nullptr;
    if (should == Errc::Ok && (removed == nullptr || removed->session == id))
        should = Errc::MemberUnknown;
    if (!isTaken(should, refusal, id))
        return;
    room->admission = wish.admission;
    leaveRoom(wish.conversation, removed->session, EndReason::Removed, EndReason::Removed);
    m_ground.count("members removed");
}

} // namespace chatmet::simulation
