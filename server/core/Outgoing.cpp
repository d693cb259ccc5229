// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Outgoing.h"

#include "common/protocol/Codec.h"
#include "common/protocol/Limits.h"

#include <algorithm>
#include <utility>

namespace chatmet::server {

namespace {

/// So that nobody can watch one person come and go: down to tens, fifties, five hundreds.
std::uint32_t roundedCount(std::size_t count)
{
    if (count < limits::countsShownFrom)
        return 0;
    const std::size_t step = count < 100 ? 10 : count < 1'000 ? 50 : 500;
    return static_cast<std::uint32_t>(count / step * step);
}

/// For any number of recipients, who share its bytes.
SendFrame encoded(const ConversationId& conversation, const protocol::ServerKind& kind,
                  const SharedBytes& body, const MemberId& author)
{
    SendFrame frame;
    frame.kind = protocol::encodeServerKind(kind);
    frame.body = body;
    frame.conversation = conversation;
    frame.author = author;
    return frame;
}

} // namespace

void Outgoing::reliable(Session& session, const ConversationId& conversation,
                        const protocol::ServerKind& kind, const SharedBytes& body, const MemberId& author)
{
    keepAndSend(session, encoded(conversation, kind, body, author), 0);
}

void Outgoing::toOthers(const Session& session, const Conversation& conversation,
                        const protocol::ServerKind& kind, const SharedBytes& body)
{
    const SendFrame frame = encoded(conversation.id(), kind, body, conversation.sideOf(session.id()).member);
    const auto* message = std::get_if<protocol::Message>(&kind);
    for (Session* other : m_state.othersIn(conversation, session))
        keepAndSend(*other, frame, message == nullptr ? 0 : message->number);
}

void Outgoing::toAll(const Conversation& conversation, const protocol::ServerKind& kind)
{
    const SendFrame frame = encoded(conversation.id(), kind, {}, {});
    for (const Conversation::Side& side : conversation.sides())
        keepAndSend(*m_state.findSession(side.session), frame, 0);
}

void Outgoing::keepAndSend(Session& session, SendFrame frame, std::uint64_t message)
{
    auto& overflowed = m_state.overflowed;
    if (std::find(overflowed.begin(), overflowed.end(), session.id()) != overflowed.end())
        return; // a smaller frame might fit, and would come without the one before it
    if (!session.outbox().fits(Outbox::costBytes(frame.kind, frame.body))) {
        overflowed.push_back(session.id());
        return;
    }
    frame.sequence = session.outbox().push(frame.conversation, frame.kind, frame.body, m_state.now.steadyMs,
                                           frame.author, message);
    send(session, std::move(frame));
}

void Outgoing::takeBack(Session& session, const protocol::Unsent& unsent)
{
    const SharedBytes kind = protocol::encodeServerKind(unsent);
    const std::uint64_t sequence =
        session.outbox().replaceMessage(unsent.conversation, unsent.member, unsent.number, kind);
    if (sequence != 0 && !session.isAway())
        m_state.emit(ReplaceQueued{session.connection(), sequence, kind});
}

void Outgoing::unnumbered(Session& session, Lane lane, const ConversationId& conversation,
                          const protocol::ServerKind& kind, const SharedBytes& body, const StreamId& stream,
                          const MemberId& author)
{
    SendFrame frame = encoded(conversation, kind, body, author);
    frame.lane = lane;
    frame.stream = stream;
    send(session, std::move(frame));
}

void Outgoing::unnumberedToOthers(const Session& session, Lane lane, const Conversation& conversation,
                                  const protocol::ServerKind& kind)
{
    SendFrame frame = encoded(conversation.id(), kind, {}, conversation.sideOf(session.id()).member);
    frame.lane = lane;
    for (Session* other : m_state.othersIn(conversation, session))
        send(*other, frame);
}

void Outgoing::welcome(Session& session, std::uint32_t revision, bool resumed)
{
    const ServiceSettings& settings = m_state.settings;
    protocol::Welcome answer;
    answer.revision = revision;
    answer.token = session.token();
    answer.serverTimeMs = m_state.now.utcMs;
    answer.resumeWindowMs = static_cast<std::uint32_t>(settings.resumeWindowMs);
    answer.logRetentionDays = settings.logRetentionDays;
    answer.operatorName = settings.operatorName;
    answer.operatorContact = settings.operatorContact;
    answer.operatorRules = settings.operatorRules;
    answer.operatorCountry = settings.operatorCountry;
    answer.legalBasis = settings.legalBasis;
    answer.logTruncated = settings.logTruncated;
    answer.resumed = resumed;
    unnumbered(session, Lane::Chat, {}, answer);
}

void Outgoing::counts(Session& session)
{
    const std::uint32_t about = roundedCount(m_state.sessions.size() - m_state.away.size());
    if (about == session.toldOnline())
        return;
    session.setToldOnline(about);
    unnumbered(session, Lane::Hint, {}, protocol::Counts{about});
}

void Outgoing::announcement(Session& session)
{
    const Announcement& said = m_state.announcement;
    if (!said.text.empty() && m_state.now.steadyMs < said.untilMs && !session.isAway())
        unnumbered(session, Lane::Chat, {}, protocol::Notice{said.text});
}

void Outgoing::announcementAgain(Session& session)
{
    const Announcement& said = m_state.announcement;
    if (said.made)
        unnumbered(session, Lane::Chat, {},
                   protocol::Notice{m_state.now.steadyMs < said.untilMs ? said.text : std::string()});
}

void Outgoing::resend(Session& session)
{
    for (const Outbox::Kept& kept : session.outbox().kept()) {
        SendFrame frame;
        frame.sequence = kept.sequence;
        frame.kind = kept.kind;
        frame.body = kept.body;
        frame.conversation = kept.conversation;
        frame.author = kept.author;
        send(session, std::move(frame));
    }
}

// In the chat lane although they have no number: they must not overtake what the member wrote before.

void Outgoing::away(Session& session, const Conversation& conversation, const Session& partner)
{
    const protocol::MemberAway away = awayOf(conversation, partner);
    unnumbered(session, Lane::Chat, conversation.id(), away, {}, {}, away.member);
}

void Outgoing::awayToOthers(const Session& session, const Conversation& conversation)
{
    unnumberedToOthers(session, Lane::Chat, conversation, awayOf(conversation, session));
}

void Outgoing::backToOthers(const Session& session, const Conversation& conversation)
{
    unnumberedToOthers(session, Lane::Chat, conversation,
                       protocol::MemberBack{conversation.id(), conversation.sideOf(session.id()).member});
}

protocol::MemberAway Outgoing::awayOf(const Conversation& conversation, const Session& member) const
{
    const std::int64_t awayMs = m_state.now.steadyMs - member.awaySinceMs();
    const std::int64_t leftMs = std::max<std::int64_t>(m_state.settings.resumeWindowMs - awayMs, 0);
    return {conversation.id(), conversation.sideOf(member.id()).member, static_cast<std::uint32_t>(leftMs)};
}

void Outgoing::roomChanged(const Conversation& room)
{
    toAll(room, protocol::RoomChanged{room.id(), room.host(), room.entry().locked});
}

void Outgoing::greeting(ConnectionId connection, const protocol::ServerKind& kind)
{
    SendFrame frame;
    frame.connection = connection;
    frame.kind = protocol::encodeServerKind(kind);
    m_state.emit(std::move(frame));
}

bool Outgoing::hasRoomForPartner(const Session& receiver) const
{
    const Outbox& outbox = receiver.outbox();
    const std::size_t bytesMax =
        m_state.budget.fits(0) ? limits::outboxPartnerBytesMax : limits::outboxPartnerBytesMaxWhenFull;
    return outbox.bytes() <= bytesMax && outbox.frames() < limits::outboxPartnerFramesMax;
}

bool Outgoing::isWorthWaitingFor(const Session& receiver) const
{
    const std::int64_t forMs = limits::acknowledgeWithinMs + m_state.settings.resumeWindowMs;
    const auto& kept = receiver.outbox().kept();
    return !receiver.isAway() && (kept.empty() || m_state.now.steadyMs - kept.front().sinceMs <= forMs);
}

bool Outgoing::allows(Session& session, SessionKind kind, std::uint64_t regarding,
                      const ConversationId& conversation, const StreamId& stream)
{
    const SessionSettings& settings = m_state.settings.perSession;
    const std::uint32_t waitMs = session.limits().waitMs(settings, kind, 1, m_state.now.steadyMs);
    if (waitMs == 0) {
        session.limits().take(settings, kind, 1, m_state.now.steadyMs);
        return true;
    }
    m_state.totals.hit(limitOf(kind));
    refuse(session, Errc::RateLimited, regarding, conversation, stream, waitMs);
    return false;
}

void Outgoing::refuse(Session& session, Errc code, std::uint64_t regarding,
                      const ConversationId& conversation, const StreamId& stream, std::uint32_t rateLimitedMs)
{
    ++m_state.totals.refusals[code];
    if (code == Errc::OverBudget)
        m_state.totals.hit(Limit::MemoryMax);
    protocol::ErrorAnswer answer;
    answer.code = code;
    answer.text = describe(code);
    answer.regarding = regarding;
    answer.conversation = conversation;
    answer.stream = stream;
    answer.retryAfterMs = code == Errc::RateLimited ? rateLimitedMs : 0;
    // An answer about a conversation that the session is not in names what the client named; nothing to
    // erase.
    const bool isIn = m_state.conversationOf(session, conversation) != nullptr;
    const ConversationId erasedWith = isIn ? conversation : ConversationId{};
    if (regarding != 0)
        reliable(session, erasedWith, answer); // or a line that drops would swallow what became of a frame
    else
        unnumbered(session, Lane::Chat, erasedWith, answer);
}

void Outgoing::acknowledgeIfMany(Session& session)
{
    if (session.untold() >= limits::acknowledgeAfterFrames)
        unnumbered(session, Lane::Chat, {}, protocol::Acknowledgement{});
}

void Outgoing::acknowledgeDue()
{
    std::vector<SessionId> due;
    for (const SessionId& id : m_state.owing) {
        const Session* session = m_state.findSession(id);
        if (m_state.now.steadyMs - session->untoldSinceMs() >= limits::acknowledgeAfterMs)
            due.push_back(id);
    }
    std::sort(due.begin(), due.end()); // in an order that does not hang on the table's
    for (const SessionId& id : due)
        unnumbered(*m_state.findSession(id), Lane::Chat, {}, protocol::Acknowledgement{});
}

void Outgoing::send(Session& session, SendFrame frame)
{
    if (session.isAway())
        return; // what is reliable waits in the outbox; what is not is of no use later
    frame.connection = session.connection();
    frame.acknowledged = session.lastTaken();
    // Chunks and hints may be dropped from the queue, and what they acknowledge with them. A chat frame is
    // only dropped by an erasure, and the end that follows it acknowledges the same.
    if (frame.lane == Lane::Chat) {
        session.markTold();
        m_state.owing.erase(session.id());
    }
    m_state.emit(std::move(frame));
}

} // namespace chatmet::server
