// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/RoomPaths.h"

#include "client/app/PicturePaths.h"
#include "client/app/SpokenNews.h"
#include "client/app/TalkWiring.h"
#include "client/model/Room.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/HomePage.h"
#include "client/view/MainWindow.h"
#include "client/view/MessageListView.h"
#include "client/view/ProblemText.h"
#include "client/view/RoomPage.h"
#include "client/view/RoomsCard.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"
#include "common/protocol/Invite.h"

#include <algorithm>

namespace chatmet::client {

RoomPaths::RoomPaths(MainWindow* window, ChatState* state, PicturePaths* pictures, TalkWiring* wiring,
                     QObject* parent)
    : QObject(parent), m_window(window), m_state(state), m_pictures(pictures), m_wiring(wiring)
{
    wireHome();
    connect(state, &ChatState::roomAdded, this, &RoomPaths::add);
    connect(state, &ChatState::roomRemoved, this, &RoomPaths::remove);
    connect(state, &ChatState::roomRefused, this, &RoomPaths::onRefused);
    connect(window, &MainWindow::activeChanged, this, &RoomPaths::seen);
}

void RoomPaths::wireHome()
{
    RoomsCard* card = m_window->home()->rooms();
    connect(card, &RoomsCard::openRequested, this, [this, card](const QString& title) {
        card->showOpenProblem({});
        m_state->openRoom(title);
    });
    connect(card, &RoomsCard::joinRequested, this, &RoomPaths::join);
}

void RoomPaths::join(const QString& text)
{
    RoomsCard* card = m_window->home()->rooms();
    card->showJoinProblem({});
    const auto invite = protocol::parseInvite(text.toStdString());
    if (!invite)
        return card->showJoinProblem(ProblemText::of(invite.code()));
    m_inviteHost = QString::fromStdString(invite->host);
    const auto found = std::find_if(m_places.cbegin(), m_places.cend(), [&invite](const Place& place) {
        return place.room->id() == invite->room;
    });
    if (found == m_places.cend())
        return m_state->joinRoom(*invite);
    card->clear();
    m_window->places()->showRoom(found->page);
}

void RoomPaths::onRefused(bool joining, Refusal refusal, Errc code, int retryAfterMs)
{
    RoomsCard* card = m_window->home()->rooms();
    if (joining)
        card->showJoinProblem(ProblemText::ofInvite(refusal, m_inviteHost, code, retryAfterMs));
    else
        card->showOpenProblem(ProblemText::of(refusal, code, retryAfterMs));
}

RoomPaths::Place* RoomPaths::find(const Room* room)
{
    const auto found = std::find_if(m_places.begin(), m_places.end(),
                                    [room](const Place& place) { return place.room == room; });
    return found == m_places.end() ? nullptr : &*found;
}

void RoomPaths::add(Room* room)
{
    RoomPage* page = m_window->addRoom(room->messages());
    m_places.append({room, page, {}});
    page->setTitle(room->shownTitle());
    showMembers(room, page);
    showState(room, page);
    page->chat()->setReconnecting(m_reconnecting);
    wireRoom(room, page);
    m_wiring->addPage(page->chat(), room->messages());
    m_wiring->wire(page->chat(), room);
    m_window->home()->rooms()->clear();
    Q_EMIT changed(); // the sidebar first: the page is chosen there by its row
    m_window->places()->showRoom(page);
}

void RoomPaths::wireRoom(Room* room, RoomPage* page)
{
    connect(room, &Room::membersChanged, page, [this, room, page] { showMembers(room, page); });
    connect(room, &Room::changed, page, [this, room, page] { showState(room, page); });
    connect(room, &Room::typingChanged, page, [this, room, page] {
        page->setTyping(room->typingNames());
        Q_EMIT changed();
    });
    connect(room, &Room::ended, page, [this, room, page](EndCause cause) {
        m_pictures->forgetOf(page->chat());
        m_window->panels()->closeOfErased(page->chat());
        page->setEnded(cause);
        page->chat()->setErasesIn(room->erasesInSeconds());
        Q_EMIT changed();
        Q_EMIT alerted(Arrival::Over);
    });
    connect(room, &Room::erasesInChanged, page->chat(), &ChatView::setErasesIn);
    connect(room, &Room::membersMessagesErased, page, [this, page] {
        m_pictures->forgetErasedOf(page->chat());
        m_window->panels()->closeOfErased(page->chat());
        Q_EMIT erased();
        Q_EMIT changed(); // what is unread may be less
    });
    connect(room, &Room::arrived, page, [this, room](MessageKey key) { onArrived(room, key); });
    connect(room->messages(), &MessageStore::changed, page, [this, room] {
        const Place* place = find(room);
        if (place != nullptr && !place->unread.isEmpty()) // it may be one that was taken back
            Q_EMIT changed();
    });
    connect(room, &Room::refused, page, [this, room](Refusal refusal, Errc code, int retryAfterMs) {
        tellRoom(room, ProblemText::of(refusal, code, retryAfterMs));
    });
    connect(page, &RoomPage::lockRequested, room, &Room::setLocked);
    connect(page, &RoomPage::removeRequested, room, &Room::removeMember);
    connect(page, &RoomPage::reportRequested, room, &Room::report);
    connect(page, &RoomPage::blockRequested, room, &Room::block);
    connect(page, &RoomPage::leaveRequested, room, &Room::leave);
}

void RoomPaths::remove(Room* room)
{
    Place* place = find(room);
    if (place == nullptr)
        return;
    RoomPage* page = place->page;
    m_wiring->unwire(page->chat(), room);
    m_places.removeIf([room](const Place& one) { return one.room == room; });
    m_pictures->forgetOf(page->chat());
    m_window->removeRoom(page);
    Q_EMIT left(page->chat());
    Q_EMIT erased();
    Q_EMIT changed();
}

void RoomPaths::showMembers(Room* room, RoomPage* page)
{
    page->setMembers(room->members());
    Q_EMIT changed();
}

void RoomPaths::showState(Room* room, RoomPage* page)
{
    const bool mayRemove =
        std::any_of(room->members().cbegin(), room->members().cend(),
                    [room](const RoomMember& member) { return room->mayRemove(member.id); });
    page->setInvite(room->inviteText());
    page->setState(room->isLocked(), room->isHost(), room->isHost() && !mayRemove);
    Q_EMIT changed();
}

void RoomPaths::onArrived(Room* room, MessageKey key)
{
    Place* place = find(room);
    if (m_window->isInFront() && m_window->places()->shownRoom() == place->page)
        return;
    place->unread.add(key);
    Q_EMIT alerted(Arrival::Message);
    Q_EMIT changed();
}

void RoomPaths::tellRoom(Room* room, const QString& words)
{
    Place* place = find(room);
    place->page->chat()->composer()->showProblem(words);
    if (m_window->places()->shownRoom() != place->page)
        SpokenNews::sayRefused(m_window, room->shownTitle(), words);
    else if (m_window->isInFront())
        return;
    place->unread.addRefusal();
    Q_EMIT changed();
}

void RoomPaths::seen()
{
    if (m_window->isInFront()) {
        for (Place& place : m_places) {
            if (place.page == m_window->places()->shownRoom())
                place.unread.clear();
        }
    }
    Q_EMIT changed();
}

QList<ConversationSummary> RoomPaths::summaries() const
{
    QList<ConversationSummary> all;
    for (const Place& place : m_places) {
        const auto people = static_cast<int>(place.room->members().size());
        const QString subtitle = place.room->hasEnded() ? tr("ended")
                                 : !place.room->typingNames().isEmpty()
                                     ? tr("%n people · typing…", nullptr, people)
                                     : tr("%n people", nullptr, people);
        all.append({place.room->shownTitle(), subtitle, place.unread.countIn(*place.room->messages()),
                    place.room->hasEnded()});
    }
    return all;
}

int RoomPaths::unread() const
{
    int count = 0;
    for (const Place& place : m_places)
        count += place.unread.countIn(*place.room->messages());
    return count;
}

int RoomPaths::living() const
{
    return static_cast<int>(std::count_if(m_places.cbegin(), m_places.cend(),
                                          [](const Place& place) { return !place.room->hasEnded(); }));
}

QString RoomPaths::shownTitle() const
{
    const RoomPage* page = m_window->places()->shownRoom();
    return page == nullptr ? QString() : page->title();
}

bool RoomPaths::tell(const QString& words)
{
    const RoomPage* page = m_window->places()->shownRoom();
    if (page != nullptr)
        page->chat()->composer()->showProblem(words);
    return page != nullptr;
}

void RoomPaths::forgetTyped()
{
    m_window->home()->rooms()->clear();
    m_inviteHost.clear();
}

void RoomPaths::setReconnecting(int seconds)
{
    m_reconnecting = seconds;
    for (const Place& place : m_places) {
        if (!place.room->hasEnded())
            place.page->chat()->setReconnecting(seconds);
    }
}

} // namespace chatmet::client
