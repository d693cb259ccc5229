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
    Session& partner = *m_state.findSession(conversation->partnerOf(session.id()).session);
    if (const std::uint32_t waitMs = waitBeforeSend(session, body); waitMs > 0) {
        m_outgoing.refuse(session, Errc::RateLimited, regarding, message.conversation, {}, waitMs);
        return;
    }
    if (!m_outgoing.hasRoomForPartner(partner)) {
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
    const MemberId author = conversation->sideOf(session.id()).member;
    if (message.takesBack != 0) // in a pair every message that waits for the partner is this side's
        m_outgoing.takeBack(partner, {message.conversation, message.takesBack, author});
    const std::int64_t timeMs = m_state.now.utcMs;
    m_outgoing.reliable(
        session, message.conversation,
        protocol::Accepted{message.conversation, message.senderNumber, numbered.number, timeMs});
    m_outgoing.reliable(partner, message.conversation,
                        protocol::Message{message.conversation, author, numbered.number, timeMs}, body,
                        numbered.number);
}

std::uint32_t Talk::waitBeforeSend(Session& session, const SharedBytes& body) const
{
    const SessionSettings& settings = m_state.settings.perSession;
    const SessionLimits& limit = session.limits();
    return std::max(limit.waitMs(settings, SessionKind::Message, 1, m_state.now.steadyMs),
                    limit.waitMs(settings, SessionKind::BodyBytes, static_cast<std::uint32_t>(body.size()),
                                 m_state.now.steadyMs));
}

void Talk::keyExchange(Session& session, const protocol::KeyExchange& exchange, const SharedBytes& body,
                       std::uint64_t regarding)
{
    Conversation* conversation = m_state.conversationOf(session, exchange.conversation);
    const Errc refusal = conversation == nullptr                                   ? Errc::NotInConversation
                         : body.empty()                                            ? Errc::EmptyBody
                         : body.size() > limits::keyExchangeBytesMax               ? Errc::BodyTooLong
                         : !conversation->takeKeyStep(session.id(), exchange.step) ? Errc::KeyStep
                                                                                   : Errc::Ok;
    if (refusal != Errc::Ok) {
        m_outgoing.refuse(session, refusal, regarding, exchange.conversation);
        return;
    }
    const MemberId author = conversation->sideOf(session.id()).member;
    Session& partner = *m_state.findSession(conversation->partnerOf(session.id()).session);
    m_outgoing.reliable(partner, exchange.conversation,
                        protocol::KeyExchanged{exchange.conversation, author, exchange.step}, body);
}

void Talk::typing(Session& session, const protocol::Typing& hint)
{
    const SessionSettings& settings = m_state.settings.perSession;
    if (session.limits().waitMs(settings, SessionKind::Typing, 1, m_state.now.steadyMs) > 0)
        return; // a hint: the next one says the same
    session.limits().take(settings, SessionKind::Typing, 1, m_state.now.steadyMs);
    Conversation* conversation = m_state.conversationOf(session, hint.conversation);
    if (conversation == nullptr) {
        // Typed while the conversation ended: both are about to be told.
        if (!m_state.endings.contains(hint.conversation, session.id()))
            m_outgoing.refuse(session, Errc::NotInConversation, 0, hint.conversation);
        return;
    }
    const MemberId member = conversation->sideOf(session.id()).member;
    Session& partner = *m_state.findSession(conversation->partnerOf(session.id()).session);
    m_outgoing.unnumbered(partner, Lane::Hint, hint.conversation,
                          protocol::Typing{hint.conversation, member, hint.active});
}

} // namespace chatmet::server
