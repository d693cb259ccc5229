// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/HomePage.h"
#include "client/view/MessageLayout.h"
#include "client/view/MessageListView.h"
#include "client/view/PictureViewer.h"
#include "client/view/PicturesToSend.h"
#include "client/view/ProblemText.h"
#include "client/view/SearchBar.h"
#include "client/view/SendPictureDialog.h"
#include "client/view/Sidebar.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/SamplePages.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMouseEvent>

namespace chatmet::client {

namespace {

CleanPicture samplePicture()
{
    CleanPicture picture;
    picture.bytes = QByteArray(640'000, 'x');
    picture.size = {2048, 1365};
    picture.preview = sample::photo({320, 213});
    picture.wasAnimated = true;
    picture.wasScaled = true;
    return picture;
}

void showAnswers(Stage& stage)
{
    stage.pair(sample::fillAnswers);
    stage.window.chat()->reply();
    stage.window.chat()->composer()->setText(QStringLiteral("no harm done"));
}

/// From the middle of one message to the middle of another.
void showSelection(Stage& stage)
{
    stage.window.chat()->list()->setFocus();
    QApplication::processEvents();
    MessageListView* list = stage.window.chat()->list();
    const auto pointIn = [list](int row, int position) {
        const QModelIndex index = list->messages()->index(row);
        const MessageLayout& layout = list->layoutOf(index);
        return list->visualRect(index).topLeft() + layout.textRect.topLeft() +
               layout.text.cursorAt(position).center();
    };
    const auto send = [list](QEvent::Type type, const QPoint& at) {
        QMouseEvent event(type, at, list->viewport()->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, {});
        QApplication::sendEvent(list->viewport(), &event);
    };
    send(QEvent::MouseButtonPress, pointIn(1, 9));
    send(QEvent::MouseMove, pointIn(4, 40));
    send(QEvent::MouseButtonRelease, pointIn(4, 40));
}

void showBlocked(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.chat()->setEnded(EndCause::YouLeft);
    stage.window.chat()->setErasesIn(24);
    stage.window.setFacts({true, false, false, true, 110}, {}, false);
}

void showTicket(Stage& stage)
{
    stage.window.setFacts({true, true, false, false, 92}, {}, false);
    stage.window.home()->setHasMet(true);
    stage.window.places()->showHome();
}

void showSearch(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.store.append(
        sample::text(QStringLiteral("where? I know that river, and more rivers near it"), true, 6));
    stage.window.chat()->search()->open();
    stage.window.findChild<QLineEdit*>(QStringLiteral("searchField"))->setText(QStringLiteral("river"));
}

void showNothingFound(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.chat()->search()->open();
    stage.window.findChild<QLineEdit*>(QStringLiteral("searchField"))->setText(QStringLiteral("ocean"));
}

/// Back from another page, on which nobody saw what came.
void showUnread(Stage& stage)
{
    stage.pair(sample::fillTalk);
    stage.window.places()->showHome();
    for (int minute = 6; minute < 20; ++minute)
        stage.store.append(sample::text(
            QStringLiteral("one more thing, and then I will let you read, I promise"), false, minute));
    QApplication::processEvents();
    stage.window.places()->showChat();
}

} // namespace

QList<Page> pagesOfTalk()
{
    return {
        {QStringLiteral("chat"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.chat()->setPartnerTyping(true);
         }},
        {QStringLiteral("chat-compare-emoji"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.panels()->emojiCheck()->setCheck(QStringLiteral("lantern-fox"),
                                                           {12, 38, 3, 41, 54, 35, 7}, EmojiWord::None,
                                                           EmojiWord::Match);
             stage.window.panels()->emojiCheck()->open();
         }},
        {QStringLiteral("chat-picture-progress"), [](Stage& stage) { stage.pair(sample::fillPictures); }},
        {QStringLiteral("send-picture"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.panels()->picturesToSend()->of(stage.window.chat())->showPicture(samplePicture());
         }},
        {QStringLiteral("small-send-picture-refused"),
         [](Stage& stage) {
             stage.window.resize(480, 420);
             stage.pair(sample::fillTalk);
             stage.window.panels()->picturesToSend()->of(stage.window.chat())->showPicture(samplePicture());
             stage.window.panels()
                 ->picturesToSend()
                 ->of(stage.window.chat())
                 ->showRefused(ProblemText::of(Refusal::NotConnected));
         }},
        {QStringLiteral("close-question"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.setLeaves({QStringLiteral("lantern-fox"), 2});
             stage.window.close();
         }},
        {QStringLiteral("small-close-question"),
         [](Stage& stage) {
             stage.window.resize(480, 420);
             stage.pair(sample::fillTalk);
             stage.window.setLeaves({QStringLiteral("lantern-fox"), 0});
             stage.window.close();
         }},
        {QStringLiteral("viewer"),
         [](Stage& stage) {
             stage.pair(sample::fillPictures);
             stage.window.panels()->showInViewer(MessageKey{3}, sample::photo({2048, 1365}));
         }},
        {QStringLiteral("ended"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.store.change(MessageKey{6},
                                [](Message& message) { message.picture = PictureState::NotOpened; });
             stage.window.chat()->setEnded(EndCause::PartnerLeft);
             stage.window.chat()->setErasesIn(24);
             stage.conversations.setConversations(
                 {{QStringLiteral("lantern-fox"), sample::said("chatmet::client::PairPaths", "ended"), 0,
                   true}});
         }},
        {QStringLiteral("reconnecting"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.window.chat()->setReconnecting(14);
             stage.window.sidebar()->setLine(LineState::Reconnecting);
             stage.window.chat()->composer()->setText(QStringLiteral("two lines\nof words that wait"));
             stage.window.chat()->composer()->showProblem(
                 ProblemText::of(Refusal::NotConnected, Errc::Ok, 0));
         }},
        {QStringLiteral("small-window"),
         [](Stage& stage) {
             stage.window.resize(480, 420);
             stage.pair(sample::fillTalk);
             stage.window.chat()->setPartnerTyping(true);
         }},
        {QStringLiteral("small-welcome"), [](Stage& stage) { stage.window.resize(480, 420); }},
        {QStringLiteral("small-home"),
         [](Stage& stage) {
             stage.window.resize(480, 420);
             stage.window.places()->showHome();
         }},
        {QStringLiteral("keys"),
         [](Stage& stage) {
             stage.window.places()->showHome();
             stage.window.findChild<QAction*>(QStringLiteral("shortcutsAction"))->trigger();
         }},
    };
}

QList<Page> pagesOfFinding()
{
    return {
        {QStringLiteral("search"), showSearch},
        narrow("search-480", showSearch),
        {QStringLiteral("search-nothing"), showNothingFound},
        {QStringLiteral("new-messages"), showUnread},
        narrow("new-messages-480", showUnread),
    };
}

QList<Page> pagesOfAfterwards()
{
    return {
        {QStringLiteral("answers"), showAnswers},
        narrow("answers-480", showAnswers),
        {QStringLiteral("answers-1280"),
         [](Stage& stage) {
             stage.window.resize(1280, 720);
             showAnswers(stage);
         }},
        {QStringLiteral("emoji"), [](Stage& stage) { stage.pair(sample::fillEmoji); }},
        {QStringLiteral("selection"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             showSelection(stage);
         }},
        {QStringLiteral("selection-mixed"),
         [](Stage& stage) {
             stage.pair(sample::fillRightToLeft);
             showSelection(stage);
         }},
        {QStringLiteral("quick-switcher"),
         [](Stage& stage) {
             stage.pair(sample::fillTalk);
             stage.conversations.setConversations(
                 {{QStringLiteral("lantern-fox"), sample::stranger(), 0, false},
                  {QStringLiteral("Tea"), sample::peopleHere(3), 2, false},
                  {QStringLiteral("हिन्दी साहित्य"), sample::peopleHere(12), 0, false}});
             stage.window.findChild<QAction*>(QStringLiteral("switchAction"))->trigger();
         }},
        {QStringLiteral("small-keys"),
         [](Stage& stage) {
             stage.window.resize(480, 420);
             stage.window.places()->showHome();
             stage.window.findChild<QAction*>(QStringLiteral("shortcutsAction"))->trigger();
         }},
        {QStringLiteral("ended-blocked"), showBlocked},
        narrow("ended-blocked-480", showBlocked),
        {QStringLiteral("home-ticket"), showTicket},
        narrow("home-ticket-480", showTicket),
    };
}

} // namespace chatmet::client
