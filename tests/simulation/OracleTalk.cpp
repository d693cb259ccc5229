// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the oracle knows of messages and keys: who is to be told what.
#include "common/protocol/Codec.h"
#include "common/protocol/Limits.h"
#include "tests/simulation/Oracle.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace server;
using protocol::EndReason;

bool Oracle::isTaken(Errc should, const Refusal& refusal, const SessionId& id) const
{
    if (!refusal) {
        require(should == Errc::Ok || session(id) == nullptr || m_closesOthers, "what is wrong is refused");
        return should == Errc::Ok;
    }
    if (refusal->code == Errc::RateLimited) // refused() judges it further
        require(should == Errc::Ok || should == Errc::SenderNumber, "who may not do it need not wait for it");
    else
        require(refusal->code == should, "what is refused is refused for its reason");
    return false;
}

void Oracle::asked(const SessionId& id, const protocol::Send& wish, const Refusal& refusal)
{
    fullOnesLeave(wish.conversation);
    const SharedBytes& body = std::get<FrameReceived>(*m_event).frame.body;
    Conversation* in = conversation(wish.conversation);
    const auto* member = in == nullptr ? nullptr : in->member(id);
    const std::uint64_t next = member == nullptr ? 0 : member->lastSenderNumber + 1;
    const bool isGap = wish.senderNumber == 0 || wish.senderNumber > next;
    const Errc should = member == nullptr ? Errc::NotInConversation
                        : body.empty()    ? Errc::EmptyBody
                        : isGap           ? Errc::SenderNumber
                                          : Errc::Ok;
    const auto bytes = static_cast<std::uint32_t>(body.size());
    if ((should == Errc::Ok || should == Errc::SenderNumber) &&
        isOverLimit(std::max(waitMs(id, SessionKind::Message, 1), waitMs(id, SessionKind::BodyBytes, bytes)),
                    refusal))
        return;
    if (!isTaken(should, refusal, id) || wish.senderNumber < next)
        return; // refused, or a repeat, which is ignored
    take(id, SessionKind::Message, 1);
    take(id, SessionKind::BodyBytes, bytes);
    for (const FullMember& full : m_full)
        require(full.session == id || !full.isFullForSure || in->member(full.session) == nullptr,
                "who is full and not worth waiting for stops nobody");
    std::find_if(in->members.begin(), in->members.end(), [&](const auto& one) {
        return one.session == id;
    })->lastSenderNumber = next;
    const MemberId author = in->member(id)->id;
    if (wish.takesBack != 0)
        takeBack(id, wish.conversation, wish.takesBack);
    in->entries.push_back({author, body});
    const std::uint64_t number = in->entries.size();
    const std::int64_t timeMs = m_ground.clock.now().utcMs;
    owe(id, protocol::Accepted{wish.conversation, next, number, timeMs}, "what is taken is accepted",
        wish.conversation);
    oweOthers(*in, id, protocol::Message{wish.conversation, author, number, timeMs},
              "each message is told to every other member", author, body, number);
    m_ground.count(in->isRoom ? "messages in rooms" : "messages");
}

/// From everybody who has not acknowledged it, if it is the sender's own.
void Oracle::takeBack(const SessionId& id, const ConversationId& conversationId, std::uint64_t number)
{
    Conversation& in = *conversation(conversationId);
    const MemberId author = in.member(id)->id;
    if (number > in.entries.size() || in.entries[number - 1].author != author) {
        m_ground.count("messages of others not taken back");
        return;
    }
    const SharedBytes kind = protocol::encodeServerKind(protocol::Unsent{conversationId, number, author});
    bool waited = false;
    for (const Conversation::Member& other : in.members) {
        Session& whose = *session(other.session);
        const auto replaced = whose.owed.replace(conversationId, author, number, kind);
        waited = waited || replaced.isFound;
        if (replaced.isFound && !whose.away)
            m_replacements.emplace_back(whose.line, replaced.sequence);
    }
    in.entries[number - 1].isTakenBack = true;
    m_ground.count(waited ? "messages taken back in time" : "messages taken back late");
}

void Oracle::asked(const SessionId& id, const protocol::KeyExchange& wish, const Refusal& refusal)
{
    fullOnesLeave(wish.conversation);
    const auto& frame = std::get<FrameReceived>(*m_event).frame;
    Conversation* in = conversation(wish.conversation);
    const auto* from = in == nullptr ? nullptr : in->member(id);
    const auto* to = in == nullptr || !in->isRoom ? nullptr : in->member(wish.member);
    const bool isToOther = to != nullptr && to->session != id;
    const Errc should = from == nullptr                                        ? Errc::NotInConversation
                        : frame.body.empty()                                   ? Errc::EmptyBody
                        : frame.body.size() > limits::keyExchangeBytesMax      ? Errc::BodyTooLong
                        : in->isRoom && wish.step != protocol::KeyStep::Chain  ? Errc::KeyStep
                        : in->isRoom && !isToOther                             ? Errc::MemberUnknown
                        : !in->isRoom && wish.step == protocol::KeyStep::Chain ? Errc::KeyStep
                                                                               : Errc::Ok;
    if (should == Errc::Ok && !in->isRoom && refusal && refusal->code == Errc::KeyStep)
        return; // the clients know whose step it was
    if (!isTaken(should, refusal, id))
        return;
    const protocol::KeyExchanged exchanged{wish.conversation, from->id, wish.step};
    constexpr const char* rule = "keys are handed on";
    if (in->isRoom)
        owe(to->session, exchanged, rule, wish.conversation, from->id, frame.body);
    else
        oweOthers(*in, id, exchanged, rule, from->id, frame.body);
}

// ---- who does not acknowledge

/// Has much that it does not acknowledge. In a room who is not worth waiting for stops only who wants a
/// picture of it.
bool Oracle::isSomebodyFull(const ConversationId& id, const SessionId& but) const
{
    const Conversation* in = conversation(id);
    const auto* received = std::get_if<FrameReceived>(m_event);
    const bool isForOne =
        received != nullptr && std::holds_alternative<protocol::StreamAccept>(received->frame.kind);
    return in != nullptr &&
           std::any_of(in->members.begin(), in->members.end(), [&](const Conversation::Member& member) {
               const auto kept = m_state->sessions.find(member.session);
               return member.session != but && kept != m_state->sessions.end() &&
                      (!in->isRoom || isForOne || isWorthWaitingFor(*kept->second)) &&
                      isFull(*kept->second, false);
           });
}

/// Its line is there, and what it has not acknowledged is not too old.
bool Oracle::isWorthWaitingFor(const server::Session& session) const
{
    const std::int64_t forMs = limits::acknowledgeWithinMs + m_ground.plan.windowMs;
    const auto& kept = session.outbox().kept();
    return !session.isAway() && (kept.empty() || m_ground.clock.nowMs() - kept.front().sinceMs <= forMs);
}

/// forSure: however much memory there is.
bool Oracle::isFull(const server::Session& session, bool forSure)
{
    const std::size_t bytesMax =
        forSure ? limits::outboxPartnerBytesMax : limits::outboxPartnerBytesMaxWhenFull;
    return session.outbox().bytes() > bytesMax || session.outbox().frames() >= limits::outboxPartnerFramesMax;
}

// ---- what is owed

void Oracle::owe(const SessionId& to, const protocol::ServerKind& kind, const char* rule,
                 const ConversationId& conversation, const MemberId& author, const SharedBytes& body,
                 std::uint64_t message)
{
    Session* whose = session(to);
    if (whose == nullptr)
        return;
    whose->owed.owe({protocol::encodeServerKind(kind), body, conversation, author, message, rule});
    m_touched.push_back(to);
}

void Oracle::oweOthers(const Conversation& to, const SessionId& but, const protocol::ServerKind& kind,
                       const char* rule, const MemberId& author, const SharedBytes& body,
                       std::uint64_t message)
{
    for (const Conversation::Member& member : to.members) {
        if (member.session != but)
            owe(member.session, kind, rule, to.id, author, body, message);
    }
}

void Oracle::oweRoomChanged(const Conversation& room)
{
    oweOthers(room, {}, protocol::RoomChanged{room.id, room.members.front().id, room.locked},
              "who is host, and whether it is locked, is told to all");
}

void Oracle::oweHint(const SessionId& to, const protocol::ServerKind& kind)
{
    m_hints.emplace_back(to, protocol::encodeServerKind(kind));
}

void Oracle::checkOwed() const
{
    for (const SessionId& id : m_touched) {
        const Session* whose = session(id);
        if (whose == nullptr || whose->away)
            continue;
        if (const char* rule = whose->owed.missing())
            throw Violation(rule);
    }
    for (const auto& [to, kind] : m_hints) {
        const Session* whose = session(to);
        require(whose == nullptr || whose->away,
                "who is away or back, and what the operator says, is told to all whom it concerns");
    }
    for (const auto& [line, sequence] : m_replacements)
        require(m_lines.at(line).closing || m_lines.at(line).cut,
                "what is taken back is taken out of every queue");
    require(m_joining.isNull() && !m_opening, "who opens or joins a room is told so");
}

} // namespace chatmet::simulation
