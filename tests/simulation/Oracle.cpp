// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/Oracle.h"

#include "common/protocol/Limits.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace server;
using protocol::EndReason;

namespace {

template <class Kind> bool is(const protocol::ClientKind& kind)
{
    return std::holds_alternative<Kind>(kind);
}

bool isUnnumbered(const protocol::ClientKind& kind)
{
    using namespace protocol;
    return is<Hello>(kind) || is<Acknowledgement>(kind) || is<Typing>(kind) || is<StreamChunk>(kind) ||
           is<StreamCredit>(kind);
}

bool mayBeEither(const protocol::ClientKind& kind)
{
    using namespace protocol;
    return is<UnknownKind>(kind) || is<OversizedBody>(kind);
}

bool closes(const Effects& effects, ConnectionId line)
{
    return std::any_of(effects.begin(), effects.end(), [&](const Effect& effect) {
        const auto* close = std::get_if<CloseConnection>(&effect);
        return close != nullptr && close->connection == line;
    });
}

} // namespace

// ---- what happened

void Oracle::observe(const Event& event, const Effects& effects, const ServiceState& state)
{
    m_event = &event;
    m_state = &state;
    if (const auto* connected = std::get_if<Connected>(&event))
        m_lines.emplace(connected->connection, Line{});
    else if (const auto* frame = std::get_if<FrameReceived>(&event))
        on(*frame, effects);
    else if (const auto* gone = std::get_if<Disconnected>(&event))
        disconnected(gone->connection);
    else if (const auto* confirmed = std::get_if<EraseConfirmed>(&event)) {
        const auto found = m_conversations.find(confirmed->conversation);
        if (found != m_conversations.end())
            found->second.unconfirmed.erase(confirmed->connection);
    } else if (std::holds_alternative<Tick>(event))
        tick();
    else if (std::holds_alternative<Drain>(event))
        m_draining = true;

    for (const Effect& one : effects) { // a close ends its session before it is put among the effects
        const auto* close = std::get_if<CloseConnection>(&one);
        if (close == nullptr)
            continue;
        const auto* asked = frameFrom(close->connection);
        const bool isGoodbye =
            asked != nullptr && is<protocol::Goodbye>(asked->kind) && close->code == Errc::Ok;
        require(m_lines.contains(close->connection), "nothing is asked of a line that is gone");
        const SessionId id = m_lines.at(close->connection).session;
        if (const Session* closing = session(id); closing != nullptr && closing->line == close->connection)
            endSession(id, isGoodbye ? EndReason::Left : EndReason::Lost);
    }
    for (const Effect& one : effects)
        std::visit([this](const auto& what) { effect(what); }, one);
    if (std::holds_alternative<Drain>(event)) {
        std::vector<SessionId> away;
        for (const auto& [id, session] : m_sessions)
            away.push_back(id);
        for (const SessionId& id : away)
            endSession(id, EndReason::Lost);
    }
    checkEndings();
    if (std::holds_alternative<Tick>(event))
        checkWaiting();
}

void Oracle::on(const FrameReceived& event, const Effects& effects)
{
    const auto known = m_lines.find(event.connection);
    Session* from = known == m_lines.end() ? nullptr : session(known->second.session);
    if (from == nullptr || from->line != event.connection)
        return; // no hello yet, or cut, or closing: not to be listened to
    const protocol::ClientFrame& frame = event.frame;
    if (!from->before.isNull())
        m_tokens.erase(std::exchange(from->before, {}));
    const bool isClosed = closes(effects, event.connection);
    if (frame.acknowledged <= from->lastSequence)
        from->acknowledged = std::max(from->acknowledged, frame.acknowledged);
    if (isUnnumbered(frame.kind) ? frame.sequence != 0 : frame.sequence == 0 && !mayBeEither(frame.kind)) {
        require(isClosed, "a number where none belongs, or none where one does, closes");
        return;
    }
    if (frame.sequence > from->taken + 1) {
        require(isClosed, "a number left out closes");
        return;
    }
    if (frame.sequence != from->taken + 1)
        return; // a repeat, or a kind without numbers
    from->taken = frame.sequence;
    if (const auto* kind = std::get_if<protocol::Leave>(&frame.kind); kind != nullptr)
        leave(known->second.session, kind->conversation);
}

void Oracle::disconnected(ConnectionId id)
{
    const auto known = m_lines.find(id);
    if (known == m_lines.end())
        return;
    const SessionId whose = known->second.session;
    if (const Session* lost = session(whose); lost != nullptr && lost->line == id)
        loseLine(whose);
    if (Session* still = session(whose))
        std::erase(still->lines, id);
    for (const ConversationId& over : m_over)
        m_conversations.at(over).unconfirmed.erase(id);
    m_lines.erase(id);
}

void Oracle::tick()
{
    std::vector<SessionId> overdue;
    for (const auto& [id, session] : m_sessions) {
        if (isOverdue(session))
            overdue.push_back(id);
    }
    for (const SessionId& id : overdue)
        endSession(id, EndReason::Lost);
}

bool Oracle::isOverdue(const Session& session) const
{
    return session.away && m_ground.clock.nowMs() - session.awaySinceMs >= m_ground.plan.windowMs;
}

// ---- what always holds

void Oracle::checkWaiting() const
{
    std::size_t longest = 0;
    for (const auto& [id, session] : m_sessions) {
        if (session.waitingSinceMs &&
            m_ground.clock.nowMs() - *session.waitingSinceMs >= limits::topicsPreferredMs)
            ++longest;
    }
    require(longest <= 1, "two who may meet do not both wait beyond 5 s and a tick");
}

void Oracle::compare(const ServiceState& state) const
{
    require(state.connections.size() == m_lines.size(), "the lines are those that should be there");
    require(state.sessions.size() == m_sessions.size(), "the sessions are those that should be there");
    std::size_t searching = 0;
    for (const auto& [id, expected] : m_sessions) {
        const auto found = state.sessions.find(id);
        require(found != state.sessions.end(), "a session that lives is forgotten");
        const server::Session& kept = *found->second;
        require(kept.connection() == expected.line && kept.isAway() == expected.away, "whose line is whose");
        require(kept.conversation() == expected.conversation, "who is in which conversation");
        require(state.matchmaker.contains(id) == expected.waitingSinceMs.has_value(), "who waits");
        require(kept.searchToGoOn().has_value() == expected.searchStands, "whose search stands still");
        require(kept.lastTaken() == expected.taken, "which of its frames were taken");
        require(kept.token() == expected.token && kept.tokenBefore() == expected.before,
                "whose token is whose");
        searching += expected.waitingSinceMs ? 1 : 0;
    }
    require(state.matchmaker.size() == searching, "nobody waits who should not");
    std::size_t alive = 0;
    std::size_t ending = 0;
    for (const auto& [id, expected] : m_conversations) {
        require(state.conversations.contains(id) != expected.isOver, "which conversations there are");
        alive += expected.isOver ? 0 : 1;
        ending += expected.isOver && !expected.unconfirmed.empty() ? 1 : 0;
    }
    require(state.conversations.size() == alive, "the conversations are those that should be there");
    require(state.endings.size() == ending, "the ends that are not told yet are those that should be there");
}

// ---- for the clients

const Oracle::Entry* Oracle::entry(const ConversationId& conversation, std::uint64_t number) const
{
    const auto found = m_conversations.find(conversation);
    if (found == m_conversations.end() || number == 0 || number > found->second.entries.size())
        return nullptr;
    return &found->second.entries[number - 1];
}

std::size_t Oracle::entries(const ConversationId& conversation) const
{
    const auto found = m_conversations.find(conversation);
    return found == m_conversations.end() ? 0 : found->second.entries.size();
}

bool Oracle::isOver(const ConversationId& conversation) const
{
    const auto found = m_conversations.find(conversation);
    return found == m_conversations.end() || found->second.isOver;
}

std::optional<Oracle::Standing> Oracle::standing(const SessionToken& token) const
{
    const auto found = m_tokens.find(token);
    if (found == m_tokens.end())
        return std::nullopt;
    const Session& session = m_sessions.at(found->second);
    return Standing{session.conversation, session.waitingSinceMs || session.searchStands};
}

Oracle::Session* Oracle::session(const SessionId& id)
{
    const auto found = m_sessions.find(id);
    return found == m_sessions.end() ? nullptr : &found->second;
}

Oracle::Member* Oracle::Conversation::member(const SessionId& session)
{
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const Member& one) { return one.session == session; });
    return found == members.end() ? nullptr : &*found;
}

const protocol::ClientFrame* Oracle::frameFrom(ConnectionId line) const
{
    const auto* received = std::get_if<FrameReceived>(m_event);
    return received != nullptr && received->connection == line ? &received->frame : nullptr;
}

const protocol::Hello& Oracle::hello() const
{
    const auto* received = std::get_if<FrameReceived>(m_event);
    require(received != nullptr && is<protocol::Hello>(received->frame.kind), "an answer to a hello");
    return std::get<protocol::Hello>(received->frame.kind);
}

} // namespace chatmet::simulation
