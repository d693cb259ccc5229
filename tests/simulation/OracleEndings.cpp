// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the oracle knows of ends: of lines, of sessions, of pairs and memberships in their two phases.
#include "common/protocol/Limits.h"
#include "tests/simulation/Oracle.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace server;
using protocol::EndReason;

void Oracle::asked(const SessionId& id, const protocol::Leave& wish, const Refusal& refusal)
{
    const Conversation* in = conversation(wish.conversation);
    const bool isIn = in != nullptr && in->member(id) != nullptr;
    const auto ending = std::find_if(m_endings.begin(), m_endings.end(), [&](const OracleEnding& one) {
        return one.conversation == wish.conversation && one.isOf(id);
    });
    const bool isLeft = isIn || ending != m_endings.end();
    if (!isTaken(isLeft ? Errc::Ok : Errc::NotInConversation, refusal, id))
        return;
    if (isIn && in->isRoom)
        leaveRoom(wish.conversation, id, EndReason::Left, EndReason::YouLeft);
    else if (isIn)
        endPair(wish.conversation, id, EndReason::Left);
    else // it was ended by the other side at once
        for (OracleEnding::Side& side : ending->sides)
            side.reason = side.session == id ? EndReason::YouLeft : side.reason;
}

void Oracle::loseLine(const SessionId& id)
{
    if (m_ground.plan.windowMs == 0 || m_draining)
        return endSession(id, EndReason::Lost);
    Session& losing = *session(id);
    losing.line = {};
    losing.away = true;
    losing.awaySinceMs = m_ground.clock.nowMs();
    losing.searchStands = losing.waitingSinceMs.has_value();
    losing.waitingSinceMs.reset();
    losing.owed.loseLine();
    std::vector<ConversationId> all = losing.rooms;
    if (!losing.conversation.isNull())
        all.push_back(losing.conversation);
    for (const ConversationId& one : all) {
        const Conversation& in = *conversation(one);
        for (const Conversation::Member& other : in.members) {
            if (!session(other.session)->away)
                oweHint(other.session, awayOf(in, *in.member(id), losing));
        }
    }
}

void Oracle::endSession(const SessionId& id, EndReason forOthers)
{
    if (const ConversationId pair = session(id)->conversation; !pair.isNull())
        endPair(pair, id, forOthers);
    while (!session(id)->rooms.empty())
        leaveRoom(session(id)->rooms.front(), id, forOthers, EndReason::YouLeft);
    forgetReports(id);
    m_tokens.erase(session(id)->token);
    m_tokens.erase(session(id)->before);
    m_sessions.erase(id);
}

void Oracle::endPair(ConversationId id, const SessionId& by, EndReason forOthers)
{
    const Conversation over = std::move(*conversation(id));
    m_conversations.erase(id);
    OracleEnding ending;
    ending.conversation = id;
    for (const Conversation::Member& member : over.members) {
        m_leftNow.insert(member.id);
        session(member.session)->conversation = {};
        const auto& other = over.members[member.session == over.members[0].session ? 1 : 0];
        issueTicket(member.session, id, other.id, other.session);
    }
    for (const bool isLeaver : {false, true}) { // the other is told first
        for (const Conversation::Member& member : over.members) {
            if ((member.session == by) != isLeaver)
                continue;
            ending.sides.push_back({member.session, isLeaver ? EndReason::YouLeft : forOthers});
            erase(ending, member.session, {});
        }
    }
    begin(std::move(ending));
}

void Oracle::leaveRoom(ConversationId id, SessionId who, EndReason forOthers, EndReason forLeaver)
{
    Conversation& room = *conversation(id);
    const MemberId leaver = room.member(who)->id;
    const bool wasHost = room.members.front().session == who;
    OracleEnding ending;
    ending.conversation = id;
    ending.leaver = leaver;
    ending.forOthers = forOthers;
    ending.sides = {{who, forLeaver}};
    std::erase_if(room.members, [&](const Conversation::Member& one) { return one.id == leaver; });
    for (ToldMessage& message : room.entries)
        message.isErased = message.isErased || message.author == leaver;
    m_leftNow.insert(leaver);
    m_leftRooms.emplace(who, id);
    std::erase(session(who)->rooms, id);
    erase(ending, who, {});
    for (const Conversation::Member& other : room.members)
        erase(ending, other.session, leaver);
    if (room.members.empty())
        m_conversations.erase(id);
    else if (wasHost)
        oweRoomChanged(room);
    begin(std::move(ending));
    m_ground.count("members left");
}

/// author: whose frames; null: all of the conversation.
void Oracle::erase(OracleEnding& ending, const SessionId& from, const MemberId& author)
{
    Session& whose = *session(from);
    whose.owed.erase({ending.conversation, author});
    for (const ConnectionId line : whose.lines)
        ending.unconfirmed.emplace(line, author);
}

void Oracle::begin(OracleEnding ending)
{
    ending.sinceMs = m_ground.clock.nowMs();
    if (ending.unconfirmed.empty())
        tell(ending);
    else
        m_endings.push_back(std::move(ending));
}

void Oracle::confirm(ConnectionId line, const ConversationId& conversation, const MemberId& author)
{
    const auto found = std::find_if(m_endings.begin(), m_endings.end(), [&](const OracleEnding& one) {
        const auto asked = one.unconfirmed.find(line);
        return one.conversation == conversation && asked != one.unconfirmed.end() && asked->second == author;
    });
    if (found == m_endings.end())
        return;
    found->unconfirmed.erase(line);
    // Who has left a room may come again, once all have confirmed.
    if (const auto known = m_lines.find(line);
        author.isNull() && known != m_lines.end() && wasRoom(conversation))
        known->second.erased.erase({conversation, MemberId{}});
    if (!found->unconfirmed.empty())
        return;
    const OracleEnding over = std::move(*found);
    m_endings.erase(found);
    tell(over);
}

void Oracle::tell(const OracleEnding& ending)
{
    for (const OracleEnding::Side& side : ending.sides) {
        if (session(side.session) == nullptr)
            continue;
        const std::uint32_t ticketMs = ticketLeftMs(side.session, ending.conversation);
        owe(side.session, protocol::Ended{ending.conversation, side.reason, ticketMs}, "every end is told");
        m_ground.count("ends");
    }
    if (const Conversation* room = conversation(ending.conversation))
        oweOthers(*room, {}, protocol::MemberLeft{room->id, ending.leaver, ending.forOthers},
                  "who leaves is told to all who stay");
}

void Oracle::checkEndings() const
{
    for (const OracleEnding& ending : m_endings) {
        const bool isLate = std::holds_alternative<Tick>(*m_event) &&
                            m_ground.clock.nowMs() - ending.sinceMs >= limits::eraseConfirmMs;
        for (const auto& [line, author] : ending.unconfirmed) {
            const Line& waited = m_lines.at(line);
            require(waited.cut || waited.erased.contains({ending.conversation, author}),
                    ending.leaver.isNull() ? "every queue of an ended conversation is erased"
                                           : "every queue is erased of who leaves a room");
            require(waited.cut || !isLate, "who does not confirm an erasure is cut");
        }
    }
}

void Oracle::effect(const EraseQueued& erase)
{
    require(m_lines.contains(erase.connection), "nothing is asked of a line that is gone");
    Line& line = m_lines.at(erase.connection);
    require(!line.cut, "nothing is asked of a line that was cut");
    const bool isDue = std::any_of(m_endings.begin(), m_endings.end(), [&](const OracleEnding& one) {
        const auto asked = one.unconfirmed.find(erase.connection);
        return one.conversation == erase.conversation && asked != one.unconfirmed.end() &&
               asked->second == erase.author;
    });
    require(isDue, "what has ended is erased, from its members' queues");
    require(line.erased.insert({erase.conversation, erase.author}).second, "erased once");
}

void Oracle::effect(const CutConnection& cut)
{
    require(m_lines.contains(cut.connection), "nothing is asked of a line that is gone");
    Line& line = m_lines.at(cut.connection);
    require(!std::exchange(line.cut, true), "cut once");
    const auto* overflow = std::get_if<QueueOverflowed>(m_event);
    const auto* received = std::get_if<FrameReceived>(m_event);
    const bool isTakenOver = received != nullptr && received->connection != cut.connection &&
                             std::holds_alternative<protocol::Hello>(received->frame.kind);
    const bool isLate = std::holds_alternative<Tick>(*m_event) &&
                        std::any_of(m_endings.begin(), m_endings.end(), [&](const OracleEnding& one) {
                            return one.unconfirmed.contains(cut.connection) &&
                                   m_ground.clock.nowMs() - one.sinceMs >= limits::eraseConfirmMs;
                        });
    require(isTakenOver || isLate || (overflow != nullptr && overflow->connection == cut.connection),
            "a line is cut for a reason");
    m_ground.count(isTakenOver ? "lines taken over"
                   : isLate    ? "lines cut for not erasing"
                               : "lines overflowed");
    if (const Session* whose = session(line.session); whose != nullptr && whose->line == cut.connection)
        loseLine(line.session);
}

} // namespace chatmet::simulation
