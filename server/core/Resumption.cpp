// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/Resumption.h"

#include <utility>

namespace chatmet::server {

void Resumption::issueToken(Session& session)
{
    session.setTokens(SessionToken::random(m_state.random), {});
    if (m_state.settings.resumeWindowMs > 0)
        m_state.tokens.emplace(session.token(), session.id());
}

bool Resumption::resume(ConnectionId connection, const protocol::Hello& hello)
{
    const auto known = m_state.tokens.find(hello.resume->token);
    if (known == m_state.tokens.end())
        return false;
    Session& session = *m_state.findSession(known->second);
    if (!session.outbox().reachesBackTo(hello.resume->received) || m_departures.isOverdue(session))
        return false;
    if (!session.isAway())
        m_departures.cut(session.connection()); // half open, or its client has lost it without our knowing
    Connection& greeted = *m_state.findConnection(connection);
    greeted.phase = Connection::Phase::Welcomed;
    greeted.session = session.id();
    m_state.greeting.erase(connection);
    m_state.away.erase(session.id());
    session.takeLine(connection);
    replaceToken(session, hello.resume->token);

    (void)session.outbox().acknowledge(hello.resume->received); // reachesBackTo has judged it
    m_outgoing.welcome(session, hello.revision, true);
    m_outgoing.resend(session);
    m_outgoing.counts(session);
    m_outgoing.announcementAgain(session);
    ++m_state.totals.resumed;
    tellOthers(session);
    m_pictures.goOn(session);
    if (auto topics = session.searchToGoOn()) {
        session.setSearchToGoOn(std::nullopt);
        m_meetings.goOn(session, std::move(*topics));
    }
    return true;
}

/// The token that was used goes on working until tokenIsKnown(): the welcome with the new one may be lost.
void Resumption::replaceToken(Session& session, const SessionToken& used)
{
    for (const SessionToken& other : {session.token(), session.tokenBefore()}) {
        if (other != used)
            m_state.tokens.erase(other);
    }
    session.setTokens(SessionToken::random(m_state.random), used);
    m_state.tokens.emplace(session.token(), session.id());
}

void Resumption::tokenIsKnown(Session& session)
{
    if (session.tokenBefore().isNull())
        return;
    m_state.tokens.erase(session.tokenBefore());
    session.setTokens(session.token(), {});
}

void Resumption::tellOthers(Session& session)
{
    for (const Conversation* conversation : m_state.conversationsOf(session)) {
        m_outgoing.backToOthers(session, *conversation);
        for (const Session* other : m_state.othersIn(*conversation, session)) {
            if (other->isAway())
                m_outgoing.away(session, *conversation, *other);
        }
    }
}

} // namespace chatmet::server
