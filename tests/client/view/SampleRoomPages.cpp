// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ChatView.h"
#include "client/view/HomePage.h"
#include "client/view/MessageActs.h"
#include "client/view/MessageListView.h"
#include "client/view/ProblemText.h"
#include "client/view/RoomPage.h"
#include "client/view/RoomsCard.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/SamplePages.h"

#include <QApplication>
#include <QPushButton>

namespace chatmet::client {

RoomPage* showSampleRoom(Stage& stage, void (*fill)(MessageStore*))
{
    stage.pair(sample::fillTalk);
    RoomPage* page = stage.window.addRoom(&stage.room);
    page->setTitle(QStringLiteral("Tea"));
    page->setMembers(sample::people());
    page->setInvite(sampleInvite);
    page->setState(true, true, false);
    page->setTyping({QStringLiteral("boris")});
    stage.conversations.setConversations(
        {{QStringLiteral("lantern-fox"), sample::stranger(), 3, false},
         {QStringLiteral("Tea"), sample::peopleTyping(3), 0, false},
         {QStringLiteral("हिन्दी साहित्य"), sample::peopleHere(12), 27, false}});
    stage.window.addRoom(&stage.room)->setTitle(QStringLiteral("हिन्दी साहित्य"));
    stage.window.places()->showRoom(page);
    fill(&stage.room); // seen as it comes
    return page;
}

namespace {

void showRoomPage(Stage& stage)
{
    showSampleRoom(stage);
}

/// Closed at the end, open at the top.
void showBusyRoom(Stage& stage)
{
    RoomPage* page = showSampleRoom(stage, sample::fillBusyRoom);
    MessageListView* list = page->chat()->list();
    QApplication::processEvents();
    list->acts()->act(list->messages()->index(0), RowPart::Details);
    list->scrollToTop();
}

void showPeople(Stage& stage)
{
    Q_EMIT showSampleRoom(stage)->membersRequested();
}

void showToldOf(Stage& stage)
{
    RoomPage* page = showSampleRoom(stage);
    QList<RoomMember> members = sample::people();
    members[1].blocked = WordStep::Taken;
    members[2].reported = WordStep::Taken;
    page->setMembers(members);
    Q_EMIT page->membersRequested();
    stage.window.findChildren<QPushButton*>(QStringLiteral("blockMemberButton")).last()->click();
}

void showRemoving(Stage& stage)
{
    showPeople(stage);
    stage.window.findChild<QPushButton*>(QStringLiteral("removeMemberButton"))->click();
}

void showInvite(Stage& stage)
{
    Q_EMIT showSampleRoom(stage)->inviteRequested();
}

void showRemoved(Stage& stage)
{
    RoomPage* page = showSampleRoom(stage);
    page->setEnded(EndCause::Removed);
    page->chat()->setErasesIn(24);
}

void showRoomsAtHome(Stage& stage)
{
    stage.window.home()->setHasMet(true);
    stage.window.home()->rooms()->showJoinProblem(ProblemText::of(Errc::InviteSecretGone));
    stage.window.places()->showHome();
}

} // namespace

QList<Page> pagesOfRooms()
{
    return {
        {QStringLiteral("room"), showRoomPage},        narrow("room-480", showRoomPage),
        {QStringLiteral("room-events"), showBusyRoom}, narrow("room-events-480", showBusyRoom),
        {QStringLiteral("room-people"), showPeople},   {QStringLiteral("room-removing"), showRemoving},
        {QStringLiteral("room-told-of"), showToldOf},  narrow("room-told-of-480", showToldOf),
        {QStringLiteral("room-invite"), showInvite},   narrow("room-invite-480", showInvite),
        {QStringLiteral("room-removed"), showRemoved}, {QStringLiteral("home-rooms"), showRoomsAtHome},
        narrow("home-rooms-480", showRoomsAtHome),
    };
}

} // namespace chatmet::client
