// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The least and the most that a page may have to show: nothing yet, and names as long as the protocol takes
// them.
#include "client/model/Room.h"
#include "client/view/ChatView.h"
#include "client/view/HomePage.h"
#include "client/view/OperatorBar.h"
#include "client/view/RoomPage.h"
#include "client/view/Sidebar.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPlaces.h"
#include "common/protocol/Limits.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/SamplePages.h"

#include <QAction>

namespace chatmet::client {

namespace {

/// No space to break a line at.
QString word(std::size_t characters)
{
    return QStringLiteral("Wm").repeated(static_cast<qsizetype>(characters / 2));
}

QString longName()
{
    return word(limits::usernameCharactersMax);
}

ServerCard longCard()
{
    ServerCard card;
    card.name = QStringLiteral("The Association of the Friends of the River and its Meadows, ").repeated(3);
    card.contact = word(ServerCard::lineCharactersMax);
    card.country = QStringLiteral("Liechtenstein");
    card.rules = QStringLiteral("Be kind to whoever you meet, and leave when they are not kind to you.\n")
                     .repeated(12);
    card.logDays = 90;
    card.logBasis = QStringLiteral("Because the law of that country asks for it. ").repeated(4);
    return card;
}

void beLong(Stage& stage)
{
    stage.conversations.setConversations(
        {{longName(), sample::stranger(), 1'234, false},
         {word(limits::roomTitleCharactersMax), sample::peopleHere(3), 27, false}});
    stage.window.sidebar()->setUsername(longName());
    stage.model.setPartnerName(longName());
    QStringList topics;
    for (std::size_t topic = 0; topic < limits::topicsMax; ++topic)
        topics.append(word(limits::topicCharactersMax - 2) + QString::number(topic));
    stage.window.chat()->setPartner(longName(), topics);
    stage.window.home()->setTopics(topics);
    stage.window.home()->setLeaves(longName());
    stage.window.setServer(longCard());
}

void showLongChat(Stage& stage)
{
    stage.pair(sample::fillTalk);
    beLong(stage);
    stage.store.append(sample::text(word(300), false, 6));
    stage.window.chat()->setPartnerAway(14);
    stage.window.chat()->setPartnerTyping(true);
}

void showLongEnd(Stage& stage)
{
    stage.pair(sample::fillTalk);
    beLong(stage);
    stage.window.chat()->setEnded(EndCause::NotIntact);
    stage.window.chat()->setErasesIn(24);
    stage.window.setFacts({true, true, true, true, 110}, {}, false);
}

void showLongHome(Stage& stage)
{
    stage.pair(sample::fillTalk);
    beLong(stage);
    stage.window.places()->showHome();
}

void showLongServer(Stage& stage)
{
    beLong(stage);
    stage.window.places()->showHome();
    stage.window.findChild<QAction*>(QStringLiteral("serverAction"))->trigger();
}

RoomPage* showLongRoom(Stage& stage)
{
    RoomPage* page = showSampleRoom(stage);
    beLong(stage);
    page->setTitle(word(limits::roomTitleCharactersMax));
    QList<RoomMember> members;
    for (std::size_t member = 0; member < limits::roomMembersMax; ++member) {
        RoomMember one = sample::people().at(member == 0 ? 0 : 1);
        one.id = *MemberId::fromBytes(std::string(MemberId::bytesCount, static_cast<char>('A' + member)));
        one.name = longName();
        members.append(one);
    }
    page->setMembers(members);
    page->setTyping({longName(), longName(), longName()});
    return page;
}

void showManyPeople(Stage& stage)
{
    Q_EMIT showLongRoom(stage)->membersRequested();
}

void showAlone(Stage& stage)
{
    RoomPage* page = showSampleRoom(stage, [](MessageStore* store) {
        store->append(
            sample::notice(Room::tr("You have opened this room. Nobody comes in without its invite."), 0));
    });
    page->setMembers(sample::people().first(1));
    page->setState(false, true, false);
    page->setTyping({});
}

void showGuest(Stage& stage)
{
    showSampleRoom(stage)->setState(false, false, false);
}

void showManyConversations(Stage& stage)
{
    stage.pair(sample::fillTalk);
    QList<ConversationSummary> all{{QStringLiteral("lantern-fox"), sample::stranger(), 0, false}};
    for (std::size_t room = 0; room < limits::roomsPerSessionMax; ++room)
        all.append({QStringLiteral("Tea"), sample::peopleHere(3), static_cast<int>(room), false});
    stage.conversations.setConversations(all);
}

void showNothingSaid(Stage& stage)
{
    stage.pair([](MessageStore* store) { store->append(sample::met()); });
    stage.window.chat()->setPartner(QStringLiteral("lantern-fox"), {});
    stage.window.setSeal(SealState::NotSealed);
}

} // namespace

QList<Page> pagesAtTheEdge()
{
    return {
        {QStringLiteral("long-chat"), showLongChat},
        narrow("long-chat-480", showLongChat),
        {QStringLiteral("long-end"), showLongEnd},
        narrow("long-end-480", showLongEnd),
        {QStringLiteral("long-home"), showLongHome},
        narrow("long-home-480", showLongHome),
        {QStringLiteral("long-server"), showLongServer},
        {QStringLiteral("long-room"), [](Stage& stage) { showLongRoom(stage); }},
        {QStringLiteral("many-people"), showManyPeople},
        narrow("many-people-480", showManyPeople),
        {QStringLiteral("room-alone"), showAlone},
        {QStringLiteral("room-guest"), showGuest},
        {QStringLiteral("many-conversations"), showManyConversations},
        {QStringLiteral("chat-not-sealed-yet"), showNothingSaid},
    };
}

} // namespace chatmet::client
