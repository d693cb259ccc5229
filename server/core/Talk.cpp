// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Talk.h"

#include "common/protocol/Limits.h"

#include <algorithm>

namespace chatmet::server {

void Talk::send(Session& session, const protocol::Send& message, const SharedBytes& body,
                std::uint64_t regarding)
{
    Conversation* conversation = m_state.conversationOf(session, message.conversation);
    if (conversation == nullptr) {
        m_outgoing.refuse(session, Errc::NotInConversation, regarding, message.conversation);
        return;
    }
    if (body.empty()) {
        m_outgoing.refuse(session, Errc::EmptyBody, regarding, message.conversation);
        return;
    }
    if (const std::uint32_t waitMs = waitBeforeSend(session, body); waitMs > 0) {
        m_outgoing.refuse(session, Errc::RateLimited, regarding, message.conversation, {}, waitMs);
        return;
    }
    if (!m_departures.othersCanTake(*conversation, session)) {
        m_state.totals.hit(Limit::Outbox);
        m_outgoing.refuse(session, Errc::RateLimited, regarding, message.conversation);
        return;
    }
    const auto numbered = conversation->number(session.id(), message.senderNumber);
    if (numbered.code != Errc::Ok) {
        m_outgoing.refuse(session, numbered.code, regarding, message.conversation);
        return;
    }
    if (numbered.number == 0)
        return; // a repeat: it was relayed and accepted before

    const SessionSettings& settings = m_state.settings.perSession;
    session.limits().take(settings, SessionKind::Message, 1, m_state.now.steadyMs);
    session.limits().take(settings, SessionKind::BodyBytes, static_cast<std::uint32_t>(body.size()),
                          m_state.now.steadyMs);
    ++m_state.totals.messages;
    m_state.totals.messageBytes += body.size();
    const MemberId author = conversation->sideOf(session.id()).member;
    if (message.takesBack != 0) {
        for (Session* other : m_state.othersIn(*conversation, session))
            m_outgoing.takeBack(*other, {message.conversation, message.takesBack, author});
    }
    const std::int64_t timeMs = m_state.now.utcMs;
    m_outgoing.reliable(
        session, message.conversation,
        protocol::Accepted{message.conversation, message.senderNumber, numbered.number, timeMs});
    m_outgoing.toOthers(session, *conversation,
                        protocol::Message{message.conversation, author, numbered.number, timeMs}, body);
}

std::uint32_t Talk::waitBeforeSend(Session& session, const SharedBytes& body)
{
    const SessionSettings& settings = m_state.settings.perSession;
    const SessionLimits& limit = session.limits();
    const std::uint32_t messageMs = limit.waitMs(settings, SessionKind::Message, 1, m_state.now.steadyMs);
    const std::uint32_t bytesMs = limit.waitMs(settings, SessionKind::BodyBytes,
                                               static_cast<std::uint32_t>(body.size()), m_state.now.steadyMs);
    if (messageMs > 0 || bytesMs > 0)
        m_state.totals.hit(messageMs >= bytesMs ? Limit::MessagesPerSession : Limit::BodyBytesPerSession);
    return std::max(messageMs, bytesMs);
}

void Talk::keyExchange(Session& session, const protocol::KeyExchange& exchange, const SharedBytes& body,
                       std::uint64_t regarding)
{
    Conversation* conversation = m_state.conversationOf(session, exchange.conversation);
    const Errc refusal = conversation == nullptr                     ? Errc::NotInConversation
                         : body.empty()                              ? Errc::EmptyBody
                         : body.size() > limits::keyExchangeBytesMax ? Errc::BodyTooLong
                         : conversation->isRoom() ? relayChain(session, *conversation, exchange, body)
                                                  : relayStep(session, *conversation, exchange, body);
    if (refusal != Errc::Ok)
        m_outgoing.refuse(session, refusal, regarding, exchange.conversation);
}

Errc Talk::relayStep(Session& session, Conversation& pair, const protocol::KeyExchange& exchange,
                     const SharedBytes& body)
{
    if (!pair.takeKeyStep(session.id(), exchange.step))
        return Errc::KeyStep;
    const MemberId author = pair.sideOf(session.id()).member;
    m_outgoing.toOthers(session, pair, protocol::KeyExchanged{pair.id(), author, exchange.step}, body);
    return Errc::Ok;
}

Errc Talk::relayChain(Session& session, Conversation& room, const protocol::KeyExchange& exchange,
                      const SharedBytes& body)
{
    if (exchange.step != protocol::KeyStep::Chain)
        return Errc::KeyStep;
    const Conversation::Side* to = room.find(exchange.member);
    if (to == nullptr || to->session == session.id())
        return Errc::MemberUnknown;
    Session& receiver = *m_state.findSession(to->session);
    if (!m_outgoing.hasRoomForPartner(receiver)) {
        if (m_outgoing.isWorthWaitingFor(receiver)) {
            m_state.totals.hit(Limit::Outbox);
            return Errc::RateLimited;
        }
        m_departures.leaveRoom(receiver, room, protocol::EndReason::Lost, protocol::EndReason::Lost);
        return Errc::MemberUnknown;
    }
    const MemberId author = room.sideOf(session.id()).member;
    m_outgoing.reliable(receiver, room.id(), protocol::KeyExchanged{room.id(), author, exchange.step}, body,
                        author);
    return Errc::Ok;
}

void Talk::typing(Session& session, const protocol::Typing& hint)
{
    const SessionSettings& settings = m_state.settings.perSession;
    if (session.limits().waitMs(settings, SessionKind::Typing, 1, m_state.now.steadyMs) > 0) {
        m_state.totals.hit(Limit::TypingPerSession);
        return; // a hint: the next one says the same
    }
    session.limits().take(settings, SessionKind::Typing, 1, m_state.now.steadyMs);
    Conversation* conversation = m_state.conversationOf(session, hint.conversation);
    if (conversation == nullptr) {
        // Typed while the conversation ended: both are about to be told.
        if (!m_state.endings.contains(hint.conversation, session.id()))
            m_outgoing.refuse(session, Errc::NotInConversation, 0, hint.conversation);
        return;
    }
    const MemberId member = conversation->sideOf(session.id()).member;
    m_outgoing.unnumberedToOthers(session, Lane::Hint, *conversation,
                                  protocol::Typing{hint.conversation, member, hint.active});
}

} // namespace chatmet::server
