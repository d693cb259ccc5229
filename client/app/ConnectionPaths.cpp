// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/ConnectionPaths.h"

#include "client/app/PairPaths.h"
#include "client/app/RoomPaths.h"
#include "client/app/SleepWatch.h"
#include "client/model/ConversationListModel.h"
#include "client/model/Pairs.h"
#include "client/view/HomePage.h"
#include "client/view/MainWindow.h"
#include "client/view/OperatorBar.h"
#include "client/view/ProblemText.h"
#include "client/view/Sidebar.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPlaces.h"

#include <utility>

namespace chatmet::client {

namespace {

constexpr int clockMs = 500; ///< the banner counts seconds

} // namespace

ConnectionPaths::ConnectionPaths(const ConnectionParts& parts) : m_at(parts)
{
    m_clock.setInterval(clockMs);
    connect(&m_clock, &QTimer::timeout, this, &ConnectionPaths::showClocks);
    connect(m_at.state, &ChatState::lineChanged, this, &ConnectionPaths::onLine);
    connect(m_at.state, &ChatState::lineProblem, this, &ConnectionPaths::onProblem);
    connect(m_at.state, &ChatState::solvingPuzzleChanged, this, &ConnectionPaths::onSolvingPuzzle);
    connect(m_at.state, &ChatState::welcomed, this, &ConnectionPaths::showServer);
    connect(m_at.state, &ChatState::resumed, this, &ConnectionPaths::showServer);
    connect(m_at.state, &ChatState::onlineAboutChanged, m_at.window->home(), &HomePage::setOnlineAbout);
    connect(m_at.state, &ChatState::operatorNoticeChanged, this,
            [this] { m_at.window->operatorBar()->setNotice(m_at.state->operatorNotice()); });
    connect(m_at.state->pairs(), &Pairs::nextPendingChanged, this, &ConnectionPaths::showClocks);
    connect(m_at.pair, &PairPaths::clocksChanged, this, &ConnectionPaths::showClocks);
    connect(m_at.sleep, &SleepWatch::woke, this, &ConnectionPaths::onWoke);
}

void ConnectionPaths::onLine(LineState line)
{
    m_at.window->welcome()->setBusy(line == LineState::Connecting);
    m_at.window->sidebar()->setUsername(m_at.state->username());
    m_at.window->sidebar()->setLine(line);
    m_at.window->home()->setOnline(line == LineState::Online);
    if (line == LineState::Closed) {
        m_at.window->setServer({}); // until then its last word stands, also while a line to it is made again
        m_at.window->home()->showProblem({}); // it may name who the person was
        m_sleptThrough = false;
        Q_EMIT closed();
    } else if (line == LineState::Online) {
        onOnline();
    }
    m_at.sleep->setLooking(line != LineState::Closed);
    showClocks();
    Q_EMIT changed();
}

void ConnectionPaths::onOnline()
{
    m_at.window->home()->showProblem({}); // of the line that was gone
    if (std::exchange(m_sleptThrough, false))
        sayWhatSleepDid();
    if (m_at.state->pairs()->meeting() == Meeting::None &&
        m_at.window->places()->currentChat() == m_at.window->chat())
        m_at.window->places()->showHome();
    Q_EMIT online();
}

void ConnectionPaths::onProblem(LineProblem problem, Errc code, const QByteArray& observedFingerprint)
{
    if (m_at.state->line() == LineState::Closed)
        m_at.window->welcome()->showProblem(problem, code, observedFingerprint);
    else
        m_at.window->home()->showProblem(ProblemText::ofRetried(problem, code));
}

void ConnectionPaths::onSolvingPuzzle(bool solving)
{
    m_at.window->welcome()->setSolvingPuzzle(solving);
    m_at.window->sidebar()->setLine(m_at.state->line(), solving);
}

/// What could not be taken up in time is gone from the screen when this returns.
void ConnectionPaths::onWoke(qint64 sleptMs)
{
    const qsizetype before = m_at.conversations->rowCount();
    m_at.state->wake(sleptMs);
    if (m_at.conversations->rowCount() == before)
        return;
    m_sleptThrough = true;
    sayWhatSleepDid();
}

void ConnectionPaths::sayWhatSleepDid()
{
    m_at.window->home()->showProblem(
        tr("This computer slept longer than the server waits. What was here is over and erased."));
}

void ConnectionPaths::showServer()
{
    m_at.window->setServer(serverCardOf(m_at.state->welcome()));
}

void ConnectionPaths::showClocks()
{
    const bool isReconnecting = m_at.state->line() == LineState::Reconnecting;
    const int resumableMs = m_at.state->resumableForMs();
    const int waitMs = resumableMs > 0 ? resumableMs : m_at.state->retryInMs();
    const int seconds = isReconnecting ? (waitMs + 999) / 1000 : -1;
    m_at.pair->showClocks(seconds);
    m_at.rooms->setReconnecting(seconds);
    if (!isReconnecting && !m_at.pair->hasClocks())
        m_clock.stop();
    else if (!m_clock.isActive())
        m_clock.start();
}

} // namespace chatmet::client
