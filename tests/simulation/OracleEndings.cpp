// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the oracle knows of ends: of lines, of sessions, of conversations in their two phases.
#include "common/protocol/Limits.h"
#include "tests/simulation/Oracle.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace server;
using protocol::EndReason;

void Oracle::leave(const SessionId& id, const ConversationId& conversation)
{
    const auto found = m_conversations.find(conversation);
    Member* member = found == m_conversations.end() ? nullptr : found->second.member(id);
    if (member == nullptr)
        return;
    if (!found->second.isOver)
        endConversation(conversation, id, EndReason::Left);
    else if (!found->second.unconfirmed.empty())
        member->reason = EndReason::YouLeft; // both leave at once
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
}

void Oracle::endSession(const SessionId& id, EndReason forOthers)
{
    const Session& ending = *session(id);
    if (!ending.conversation.isNull())
        endConversation(ending.conversation, id, forOthers);
    m_tokens.erase(ending.token);
    m_tokens.erase(ending.before);
    m_sessions.erase(id);
}

void Oracle::endConversation(ConversationId id, const SessionId& by, EndReason forOthers)
{
    Conversation& ending = m_conversations.at(id);
    ending.isOver = true;
    ending.overSinceMs = m_ground.clock.nowMs();
    ending.entries.clear();
    for (Member& member : ending.members) {
        Session& side = *session(member.session);
        member.reason = member.session == by ? EndReason::YouLeft : forOthers;
        side.conversation = {};
        ending.unconfirmed.insert(side.lines.begin(), side.lines.end());
    }
    m_over.push_back(id);
}

void Oracle::checkEndings()
{
    std::erase_if(m_over, [&](const ConversationId& id) {
        Conversation& over = m_conversations.at(id);
        const bool isLate = std::holds_alternative<Tick>(*m_event) &&
                            m_ground.clock.nowMs() - over.overSinceMs >= limits::eraseConfirmMs;
        for (const ConnectionId line : over.unconfirmed) {
            const Line& waited = m_lines.at(line);
            require(waited.cut || waited.erased.contains(id),
                    "every queue of an ended conversation is erased");
            require(waited.cut || !isLate, "who does not confirm an erasure is cut");
        }
        if (!over.unconfirmed.empty())
            return false;
        bool isToldToAll = true;
        for (const Member& member : over.members) {
            const Session* side = session(member.session);
            require(side == nullptr || side->away || member.toldAs != 0, "every end is told");
            isToldToAll = isToldToAll && (side == nullptr || member.toldAs != 0);
        }
        if (isToldToAll)
            m_conversations.erase(id);
        return isToldToAll;
    });
}

void Oracle::ended(const SessionId& id, const protocol::Ended& kind, std::uint64_t sequence)
{
    const auto found = m_conversations.find(kind.conversation);
    require(found != m_conversations.end() && found->second.isOver, "an end is told of what has ended");
    require(found->second.unconfirmed.empty(), "an end is told when every queue is erased, and not before");
    Member* member = found->second.member(id);
    require(member != nullptr && member->toldAs == 0, "an end is told once, to who was in it");
    require(member->reason == kind.reason, "an end is told with its reason");
    member->toldAs = sequence;
    m_ground.count("ends");
}

void Oracle::effect(const EraseQueued& erase)
{
    require(m_lines.contains(erase.connection), "nothing is asked of a line that is gone");
    Line& line = m_lines.at(erase.connection);
    const auto found = m_conversations.find(erase.conversation);
    require(!line.cut, "nothing is asked of a line that was cut");
    require(found != m_conversations.end() && found->second.isOver &&
                found->second.unconfirmed.contains(erase.connection),
            "what has ended is erased, from its members' queues");
    require(line.erased.insert(erase.conversation).second, "erased once");
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
                        std::any_of(m_over.begin(), m_over.end(), [&](const ConversationId& id) {
                            const Conversation& over = m_conversations.at(id);
                            return over.unconfirmed.contains(cut.connection) &&
                                   m_ground.clock.nowMs() - over.overSinceMs >= limits::eraseConfirmMs;
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
