// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Rooms.h"

#include "common/base/RoomAdmission.h"
#include "common/protocol/Limits.h"

#include <utility>

namespace chatmet::server {

using protocol::EndReason;

void Rooms::open(Session& session, const protocol::OpenRoom& wish, const SharedBytes& package,
                 std::uint64_t regarding)
{
    if (!m_outgoing.allows(session, SessionKind::Frame, regarding))
        return;
    if (const Errc refusal = judgeEntry(session, package); refusal != Errc::Ok) {
        m_outgoing.refuse(session, refusal, regarding);
        return;
    }
    const AddressVerdict verdict =
        m_state.addresses.take(session.from().prefix, AddressKind::RoomOpened, m_state.now.steadyMs);
    if (verdict.is == AddressVerdict::Is::Refused) {
        m_state.totals.hit(verdict.limit);
        m_outgoing.refuse(session, Errc::RateLimited, regarding, {}, {}, verdict.waitMs);
        return;
    }
    Conversation opened(m_state.random, wish.admission, m_state.now.steadyMs);
    const ConversationId id = opened.id();
    Conversation& room = m_state.conversations.emplace(id, std::move(opened)).first->second;
    const MemberId own = enter(session, room, package).member;
    const auto membersMax = static_cast<std::uint32_t>(m_state.settings.roomMembersMax);
    ++m_state.totals.roomsOpened;
    m_outgoing.reliable(session, id, protocol::RoomOpened{id, own, membersMax});
}

void Rooms::join(Session& session, const protocol::JoinRoom& wish, const SharedBytes& package,
                 std::uint64_t regarding)
{
    if (!m_outgoing.allows(session, SessionKind::Frame, regarding))
        return;
    Errc refusal = judgeEntry(session, package);
    std::uint32_t waitMs = limits::rateLimitedRetryMs;
    Conversation* room = refusal == Errc::Ok ? roomToEnter(session, wish) : nullptr;
    if (refusal == Errc::Ok && room == nullptr) {
        const AddressVerdict verdict =
            m_state.addresses.take(session.from().prefix, AddressKind::JoinFailed, m_state.now.steadyMs);
        const bool tooMany = verdict.is == AddressVerdict::Is::Refused;
        refusal = tooMany ? Errc::RateLimited : Errc::RoomRefused;
        if (tooMany) {
            m_state.totals.hit(verdict.limit);
            waitMs = verdict.waitMs;
        }
    } else if (room != nullptr &&
               // Both ways: the newcomer is told of everybody, and everybody of the newcomer.
               (!m_outgoing.hasRoomForPartner(session) || !m_departures.othersCanTake(*room, session))) {
        m_state.totals.hit(Limit::Outbox);
        refusal = Errc::RateLimited;
    } else if (room != nullptr && !m_state.conversations.contains(wish.room)) {
        refusal =
            Errc::RoomRefused; // nobody was there but lines that are gone, and they could not wait longer
    }
    if (refusal != Errc::Ok) {
        // Without the id, which would be a word about the room.
        m_outgoing.refuse(session, refusal, regarding, {}, {}, waitMs);
        return;
    }
    const Conversation::Side& own = enter(session, *room, package);
    const auto membersMax = static_cast<std::uint32_t>(m_state.settings.roomMembersMax);
    m_outgoing.reliable(
        session, room->id(),
        protocol::RoomJoined{room->id(), own.member, room->host(), room->entry().locked, membersMax});
    tellPresent(session, *room);
    m_outgoing.toOthers(session, *room,
                        protocol::MemberJoined{room->id(), own.member, session.username(), false, false},
                        own.package);
}

void Rooms::lock(Session& session, const protocol::LockRoom& wish, std::uint64_t regarding)
{
    if (!m_outgoing.allows(session, SessionKind::Frame, regarding))
        return;
    Conversation* room = hostedBy(session, wish.conversation, regarding);
    if (room == nullptr)
        return;
    if (!m_departures.othersCanTake(*room, session)) {
        m_state.totals.hit(Limit::Outbox);
        m_outgoing.refuse(session, Errc::RateLimited, regarding, wish.conversation);
        return;
    }
    room->setLocked(wish.locked);
    m_outgoing.roomChanged(*room);
}

void Rooms::remove(Session& session, const protocol::RemoveMember& wish, std::uint64_t regarding)
{
    if (!m_outgoing.allows(session, SessionKind::Frame, regarding))
        return;
    Conversation* room = hostedBy(session, wish.conversation, regarding);
    if (room == nullptr)
        return;
    const Conversation::Side* removed = room->find(wish.member);
    if (removed == nullptr || removed->session == session.id()) {
        m_outgoing.refuse(session, Errc::MemberUnknown, regarding, wish.conversation);
        return;
    }
    room->setAdmission(wish.admission);
    m_departures.leaveRoom(*m_state.findSession(removed->session), *room, EndReason::Removed,
                           EndReason::Removed);
}

Errc Rooms::judgeEntry(const Session& session, const SharedBytes& package) const
{
    if (package.empty())
        return Errc::EmptyBody;
    if (package.size() > limits::keyExchangeBytesMax)
        return Errc::BodyTooLong;
    if (session.rooms().size() >= limits::roomsPerSessionMax)
        return Errc::RoomsTooMany;
    if (!m_state.budget.fitsBelow(membershipCostBytes, m_state.sessionsMarkBytes()))
        return Errc::OverBudget;
    return Errc::Ok;
}

Conversation* Rooms::roomToEnter(const Session& session, const protocol::JoinRoom& wish)
{
    const auto found = m_state.conversations.find(wish.room);
    Conversation* room =
        found != m_state.conversations.end() && found->second.isRoom() ? &found->second : nullptr;
    // The hash is made also where there is no room, which takes about as long then.
    const bool isInvited =
        admits(room == nullptr ? protocol::RoomProof{} : room->entry().admission, wish.proof);
    if (room == nullptr || !isInvited || room->entry().locked || session.isIn(wish.room))
        return nullptr;
    if (room->sides().size() >= m_state.settings.roomMembersMax) {
        m_state.totals.hit(Limit::RoomMembersMax);
        return nullptr;
    }
    // Until every queue has confirmed that it has left, it counts as in.
    return m_state.endings.contains(wish.room, session.id()) ? nullptr : room;
}

const Conversation::Side& Rooms::enter(Session& session, Conversation& room, const SharedBytes& package)
{
    session.joinRoom(room.id());
    // A copy: what came is a slice of the whole frame, and would keep that for as long as the membership
    // lasts.
    return room.join(m_state.random, session.id(), SharedBytes::copyOf(package.span()),
                     m_state.budget.chargeAlways(membershipCostBytes), m_state.now.steadyMs);
}

void Rooms::tellPresent(Session& session, const Conversation& room)
{
    for (const Conversation::Side& side : room.sides()) {
        const Session& present = *m_state.findSession(side.session);
        if (present.id() == session.id())
            continue;
        m_outgoing.reliable(
            session, room.id(),
            protocol::MemberJoined{room.id(), side.member, present.username(), true, present.isAway()},
            side.package, side.member);
    }
}

Conversation* Rooms::hostedBy(Session& session, const ConversationId& room, std::uint64_t regarding)
{
    Conversation* hosted = m_state.conversationOf(session, room);
    const Errc refusal = hosted == nullptr ? Errc::NotInConversation
                         : !hosted->isRoom() || hosted->host() != hosted->sideOf(session.id()).member
                             ? Errc::NotHost
                             : Errc::Ok;
    if (refusal == Errc::Ok)
        return hosted;
    m_outgoing.refuse(session, refusal, regarding, room);
    return nullptr;
}

} // namespace chatmet::server
