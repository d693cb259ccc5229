// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/SessionStarts.h"

#include "client/app/FreshUsernames.h"
#include "client/app/ServerKeys.h"
#include "client/app/SettingsEffects.h"
#include "client/app/SettingsPaths.h"
#include "client/model/ChatState.h"
#include "client/model/Pairs.h"
#include "client/net/ServerAddress.h"
#include "client/view/MainWindow.h"
#include "client/view/WelcomePage.h"

#include <utility>

namespace chatmet::client {

SessionStarts::SessionStarts(const Parts& parts, bool meetAtOnce) : m_parts(parts), m_meetAtOnce(meetAtOnce)
{
}

void SessionStarts::start(const QString& username, const QString& server)
{
    m_username = username;
    const auto url = serverUrl(server);
    if (!url) {
        m_parts.window->welcome()->showProblem(LineProblem::BadAddress);
        return endRestart();
    }
    if (m_parts.effects->isHindered())
        return endRestart();
    m_parts.window->welcome()->showProblem(LineProblem::None);
    m_server = url->toString();
    if (!m_restarts) // else it is the key of the session before
        m_fingerprint = m_parts.keys->keyFor(server);
    m_parts.state->start({{*url, m_fingerprint}, username});
}

void SessionStarts::trust(const QString& server, const QByteArray& fingerprint)
{
    if (const auto url = serverUrl(server))
        m_parts.keys->trust(url->toString(), fingerprint);
}

void SessionStarts::giveUp()
{
    endRestart();
    m_meetAtOnce = false;
}

void SessionStarts::onOnline()
{
    if (m_parts.state->pairs()->meeting() == Meeting::None) {
        if (!m_fingerprint.isEmpty())
            m_parts.keys->trust(m_server, m_fingerprint);
        // Once: it may be forgotten meanwhile.
        if (!m_hadSession && !m_restarts && m_server != m_parts.keys->commandLines())
            m_parts.settings->rememberServer(m_server, m_parts.keys->known(m_server));
    }
    m_restarts = false;
    m_hadSession = true;
}

void SessionStarts::onWelcomed()
{
    const QStringList topics = std::exchange(m_topics, {});
    if (std::exchange(m_meetAtOnce, false))
        m_parts.state->pairs()->meet(topics);
}

void SessionStarts::onClosed()
{
    if (!std::exchange(m_hadSession, false))
        return;
    m_username.clear();
    m_parts.window->welcome()->suggestUsername();
}

bool SessionStarts::goOn()
{
    endRestart();
    if (!m_parts.effects->freshUsernames()->takeChange(m_topics))
        return false;
    m_restarts = true;
    m_meetAtOnce = true;
    // Once everybody has heard of the end. With the same server, whose key is known; it is no new choice of
    // the person's.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_restarts)
                start(m_parts.window->welcome()->username(), m_server);
        },
        Qt::QueuedConnection);
    return true;
}

/// It did not come to be, or it is over: nothing of it is left for another session, perhaps with another
/// server.
void SessionStarts::endRestart()
{
    if (!std::exchange(m_restarts, false))
        return;
    m_meetAtOnce = false;
    m_topics.clear();
}

} // namespace chatmet::client
