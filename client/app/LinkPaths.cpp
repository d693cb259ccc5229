// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/LinkPaths.h"

#include "client/app/ServerKeys.h"
#include "client/app/SessionStarts.h"
#include "client/model/ChatState.h"
#include "client/model/TextRules.h"
#include "client/net/ServerAddress.h"
#include "client/view/HomePage.h"
#include "client/view/MainWindow.h"
#include "client/view/RoomsCard.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPlaces.h"

#include <utility>

namespace chatmet::client {

LinkPaths::LinkPaths(MainWindow* window, ChatState* state, ServerKeys* keys, const SessionStarts* starts)
    : m_window(window), m_state(state), m_keys(keys), m_starts(starts)
{
}

void LinkPaths::take(const QString& link)
{
    if (!isLink(link)) {
        Q_EMIT problem(tr("This link is not understood. Ask for a new one."));
        return;
    }
    const auto url = serverUrl(link);
    if (m_state->line() != LineState::Closed && url->toString() != m_starts->server()) {
        m_waiting = link;
        Q_EMIT problem(tr("This link is for another server, %1. It is filled in once you disconnect.")
                           .arg(isolated(url->host())));
        return;
    }
    m_keys->openLink(link);
    if (m_state->line() == LineState::Closed)
        return fillServer();
    if (m_state->line() != LineState::Connecting) {
        fillInvite();
        m_window->places()->showHome();
    } // else once it is welcomed
}

/// First of those to choose from.
void LinkPaths::fillServer()
{
    m_window->welcome()->showNotice({});
    m_window->welcome()->offerServer(m_keys->openedServer());
}

/// Joining is the person's to press: whoever made the link has not asked them.
void LinkPaths::fillInvite()
{
    const QString invite = m_keys->takeInvite(m_starts->server());
    if (!invite.isEmpty())
        m_window->home()->rooms()->setInvite(invite);
}

void LinkPaths::fillWaiting()
{
    if (m_waiting.isEmpty())
        return;
    m_keys->openLink(std::exchange(m_waiting, {}));
    fillServer();
}

} // namespace chatmet::client
