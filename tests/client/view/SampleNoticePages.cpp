// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is so for a while and is said above, below or between the words: banners, notices, what went wrong.
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/HomePage.h"
#include "client/view/MessageListView.h"
#include "client/view/OperatorBar.h"
#include "client/view/PanicNotice.h"
#include "client/view/ProblemText.h"
#include "client/view/Sidebar.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/SamplePages.h"

#include <QApplication>
#include <QPushButton>

namespace chatmet::client {

namespace {

void showNextPending(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.chat()->setLeavingIn(3);
}

void showPartnerAway(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.chat()->setPartnerAway(14);
}

void showOperatorNotice(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.operatorBar()->setNotice(sampleNotice);
}

void showReported(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.chat()->setEnded(EndCause::PartnerLost);
    stage.window.chat()->setErasesIn(24);
    stage.window.setFacts({false, true, true, false, 110}, {}, false);
}

void showOwnLineLost(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.chat()->setEnded(EndCause::OwnLineLost);
    stage.window.chat()->setErasesIn(24);
    stage.window.sidebar()->setLine(LineState::Reconnecting);
}

/// Each state that a picture ends in, from the top or from the bottom of the list.
void showFailedPictures(Stage& stage)
{
    stage.pair(sample::fillFailedPictures);
}

void showFailedPicturesAbove(Stage& stage)
{
    stage.pair(sample::fillFailedPictures);
    QApplication::processEvents();
    stage.window.chat()->list()->scrollToTop();
}

void showPictureStates(Stage& stage)
{
    stage.pair(sample::fillPictureStates);
}

void showTooLong(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.chat()->composer()->setText(
        QStringLiteral("and then we went down to the river again. ").repeated(100));
    stage.window.chat()->composer()->showProblem(ProblemText::of(Refusal::TextTooLong));
}

void showHomeOffline(Stage& stage)
{
    stage.window.home()->setHasMet(true);
    stage.window.home()->setOnline(false);
    stage.window.home()->showProblem(ProblemText::ofRetried(LineProblem::Dropped, Errc::Ok));
    stage.window.sidebar()->setLine(LineState::Reconnecting, true);
    stage.window.places()->showHome();
}

void showHomeWhilePaired(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.home()->setHasMet(true);
    stage.window.home()->setOnlineAbout(1'200);
    stage.window.home()->setLeaves(QStringLiteral("lantern-fox"));
    stage.window.places()->showHome();
}

void showPuzzle(Stage& stage)
{
    stage.window.welcome()->setBusy(true);
    stage.window.welcome()->setSolvingPuzzle(true);
}

void showFirstStart(Stage& stage)
{
    stage.window.welcome()->setServers({});
    stage.window.welcome()->setAdult(false);
    stage.window.findChild<QPushButton*>(QStringLiteral("startButton"))->click();
}

/// On the screen there is nothing around it.
void showPanic(Stage& stage)
{
    auto* notice = new PanicNotice;
    notice->setParent(&stage.window, notice->windowFlags()); // goes with the stage
    stage.window.centralWidget()->hide();
    notice->showAround(stage.window.geometry().center());
}

} // namespace

QList<Page> pagesOfNotices()
{
    return {
        {QStringLiteral("next-pending"), showNextPending},
        narrow("next-pending-480", showNextPending),
        {QStringLiteral("partner-away"), showPartnerAway},
        narrow("partner-away-480", showPartnerAway),
        {QStringLiteral("operator-notice"), showOperatorNotice},
        narrow("operator-notice-480", showOperatorNotice),
        {QStringLiteral("ended-reported"), showReported},
        {QStringLiteral("ended-own-line"), showOwnLineLost},
        narrow("ended-own-line-480", showOwnLineLost),
        {QStringLiteral("pictures-failed"), showFailedPictures},
        {QStringLiteral("pictures-failed-above"), showFailedPicturesAbove},
        narrow("pictures-failed-480", showFailedPictures),
        {QStringLiteral("pictures-waiting"), showPictureStates},
        {QStringLiteral("message-too-long"), showTooLong},
        narrow("message-too-long-480", showTooLong),
        {QStringLiteral("home-offline"), showHomeOffline},
        {QStringLiteral("home-while-paired"), showHomeWhilePaired},
        narrow("home-while-paired-480", showHomeWhilePaired),
        {QStringLiteral("welcome-puzzle"), showPuzzle},
        {QStringLiteral("welcome-no-server"), showFirstStart},
        {QStringLiteral("panic"), showPanic},
    };
}

} // namespace chatmet::client
