// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/LinePaths.h"

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

LinePaths::LinePaths(const LineParts& parts) : m_at(parts)
{
    m_clock.setInterval(clockMs);
    connect(&m_clock, &QTimer::timeout, this, &LinePaths::showClocks);
    connect(m_at.state, &ChatState::lineChanged, this, &LinePaths::onLine);
    connect(m_at.state, &ChatState::lineProblem, this, &LinePaths::onProblem);
    connect(m_at.state, &ChatState::solvingPuzzleChanged, this, &LinePaths::onSolvingPuzzle);
    connect(m_at.state, &ChatState::welcomed, this, &LinePaths::showServer);
    connect(m_at.state, &ChatState::resumed, this, &LinePaths::showServer);
    connect(m_at.state, &ChatState::onlineAboutChanged, m_at.window->home(), &HomePage::setOnlineAbout);
    connect(m_at.state, &ChatState::operatorNoticeChanged, this,
            [this] { m_at.window->operatorBar()->setNotice(m_at.state->operatorNotice()); });
    connect(m_at.state->pairs(), &Pairs::nextPendingChanged, this, &LinePaths::showClocks);
    connect(m_at.pair, &PairPaths::clocksChanged, this, &LinePaths::showClocks);
    connect(m_at.sleep, &SleepWatch::woke, this, &LinePaths::onWoke);
}

void LinePaths::onLine(LineState line)
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
    m_at.sleep->setLooking(m_at.state->line() != LineState::Closed); // another one may be tried already
    showClocks();
    Q_EMIT changed();
}

void LinePaths::onOnline()
{
    m_at.window->home()->showProblem({}); // of the line that was gone
    if (std::exchange(m_sleptThrough, false))
        sayWhatSleepDid();
    if (m_at.state->pairs()->meeting() == Meeting::None &&
        m_at.window->places()->currentChat() == m_at.window->chat())
        m_at.window->places()->showHome();
    Q_EMIT online();
}

void LinePaths::onProblem(LineProblem problem, Errc code, const QByteArray& observedFingerprint)
{
    if (m_at.state->line() == LineState::Closed)
        m_at.window->welcome()->showProblem(problem, code, observedFingerprint);
    else
        m_at.window->home()->showProblem(ProblemText::ofRetried(problem, code));
}

void LinePaths::onSolvingPuzzle(bool solving)
{
    m_at.window->welcome()->setSolvingPuzzle(solving);
    m_at.window->sidebar()->setLine(m_at.state->line(), solving);
}

/// What could not be taken up in time is gone from the screen when this returns.
void LinePaths::onWoke(qint64 sleptMs)
{
    const qsizetype before = m_at.conversations->rowCount();
    m_at.state->wake(sleptMs);
    if (m_at.conversations->rowCount() == before)
        return;
    m_sleptThrough = true;
    sayWhatSleepDid();
}

void LinePaths::sayWhatSleepDid()
{
    m_at.window->home()->showProblem(
        tr("This computer slept longer than the server waits. What was here is over and erased."));
}

void LinePaths::showServer()
{
    m_at.window->setServer(serverCardOf(m_at.state->welcome()));
}

void LinePaths::showClocks()
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
