// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The oracle's judgement of what the core sends.
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
    if (!frame.conversation.isNull()) {
        require(!line.erased.contains(frame.conversation), "no frame of a conversation behind its erasure");
        const auto found = m_conversations.find(frame.conversation);
        require(found == m_conversations.end() || found->second.members.size() < 2 ||
                    found->second.member(line.session) != nullptr,
                "a conversation's frames are for its members");
    }
    told(line, frame, kindOf(frame));
}

void Oracle::told(Line& line, const SendFrame& frame, const protocol::ServerKind& kind)
{
    if (const auto* welcome = std::get_if<protocol::Welcome>(&kind))
        welcomed(frame.connection, line, *welcome);
    Session* to = session(line.session);
    if (to != nullptr && frame.sequence != 0 && frame.sequence <= to->lastSequence)
        return; // sent again
    if (const auto* error = std::get_if<protocol::ErrorAnswer>(&kind))
        refused(line.session, *error);
    if (to == nullptr || to->line != frame.connection)
        return; // refused at its hello, or told why it is closed
    if (frame.sequence != 0)
        to->lastSequence = frame.sequence;
    if (const auto* asPaired = std::get_if<protocol::Paired>(&kind)) {
        paired(line.session, *asPaired);
    } else if (const auto* asAccepted = std::get_if<protocol::Accepted>(&kind)) {
        accepted(line.session, *asAccepted);
    } else if (const auto* asMessage = std::get_if<protocol::Message>(&kind)) {
        message(line.session, *asMessage, frame.body);
    } else if (const auto* asEnded = std::get_if<protocol::Ended>(&kind)) {
        ended(line.session, *asEnded, frame.sequence);
    } else if (std::holds_alternative<protocol::Waiting>(kind)) {
        require(to->conversation.isNull() && !to->waitingSinceMs, "one search at a time, and none in a pair");
        to->waitingSinceMs = m_ground.clock.nowMs();
    } else if (std::holds_alternative<protocol::MeetCancelled>(kind)) {
        require(to->waitingSinceMs.has_value(), "only a search is cancelled");
        to->waitingSinceMs.reset();
    } else if (const auto* asked = std::get_if<FrameReceived>(m_event);
               std::holds_alternative<protocol::StreamOpen>(kind) && asked != nullptr &&
               std::holds_alternative<protocol::StreamOpen>(asked->frame.kind)) {
        require(m_state->budget.usedBytes() <= m_state->picturesMarkBytes() + framesBytes,
                "no picture beyond its part of the budget");
    }
}

void Oracle::welcomed(ConnectionId id, Line& line, const protocol::Welcome& welcome)
{
    const auto& asked = hello();
    require(line.session.isNull() && welcome.resumed == asked.resume.has_value(), "one welcome to a line");
    require(!m_tokens.contains(welcome.token), "every token is new");
    line.session = m_state->connections.at(id).session;
    if (!welcome.resumed) {
        require(m_sessions.emplace(line.session, Session{}).second, "every session is new");
        require(m_state->budget.usedBytes() <= m_state->sessionsMarkBytes() + framesBytes,
                "no session beyond its part of the budget");
        require(m_sessions.size() <= m_state->settings.sessionsMax, "no session beyond their limit");
    } else {
        const SessionToken& used = asked.resume->token;
        const auto known = m_tokens.find(used);
        require(known != m_tokens.end() && known->second == line.session,
                "a token leads to its session only");
        Session& back = *session(line.session);
        require(back.away && !isOverdue(back), "only who is away comes back, and in time");
        for (const SessionToken& other : {back.token, back.before}) {
            if (other != used)
                m_tokens.erase(other);
        }
        back.before = used;
        back.away = false;
        back.acknowledged = asked.resume->received;
        if (std::exchange(back.searchStands, false))
            back.waitingSinceMs = m_ground.clock.nowMs();
    }
    Session& whose = *session(line.session);
    whose.line = id;
    whose.lines.push_back(id);
    whose.token = welcome.token;
    if (m_ground.plan.windowMs > 0)
        m_tokens.emplace(welcome.token, line.session);
}

void Oracle::refused(const SessionId& id, const protocol::ErrorAnswer& answer)
{
    if (answer.code == Errc::ResumeUnknown) {
        const auto known = m_tokens.find(hello().resume->token);
        if (known == m_tokens.end())
            return;
        const Session& asked = m_sessions.at(known->second);
        const std::uint64_t received = hello().resume->received;
        require(isOverdue(asked) || received < asked.acknowledged || received > asked.lastSequence,
                "who may come back is let in");
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
    case Errc::NotInConversation:
        require(answer.conversation.isNull() || to->conversation != answer.conversation,
                "who is in a conversation is not said to be out of it");
        break;
    case Errc::RateLimited: rateLimited(id, answer.conversation); break;
    default: break;
    }
}

/// Only where the other one has much that it does not acknowledge.
void Oracle::rateLimited(const SessionId& id, const ConversationId& conversation)
{
    const auto found = m_conversations.find(conversation);
    if (found == m_conversations.end())
        return; // too many requests for holdings
    const bool isFull =
        std::any_of(found->second.members.begin(), found->second.members.end(), [&](const Member& member) {
            const auto kept = m_state->sessions.find(member.session);
            return member.session != id && kept != m_state->sessions.end() &&
                   (kept->second->outbox().bytes() > limits::outboxPartnerBytesMaxWhenFull ||
                    kept->second->outbox().frames() >= limits::outboxPartnerFramesMax);
        });
    require(isFull, "nobody has to wait for a partner who reads");
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
    for (const Member& other : pair.members) {
        require(other.session != id, "nobody meets itself");
        require(other.id == kind.partnerMember, "the two know each other by one id");
    }
    pair.members.push_back({kind.ownMember, id, 0, protocol::EndReason::Unknown, 0});
    require(pair.members.size() <= 2, "a pair is two");
    if (pair.members.size() == 2)
        return;
    m_ground.count("pairs");
    m_last.push_back(kind.conversation);
    if (m_last.size() > lastKept)
        m_last.erase(m_last.begin());
}

void Oracle::accepted(const SessionId& id, const protocol::Accepted& kind)
{
    const auto* received = frameFrom(session(id)->line);
    const auto* sent = received == nullptr ? nullptr : std::get_if<protocol::Send>(&received->kind);
    require(sent != nullptr && sent->conversation == kind.conversation &&
                sent->senderNumber == kind.senderNumber && !received->body.empty(),
            "only what was sent is accepted");
    require(m_conversations.contains(kind.conversation),
            "nothing is accepted for a conversation that is not there");
    Conversation& in = m_conversations.at(kind.conversation);
    Member* author = in.member(id);
    require(author != nullptr && !in.isOver, "only members are accepted, while it lasts");
    require(kind.senderNumber == author->lastSenderNumber + 1,
            "a sender's messages are accepted in its order");
    require(kind.number == in.entries.size() + 1, "messages are numbered without gaps");
    author->lastSenderNumber = kind.senderNumber;
    in.entries.push_back({author->id, received->body});
    m_ground.count("messages");
}

void Oracle::message(const SessionId& id, const protocol::Message& kind, const SharedBytes& body)
{
    require(m_conversations.contains(kind.conversation), "no message of a conversation that is not there");
    if (m_conversations.at(kind.conversation).isOver)
        return; // relayed, and in the same event its sender was closed
    const Entry* said = entry(kind.conversation, kind.number);
    require(said != nullptr && said->author == kind.member && said->body.view() == body.view(),
            "what is relayed is what was accepted");
    require(m_conversations.at(kind.conversation).member(id)->id != kind.member, "nobody is told its own");
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
