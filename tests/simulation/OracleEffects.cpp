// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The oracle's judgement of what the core sends.
#include "common/protocol/Codec.h"
#include "common/protocol/Limits.h"
#include "tests/simulation/FrameKind.h"
#include "tests/simulation/Oracle.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace server;

namespace {

constexpr std::size_t lastKept = 16;
/// What an event may add to the budget besides what it asked for: frames in outboxes.
constexpr std::size_t framesBytes = 8'192;

template <class... Kinds> bool isOneOf(const protocol::ServerKind& kind)
{
    return (std::holds_alternative<Kinds>(kind) || ...);
}

/// Of a kind that is never told but where the oracle says so.
bool isForeseen(const protocol::ServerKind& kind)
{
    using namespace protocol;
    return isOneOf<Accepted, Message, Unsent, KeyExchanged, Ended, MemberJoined, MemberLeft, RoomChanged,
                   Reported, Blocked>(kind);
}

} // namespace

void Oracle::effect(const SendFrame& frame)
{
    const auto known = m_lines.find(frame.connection);
    require(known != m_lines.end(), "no frame to a line that is gone");
    Line& line = known->second;
    require(!line.cut && !line.closing, "no frame to a line that is closed");
    require(frame.lane != Lane::Hint || frame.sequence == 0, "hints have no number");
    if (frame.sequence != 0) {
        require(frame.sequence > line.lastSequence, "numbers rise on a line");
        line.lastSequence = frame.sequence;
    }
    require(frame.conversation.isNull() || !line.isErased(frame.conversation, frame.author),
            "no frame of a conversation behind its erasure");
    told(line, frame, kindOf(frame));
    const Conversation* in = conversation(frame.conversation);
    require(in == nullptr || session(line.session) == nullptr || in->member(line.session) != nullptr ||
                m_leftRooms.contains({line.session, frame.conversation}) ||
                (!in->isRoom && in->members.size() < 2),
            "a conversation's frames are for its members");
}

void Oracle::told(Line& line, const SendFrame& frame, const protocol::ServerKind& kind)
{
    if (const auto* welcome = std::get_if<protocol::Welcome>(&kind))
        welcomed(frame.connection, line, *welcome);
    const Session* to = session(line.session);
    if (frame.sequence == 0) {
        require(!std::holds_alternative<protocol::PuzzleChallenge>(kind) || isStruck(line.prefix),
                "a puzzle only for who comes from where somebody was reported");
        if (const auto* error = std::get_if<protocol::ErrorAnswer>(&kind))
            refused(line.session, *error);
        if (to != nullptr && to->line == frame.connection &&
            isOneOf<protocol::MemberAway, protocol::MemberBack, protocol::Notice>(kind))
            toldHint(line.session, frame);
        return;
    }
    if (to != nullptr && to->line == frame.connection) // else told why it is closed
        toldReliably(line.session, frame, kind);
}

void Oracle::toldReliably(const SessionId& id, const SendFrame& frame, const protocol::ServerKind& kind)
{
    Session& to = *session(id);
    if (frame.sequence <= to.lastSequence)
        return to.owed.sentAgain(frame);
    to.lastSequence = frame.sequence;
    const bool isOfLeaver = m_leftNow.contains(frame.author) ||
                            (!frame.conversation.isNull() && isOver(frame.conversation) && isForeseen(kind));
    if (m_leftRooms.contains({id, frame.conversation}) || (m_closesOthers && isOfLeaver))
        return; // relayed, and in the same event its author was closed: it is erased behind this
    to.owed.sent(frame, isForeseen(kind), m_closesOthers);
    if (const auto* error = std::get_if<protocol::ErrorAnswer>(&kind)) {
        refused(id, *error);
    } else if (const auto* asPaired = std::get_if<protocol::Paired>(&kind)) {
        paired(id, *asPaired);
    } else if (const auto* asOpened = std::get_if<protocol::RoomOpened>(&kind)) {
        opened(id, *asOpened);
    } else if (const auto* asJoined = std::get_if<protocol::RoomJoined>(&kind)) {
        joined(id, *asJoined);
    } else if (std::holds_alternative<protocol::Waiting>(kind)) {
        require(to.conversation.isNull() && !to.waitingSinceMs, "one search at a time, and none in a pair");
        to.waitingSinceMs = m_ground.clock.nowMs();
    } else if (std::holds_alternative<protocol::MeetCancelled>(kind)) {
        require(to.waitingSinceMs.has_value(), "only a search is cancelled");
        to.waitingSinceMs.reset();
    } else if (const auto* asked = std::get_if<FrameReceived>(m_event);
               std::holds_alternative<protocol::StreamOpen>(kind) && asked != nullptr &&
               std::holds_alternative<protocol::StreamOpen>(asked->frame.kind)) {
        require(m_state->budget.usedBytes() <= m_state->picturesMarkBytes() + framesBytes,
                "no picture beyond its part of the budget");
    }
}

void Oracle::toldHint(const SessionId& id, const SendFrame& frame)
{
    const auto found = std::find_if(m_hints.begin(), m_hints.end(), [&](const auto& due) {
        return due.first == id && due.second.view() == frame.kind.view();
    });
    require(found != m_hints.end(),
            "only who is away or back is said to be, and only what the operator says");
    m_hints.erase(found);
}

void Oracle::welcomed(ConnectionId id, Line& line, const protocol::Welcome& welcome)
{
    const auto& asked = hello();
    require(line.session.isNull() && welcome.resumed == asked.resume.has_value(), "one welcome to a line");
    require(!m_tokens.contains(welcome.token), "every token is new");
    line.session = m_state->connections.at(id).session;
    if (welcome.resumed) {
        resumed(line.session, *asked.resume);
    } else {
        require(m_sessions.emplace(line.session, Session{}).second, "every session is new");
        require(!isStruck(line.prefix), "who comes from where somebody was reported solves a puzzle first");
        session(line.session)->username = asked.username;
        require(m_state->budget.usedBytes() <= m_state->sessionsMarkBytes() + framesBytes,
                "no session beyond its part of the budget");
        require(m_sessions.size() <= m_state->settings.sessionsMax, "no session beyond their limit");
    }
    Session& whose = *session(line.session);
    whose.line = id;
    whose.lines.push_back(id);
    whose.prefix = line.prefix;
    whose.token = welcome.token;
    oweNotice(line.session, welcome.resumed);
    if (m_ground.plan.windowMs > 0)
        m_tokens.emplace(welcome.token, line.session);
}

void Oracle::resumed(const SessionId& id, const protocol::Resume& asked)
{
    const auto known = m_tokens.find(asked.token);
    require(known != m_tokens.end() && known->second == id, "a token leads to its session only");
    Session& back = *session(id);
    require(back.away && !isOverdue(back), "only who is away comes back, and in time");
    for (const SessionToken& other : {back.token, back.before}) {
        if (other != asked.token)
            m_tokens.erase(other);
    }
    back.before = asked.token;
    back.away = false;
    acknowledged(back, asked.received);
    m_touched.push_back(id);
    if (std::exchange(back.searchStands, false))
        back.waitingSinceMs = m_ground.clock.nowMs();
    std::vector<ConversationId> all = back.rooms;
    if (!back.conversation.isNull())
        all.push_back(back.conversation);
    for (const ConversationId& one : all) {
        const Conversation& in = *conversation(one);
        for (const Conversation::Member& other : in.members) {
            if (other.session == id)
                continue;
            if (const Session& there = *session(other.session); there.away)
                oweHint(id, awayOf(in, other, there));
            else
                oweHint(other.session, protocol::MemberBack{one, in.member(id)->id});
        }
    }
}

protocol::MemberAway Oracle::awayOf(const Conversation& in, const Conversation::Member& member,
                                    const Session& away) const
{
    const std::int64_t goneMs = m_ground.clock.nowMs() - away.awaySinceMs;
    const std::int64_t leftMs = std::max<std::int64_t>(m_ground.plan.windowMs - goneMs, 0);
    return {in.id, member.id, static_cast<std::uint32_t>(leftMs)};
}

void Oracle::refused(const SessionId& id, const protocol::ErrorAnswer& answer)
{
    if (answer.code == Errc::ResumeUnknown) {
        require(hello().resume.has_value(), "only a resume is refused as one");
        const auto& [token, received] = *hello().resume;
        const auto known = m_tokens.find(token);
        const Session* whose = known == m_tokens.end() ? nullptr : session(known->second);
        require(whose == nullptr || isOverdue(*whose) || received < whose->acknowledged ||
                    received > whose->lastSequence,
                "who may come back is let in");
        return;
    }
    const Session* to = session(id);
    if (to == nullptr)
        return;
    switch (answer.code) {
    case Errc::AlreadyPaired:
        require(!to->conversation.isNull(), "only who is in a pair is said to be");
        break;
    case Errc::AlreadyWaiting: require(to->waitingSinceMs.has_value(), "only who waits is said to"); break;
    case Errc::NotWaiting:
        require(!to->waitingSinceMs && to->conversation.isNull(), "only who does not wait is said not to");
        break;
    case Errc::NotInConversation: {
        const Conversation* in = conversation(answer.conversation);
        require(in == nullptr || in->member(id) == nullptr,
                "who is in a conversation is not said to be out of it");
        break;
    }
    case Errc::RateLimited:
        require(answer.retryAfterMs > 0, "who has to wait is told how long");
        require(m_isOverLimit || conversation(answer.conversation) == nullptr ||
                    isSomebodyFull(answer.conversation, id),
                "nobody has to wait for a partner who reads");
        break;
    default: break;
    }
}

void Oracle::paired(const SessionId& id, const protocol::Paired& kind)
{
    Session& one = *session(id);
    require(one.waitingSinceMs && one.conversation.isNull() && !one.away,
            "who meets has waited, and has a line");
    require(kind.ownMember != kind.partnerMember, "nobody meets itself");
    one.waitingSinceMs.reset();
    one.conversation = kind.conversation;
    Conversation& pair = m_conversations[kind.conversation];
    pair.id = kind.conversation;
    for (const Conversation::Member& other : pair.members) {
        require(other.session != id, "nobody meets itself");
        require(other.id == kind.partnerMember, "the two know each other by one id");
        require(!isBlocked(id, other.session), "nobody meets who was blocked");
    }
    pair.members.push_back({kind.ownMember, id, {}});
    require(!pair.isRoom && pair.members.size() <= 2, "a pair is two");
    if (pair.members.size() == 2)
        return;
    m_ground.count("pairs");
    remember(kind.conversation);
}

void Oracle::remember(const ConversationId& made)
{
    m_last.push_back(made);
    if (m_last.size() > lastKept)
        m_last.erase(m_last.begin());
}

void Oracle::effect(const ReplaceQueued& replace)
{
    const auto due = std::find(m_replacements.begin(), m_replacements.end(),
                               std::pair(replace.connection, replace.sequence));
    require(due != m_replacements.end(), "only what is taken back, and still waits, is replaced");
    m_replacements.erase(due);
}

void Oracle::effect(const DropStream& drop)
{
    const auto known = m_lines.find(drop.connection);
    require(known != m_lines.end() && !known->second.cut && !known->second.closing,
            "a stream of an open line");
}

void Oracle::effect(const CloseConnection& close)
{
    require(m_lines.contains(close.connection), "nothing is asked of a line that is gone");
    Line& line = m_lines.at(close.connection);
    require(!std::exchange(line.closing, true) && !line.cut, "closed once");
    if (close.code == Errc::SlowReader)
        m_ground.count("slow readers closed");
}

} // namespace chatmet::simulation
