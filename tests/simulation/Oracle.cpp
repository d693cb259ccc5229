// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/Oracle.h"

#include "common/protocol/Limits.h"
#include "tests/simulation/FrameKind.h"

#include <algorithm>
#include <type_traits>
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
           is<StreamCredit>(kind) || is<Puzzle>(kind);
}

bool mayBeEither(const protocol::ClientKind& kind)
{
    using namespace protocol;
    return is<UnknownKind>(kind) || is<OversizedBody>(kind);
}

/// Judged by its limit before anything else about it is.
template <class Kind>
inline constexpr bool isLimitedFirst =
    std::is_same_v<Kind, protocol::CancelMeet> || std::is_same_v<Kind, protocol::Report> ||
    std::is_same_v<Kind, protocol::Block> || std::is_same_v<Kind, protocol::OpenRoom> ||
    std::is_same_v<Kind, protocol::JoinRoom> || std::is_same_v<Kind, protocol::LockRoom> ||
    std::is_same_v<Kind, protocol::RemoveMember>;

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
    m_effects = &effects;
    m_state = &state;
    m_closesOthers = std::any_of(effects.begin(), effects.end(), [](const Effect& one) {
        const auto* close = std::get_if<CloseConnection>(&one);
        return close != nullptr && close->code == Errc::SlowReader;
    });
    if (const auto* connected = std::get_if<Connected>(&event))
        m_lines[connected->connection].prefix = connected->from.prefix;
    else if (const auto* frame = std::get_if<FrameReceived>(&event))
        on(*frame);
    else if (const auto* gone = std::get_if<Disconnected>(&event))
        disconnected(gone->connection);
    else if (const auto* confirmed = std::get_if<EraseConfirmed>(&event))
        confirm(confirmed->connection, confirmed->conversation, confirmed->author);
    else if (std::holds_alternative<Tick>(event))
        tick();
    else if (const auto* unwanted = std::get_if<TurnedAway>(&event))
        on(*unwanted);
    else if (const auto* notice = std::get_if<Announce>(&event))
        on(*notice);
    else if (std::holds_alternative<Drain>(event))
        m_draining = true;

    closeSessions();
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
    checkOwed();
    if (std::holds_alternative<Tick>(event))
        checkWaiting();
    forgetEvent();
}

void Oracle::on(const TurnedAway& event)
{
    const auto known = m_lines.find(event.connection);
    if (known == m_lines.end() || known->second.closing || known->second.cut)
        return;
    require(closes(*m_effects, event.connection), "who is turned away is closed");
    m_turnedAway.insert(event.connection);
    m_ground.count("turned away");
}

void Oracle::on(const Announce& event)
{
    m_notice = event;
    m_noticeMs = m_ground.clock.nowMs();
    for (const auto& [id, session] : m_sessions)
        oweNotice(id, true);
}

void Oracle::oweNotice(const SessionId& to, bool whenOver)
{
    if (m_noticeMs < 0 || session(to)->away)
        return;
    const bool holds = !m_notice.text.empty() && m_ground.clock.nowMs() < m_noticeMs + m_notice.forMs;
    if (holds || whenOver)
        oweHint(to, protocol::Notice{holds ? m_notice.text : std::string()});
}

/// A close ends its session before it is put among the effects.
void Oracle::closeSessions()
{
    for (const Effect& one : *m_effects) {
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
}

void Oracle::on(const FrameReceived& event)
{
    const auto known = m_lines.find(event.connection);
    Session* from = known == m_lines.end() ? nullptr : session(known->second.session);
    if (from == nullptr || from->line != event.connection)
        return; // no hello yet, or cut, or closing: not to be listened to
    const protocol::ClientFrame& frame = event.frame;
    if (!from->before.isNull())
        m_tokens.erase(std::exchange(from->before, {}));
    const bool isClosed = closes(*m_effects, event.connection);
    if (frame.acknowledged <= from->lastSequence)
        acknowledged(*from, frame.acknowledged);
    else if (isClosed)
        return; // it acknowledged what it was not sent
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
    std::visit(
        [&](const auto& kind) {
            if constexpr (requires { asked(known->second.session, kind, Refusal{}); }) {
                const Refusal refusal = refusalOf(event.connection, frame.sequence);
                using Kind = std::remove_cvref_t<decltype(kind)>;
                if (!isLimitedFirst<Kind> || !isOverLimit(known->second.session, SessionKind::Frame, refusal))
                    asked(known->second.session, kind, refusal);
            }
        },
        frame.kind);
}

void Oracle::acknowledged(Session& by, std::uint64_t upTo)
{
    by.acknowledged = std::max(by.acknowledged, upTo);
    by.owed.acknowledge(upTo);
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
    m_lines.erase(id);
    std::vector<std::pair<ConversationId, MemberId>> waited;
    for (const OracleEnding& ending : m_endings) {
        if (const auto asked = ending.unconfirmed.find(id); asked != ending.unconfirmed.end())
            waited.emplace_back(ending.conversation, asked->second);
    }
    for (const auto& [conversation, author] : waited)
        confirm(id, conversation, author);
}

void Oracle::tick()
{
    std::vector<SessionId> overdue;
    for (const auto& [id, session] : m_sessions) {
        if (isOverdue(session))
            overdue.push_back(id);
    }
    std::sort(overdue.begin(), overdue.end());
    for (const SessionId& id : overdue)
        endSession(id, EndReason::Lost);
    expireTickets();
}

bool Oracle::isOverdue(const Session& session) const
{
    return session.away && m_ground.clock.nowMs() - session.awaySinceMs >= m_ground.plan.windowMs;
}

void Oracle::checkWaiting() const
{
    std::vector<SessionId> longest;
    for (const auto& [id, session] : m_sessions) {
        if (session.waitingSinceMs &&
            m_ground.clock.nowMs() - *session.waitingSinceMs >= limits::topicsPreferredMs)
            longest.push_back(id);
    }
    for (std::size_t i = 1; i < longest.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            require(isBlocked(longest[i], longest[j]),
                    "two who may meet do not both wait beyond 5 s and a tick");
}

// ---- of the event that is observed

void Oracle::forgetEvent()
{
    m_event = nullptr;
    m_effects = nullptr;
    m_full.clear();
    m_leftNow.clear();
    m_leftRooms.clear();
    m_touched.clear();
    m_hints.clear();
    m_replacements.clear();
    m_joining = {};
    m_opening = false;
    m_isOverLimit = false;
}

Oracle::Refusal Oracle::refusalOf(ConnectionId line, std::uint64_t sequence) const
{
    for (const Effect& one : *m_effects) {
        const auto* frame = std::get_if<SendFrame>(&one);
        if (frame == nullptr || frame->connection != line || frame->lane != Lane::Chat)
            continue;
        const auto kind = kindOf(*frame);
        const auto* error = std::get_if<protocol::ErrorAnswer>(&kind);
        if (error != nullptr && error->regarding == sequence && !error->closing)
            return *error;
    }
    return std::nullopt;
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
